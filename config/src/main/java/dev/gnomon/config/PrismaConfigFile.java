package dev.gnomon.config;

import dev.gnomon.config.ScriptToken.Kind;
import dev.gnomon.config.SettingsValue.Group;
import dev.gnomon.config.SettingsValue.Unreadable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds a project's {@code prisma.config.ts} and reads it without running it. */
final class PrismaConfigFile {

    private static final List<String> NAMES =
            List.of("prisma7.config", ".config/prisma7", "prisma.config", ".config/prisma", ".config/prisma.config");

    private static final List<String> ENDINGS = List.of("js", "ts", "mjs", "cjs", "mts", "cts");

    /** Modules whose import changes the environment, and whether they expand variables. */
    private static final Map<String, Boolean> DOTENV_MODULES =
            Map.of("dotenv/config", false, "dotenv-expand/config", true, "dotenvx/config", true);

    /** Deeper nesting than a person writes. */
    private static final int DEEPEST = 50;

    private static final Set<String> DECLARATIONS =
            Set.of("type", "interface", "declare", "function", "class", "async");

    private final Path file;
    private final ScriptParser parser;
    private final Surroundings surroundings;
    private final List<SourcePosition> notRun = new ArrayList<>();
    private int depth;
    private Optional<SettingsValue> settings = Optional.empty();

    /** The files around, by their paths as seen from the folder that the command runs in. */
    interface Surroundings {

        /** Load an environment file when the configuration asks for it: this one, or the {@code .env} of the project. */
        void loadDotenv(Optional<String> path, boolean expanding);

        boolean exists(String path);
    }

    /**
     * What a file says.
     *
     * @param notRun where statements stand of which only running them would tell what they do
     */
    record Contents(Group settings, List<SourcePosition> notRun) {
        Contents {
            notRun = List.copyOf(notRun);
        }
    }

    private PrismaConfigFile(Path file, ScriptParser parser, Surroundings surroundings) {
        this.file = file;
        this.parser = parser;
        this.surroundings = surroundings;
    }

