package dev.gnomon.config;

import dev.gnomon.config.ScriptToken.Kind;
import dev.gnomon.config.SettingsValue.Group;
import dev.gnomon.config.SettingsValue.Unreadable;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static final Set<String> DECLARATIONS =
            Set.of("type", "interface", "declare", "function", "class", "async");

    private final Path file;
    private final ScriptParser parser;
    private final DotenvLoader dotenv;
    private final SettingsProblems problems;
    private Optional<SettingsValue> settings = Optional.empty();

    /** Loads the {@code .env} file of the project when the configuration asks for it. */
    @FunctionalInterface
    interface DotenvLoader {
        void load(boolean expanding);
    }

    private PrismaConfigFile(Path file, ScriptParser parser, DotenvLoader dotenv, SettingsProblems problems) {
        this.file = file;
        this.parser = parser;
        this.dotenv = dotenv;
        this.problems = problems;
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

    /** Read a file; what it sets is empty where the mistakes are such that nothing can be told. */
    static Optional<Group> read(Path file, Environment environment, DotenvLoader dotenv, SettingsProblems problems) {
        String text = SettingsFiles.read(file);
        ScriptParser parser = new ScriptParser(file, text, environment);
        PrismaConfigFile config = new PrismaConfigFile(file, parser, dotenv, problems);
        while (parser.peek().kind() != Kind.END) {
            config.statement();
        }
        return config.result();
    }

    private Optional<Group> result() {
        if (settings.isEmpty()) {
            problems.add(
                    new SourcePosition(file, 1, 1),
                    "The file exports no settings.",
                    "Write `export default defineConfig({ ... })`, or put the settings into gnomon.toml.");
            return Optional.empty();
        }
        if (settings.get() instanceof Group group) {
            return Optional.of(group);
        }
        String reason = settings.get() instanceof Unreadable unreadable
                ? unreadable.reason()
                : settings.get().kind();
        problems.add(
                settings.get().position(),
                "The settings cannot be read without running the file: here stands " + reason + ".",
                "Write `export default defineConfig({ ... })` with the settings in place, or put them into gnomon.toml:\n"
                        + "schema = \"prisma/schema.prisma\"\n[datasource]\nurl = { env = \"DATABASE_URL\" }");
        return Optional.empty();
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
        problems.add(
                parser.positionOf(token),
                "This statement would have to be run to know what it does to the settings.",
                "Leave it out, or put the settings into gnomon.toml:\n"
                        + "schema = \"prisma/schema.prisma\"\n[datasource]\nurl = { env = \"DATABASE_URL\" }");
        parser.skipStatement();
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
            dotenv.load(expanding);
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
            parser.skipStatement();
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
        parser.skipStatement();
    }

    private void requireCall() {
        parser.advance();
        if (parser.peek().isMark("(") && parser.peek(1).kind() == Kind.STRING) {
            String module = parser.peek(1).text();
            loadIfDotenv(module);
            parser.skipBalanced();
            if (module.equals("dotenv")
                    && parser.peek().isMark(".")
                    && parser.peek(1).isName("config")) {
                dotenv.load(false);
            }
        }
    }

    /** {@code require("dotenv/config")}, {@code dotenv.config()}, {@code config()}, {@code loadEnvFile()}. */
    private void call(ScriptToken first) {
        if (first.isName("require")) {
            requireCall();
            parser.skipStatement();
            return;
        }
        parser.advance();
        boolean member = parser.acceptMark(".");
        if (member) {
            ScriptToken name = parser.advance();
            if (!name.isName("config") && !name.isName("loadEnvFile")) {
                unknown(first);
                return;
            }
        }
        if (parser.peek().isMark("(") && parser.peek(1).isMark(")")) {
            parser.advance();
            parser.advance();
            dotenv.load(false);
            parser.acceptMark(";");
        } else {
            unknown(first);
        }
    }
}