    /** The configuration file of a folder, in the order in which Prisma tries the names. */
    static Optional<Path> find(Path folder) {
        for (String name : NAMES) {
            for (String ending : ENDINGS) {
                Path candidate = folder.resolve(name + "." + ending);
                if (Files.isRegularFile(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    /** Read a file. What only running it could tell is no mistake before somebody asks for it. */
    static Contents read(Path file, Environment environment, Surroundings surroundings) {
        String text = SettingsFiles.read(file);
        ScriptParser parser = new ScriptParser(file, text, environment, surroundings::exists);
        PrismaConfigFile config = new PrismaConfigFile(file, parser, surroundings);
        while (parser.peek().kind() != Kind.END) {
            config.statement();
        }
        return new Contents(config.result(), config.notRun);
    }

    private Group result() {
        SettingsValue exported = settings.orElseGet(() -> new Unreadable(
                new SourcePosition(file, 1, 1),
                "no `export default defineConfig({ ... })` with settings that can be read"));
        if (exported instanceof Group group) {
            return group;
        }
        String reason =
                exported instanceof Unreadable unreadable ? unreadable.reason() : exported.kind() + " and no settings";
        return new Group(exported.position(), Map.of("...", new Unreadable(exported.position(), reason, true)));
    }

    private void statement() {
        ScriptToken token = parser.peek();
        if (parser.acceptMark(";")) {
            return;
        }
        if (token.kind() == Kind.STRING) {
            parser.advance();
        } else if (token.kind() == Kind.NAME) {
            named(token);
        } else {
            unknown(token);
        }
    }

    private void named(ScriptToken token) {
        switch (token.text()) {
            case "import" -> importStatement();
            case "export" -> exportStatement();
            case "module" -> moduleExports();
            case "exports" -> exportsMember();
            case "const", "let", "var" -> declaration();
            case "require", "dotenv", "config", "loadEnvFile", "process" -> call(token);
            case "console" -> parser.skipStatement();
            case "if" -> ifStatement();
            case "try" -> tryStatement();
            default -> {
                if (DECLARATIONS.contains(token.text())) {
                    parser.skipStatement();
                } else {
                    unknown(token);
                }
            }
        }
    }

    private void unknown(ScriptToken token) {
        notRun.add(parser.positionOf(token));
        parser.skipUnknownStatement();
    }

    /** {@code if (condition) … else …}, where the condition can be known; else nobody knows what it does. */
    private void ifStatement() {
        ScriptToken start = parser.peek();
        int before = parser.position();
        parser.advance();
        if (!parser.acceptMark("(")) {
            parser.moveTo(before);
            unknown(start);
            return;
        }
        Optional<Boolean> decided = ScriptParser.truth(parser.expression());
        if (!parser.acceptMark(")") || decided.isEmpty() || depth > DEEPEST) {
            parser.moveTo(before);
            unknownBlocks(start);
            return;
        }
        branch(decided.get());
        if (parser.peek().isName("else")) {
            parser.advance();
            branch(!decided.get());
        }
    }

    private void branch(boolean taken) {
        depth++;
        if (taken) {
            block();
        } else if (parser.peek().isMark("{")) {
            parser.skipBalanced();
        } else if (parser.peek().isName("if")) {
            skipBlocks();
        } else {
            parser.skipStatement();
        }
        depth--;
    }

    /** One statement, or those between braces. */
    private void block() {
        if (!parser.acceptMark("{")) {
            statement();
            return;
        }
        while (parser.peek().kind() != Kind.END && !parser.acceptMark("}")) {
            statement();
        }
    }

    /** {@code try { … } catch { … } finally { … }}: what is tried is taken to succeed. */
    private void tryStatement() {
        ScriptToken start = parser.peek();
        if (!parser.peek(1).isMark("{") || depth > DEEPEST) {
            unknownBlocks(start);
            return;
        }
        parser.advance();
        depth++;
        block();
        if (parser.peek().isName("catch")) {
            parser.advance();
            if (parser.peek().isMark("(")) {
                parser.skipBalanced();
            }
            if (parser.peek().isMark("{")) {
                parser.skipBalanced();
            }
        }
        if (parser.peek().isName("finally")) {
            parser.advance();
            block();
        }
        depth--;
    }

    private void unknownBlocks(ScriptToken start) {
        notRun.add(parser.positionOf(start));
        int before = parser.position();
        skipBlocks();
        parser.noteChanges(before);
    }

    /** Passes over a statement with all its blocks: {@code if … else if … else}, {@code try … catch}. */
    private void skipBlocks() {
        do {
            parser.advance();
            while (parser.peek().isMark("(") || parser.peek().isName("if")) {
                parser.skipBalanced();
            }
            if (parser.peek().isMark("{")) {
                parser.skipBalanced();
            } else {
                parser.skipStatement();
            }
        } while (Set.of("else", "catch", "finally").contains(parser.peek().text()));
    }

    private void importStatement() {
        parser.advance();
        if (parser.peek().kind() == Kind.STRING) {
            loadIfDotenv(parser.advance().text());
            parser.acceptMark(";");
            return;
        }
        while (parser.peek().kind() != Kind.END
                && parser.peek().kind() != Kind.STRING
                && !parser.peek().isMark(";")) {
            parser.skipBalanced();
        }
        if (parser.peek().kind() == Kind.STRING) {
            parser.advance();
        }
        parser.acceptMark(";");
    }

    private void loadIfDotenv(String module) {
        Boolean expanding = DOTENV_MODULES.get(module);
        if (expanding != null) {
            surroundings.loadDotenv(Optional.empty(), expanding);
        }
    }

    private void exportStatement() {
        ScriptToken export = parser.advance();
        if (parser.peek().isName("default")) {
            parser.advance();
            settings = Optional.of(parser.expression());
            parser.acceptMark(";");
        } else if (parser.peek().isMark("=")) {
            parser.advance();
            settings = Optional.of(parser.expression());
        } else if (parser.peek().kind() == Kind.NAME) {
            named(parser.peek());
        } else {
            unknown(export);
        }
    }

    private void moduleExports() {
        ScriptToken module = parser.advance();
        if (parser.acceptMark(".") && parser.peek().isName("exports")) {
            parser.advance();
            if (parser.peek().isMark(".") && parser.peek(1).isName("default")) {
                parser.advance();
                parser.advance();
            }
            if (parser.acceptMark("=")) {
                settings = Optional.of(parser.expression());
                parser.acceptMark(";");
                return;
            }
        }
        unknown(module);
    }

    private void exportsMember() {
        ScriptToken exports = parser.advance();
        if (parser.acceptMark(".") && parser.peek().isName("default")) {
            parser.advance();
            if (parser.acceptMark("=")) {
                settings = Optional.of(parser.expression());
                parser.acceptMark(";");
                return;
            }
        } else {
            parser.skipStatement();
            return;
        }
        unknown(exports);
    }

    /** {@code const name = value}, or the names taken from a {@code require}. */
    private void declaration() {
        parser.advance();
        ScriptToken name = parser.peek();
        if (name.kind() != Kind.NAME) {
            parser.skipBalanced();
            skipInitializer();
            return;
        }
        parser.advance();
        if (parser.acceptMark(":")) {
            while (parser.peek().kind() != Kind.END
                    && !parser.peek().isMark("=")
                    && !parser.peek().isMark(";")) {
                parser.skipBalanced();
            }
        }
        if (!parser.acceptMark("=")) {
            parser.skipStatement();
            return;
        }
        if (parser.peek().isName("require")) {
            requireCall();
            parser.skipRest();
            return;
        }
        parser.define(name.text(), parser.expression());
        if (parser.acceptMark(",")) {
            parser.skipStatement();
        }
        parser.acceptMark(";");
    }

    private void skipInitializer() {
        if (parser.acceptMark("=") && parser.peek().isName("require")) {
            requireCall();
        }
        parser.skipRest();
    }

    private void requireCall() {
        parser.advance();
        if (parser.peek().isMark("(") && parser.peek(1).kind() == Kind.STRING) {
            String module = parser.peek(1).text();
            loadIfDotenv(module);
            parser.skipBalanced();
            boolean loads = (module.equals("dotenv") && parser.peek(1).isName("config"))
                    || (module.matches("(node:)?process") && parser.peek(1).isName("loadEnvFile"));
            if (parser.peek().isMark(".") && loads) {
                parser.advance();
                ScriptToken name = parser.advance();
                if (!load(name.text())) {
                    notRun.add(parser.positionOf(name));
                }
            }
        }
    }

    /** {@code require("dotenv/config")}, {@code dotenv.config(…)}, {@code config(…)}, {@code process.loadEnvFile(…)}. */
    private void call(ScriptToken first) {
        if (first.isName("require")) {
            requireCall();
            parser.skipRest();
            return;
        }
        int before = parser.position();
        parser.advance();
        ScriptToken name = parser.acceptMark(".") ? parser.advance() : first;
        boolean known =
                first.isName("process") ? name.isName("loadEnvFile") : !first.isName("dotenv") || !name.equals(first);
        if (known && (name.isName("config") || name.isName("loadEnvFile")) && load(name.text())) {
            parser.acceptMark(";");
        } else {
            parser.moveTo(before);
            unknown(first);
        }
    }

    /** Load what a call names that begins with the next word; say whether that can be known. */
    private boolean load(String function) {
        if (!parser.acceptMark("(")) {
            return false;
        }
        if (parser.acceptMark(")")) {
            surroundings.loadDotenv(Optional.empty(), false);
            return true;
        }
        SettingsValue argument = parser.expression();
        parser.acceptMark(",");
        Optional<List<String>> paths = function.equals("config") ? ofOptions(argument) : paths(argument);
        if (!parser.acceptMark(")") || paths.isEmpty()) {
            return false;
        }
        if (paths.get().isEmpty()) {
            surroundings.loadDotenv(Optional.empty(), false);
        }
        paths.get().forEach(path -> surroundings.loadDotenv(Optional.of(path), false));
        return true;
    }

    /** The paths in {@code { path: … }}; none where the usual one is meant, empty where they cannot be known. */
    private static Optional<List<String>> ofOptions(SettingsValue options) {
        if (!(options instanceof Group group)) {
            return Optional.empty();
        }
        // With this one, the file would win over the process's own variables.
        boolean usual = !group.entries().containsKey("override")
                || (group.entries().get("override") instanceof SettingsValue.Flag flag && !flag.value());
        if (!usual || group.entries().containsKey("...")) {
            return Optional.empty();
        }
        return group.entries().containsKey("path") ? paths(group.entries().get("path")) : Optional.of(List.of());
    }

    private static Optional<List<String>> paths(SettingsValue value) {
        List<SettingsValue> items = value instanceof SettingsValue.Items list ? list.items() : List.of(value);
        List<String> paths = items.stream()
                .filter(SettingsValue.Text.class::isInstance)
                .map(item -> ((SettingsValue.Text) item).text())
                .toList();
        return paths.size() == items.size() ? Optional.of(paths) : Optional.empty();
    }
}
