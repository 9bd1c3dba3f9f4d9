package dev.gnomon.config;

import dev.gnomon.config.ScriptToken.Kind;
import dev.gnomon.config.SettingsValue.Amount;
import dev.gnomon.config.SettingsValue.Flag;
import dev.gnomon.config.SettingsValue.Group;
import dev.gnomon.config.SettingsValue.Items;
import dev.gnomon.config.SettingsValue.MissingVariable;
import dev.gnomon.config.SettingsValue.Text;
import dev.gnomon.config.SettingsValue.Unreadable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads the expressions of a {@code prisma.config.ts} that have their value written in them: literals,
 * objects, lists, {@code env("X")}, {@code process.env.X}, templates, {@code path.join} and names of
 * constants. What else there is becomes {@link Unreadable}, which is a mistake only where a setting
 * depends on it.
 */
final class ScriptParser extends ScriptCursor {

    /** Deeper nesting than a person writes; keeps the parser's own stack short. */
    private static final int DEEPEST = 100;

    private static final Set<String> ASSIGNMENTS = Set.of("=", "+=", "??=", "||=");

    private final Path file;
    private final String text;
    private final int textOffset;
    private final Environment environment;
    private final Predicate<String> exists;
    private final Map<String, SettingsValue> constants;
    private final Set<String> changedVariables;
    private int depth;

    /**
     * @param exists whether a path leads to something, seen from the folder that the command runs in
     */
    ScriptParser(Path file, String text, Environment environment, Predicate<String> exists) {
        this(file, text, 0, ScriptLexer.tokens(text), environment, exists, new LinkedHashMap<>(), new HashSet<>(), 0);
    }

    private ScriptParser(
            Path file,
            String text,
            int textOffset,
            List<ScriptToken> tokens,
            Environment environment,
            Predicate<String> exists,
            Map<String, SettingsValue> constants,
            Set<String> changedVariables,
            int depth) {
        super(tokens);
        this.file = file;
        this.text = text;
        this.textOffset = textOffset;
        this.environment = environment;
        this.exists = exists;
        this.constants = constants;
        this.changedVariables = changedVariables;
        this.depth = depth;
    }

    SourcePosition positionOf(ScriptToken token) {
        return SourcePosition.at(file, text, textOffset + token.offset());
    }

    void define(String name, SettingsValue value) {
        constants.put(name, value);
    }

    /** Passes over a statement that nobody runs: what it may change is unknown from then on. */
    void skipUnknownStatement() {
        int start = position();
        skipStatement();
        noteChanges(start);
    }

    /** Forget what is known of everything that the words from here to the next one may change. */
    void noteChanges(int start) {
        for (int at = start; at < position(); at++) {
            ScriptToken token = at(at);
            boolean changes = token.kind() == Kind.MARK && ASSIGNMENTS.contains(token.text());
            if (changes && !isDeclared(at, start)) {
                change(at - 1, start);
            }
        }
    }

    /** Whether the name in front of an assignment is declared by it. */
    private boolean isDeclared(int assignment, int start) {
        return assignment - 2 >= start
                && Set.of("const", "let", "var").contains(at(assignment - 2).text());
    }

    /** Forget what is known of a variable: {@code name}, {@code name.member}, {@code process.env.NAME}. */
    private void change(int last, int start) {
        int base = last;
        while (base - 2 >= start && at(base - 1).isMark(".")) {
            base -= 2;
        }
        if (at(base).isName("process") && last - base == 4) {
            changedVariables.add(at(last).text());
        } else if (at(last).isMark("]") && last - 1 >= start && at(last - 1).kind() == Kind.STRING) {
            changedVariables.add(at(last - 1).text());
        }
        String name = at(base).text();
        SettingsValue known = constants.get(name);
        if (known != null) {
            constants.put(name, unreadable(at(base), "`" + name + "`, which a statement changes that must be run"));
        }
    }

    /** An expression with what TypeScript adds after it. */
    SettingsValue expression() {
        if (depth >= DEEPEST) {
            Unreadable tooDeep = unreadable(peek(), "an expression nested too deep");
            skipExpression();
            return tooDeep;
        }
        depth++;
        try {
            int start = position();
            SettingsValue value = alternatives();
            if (acceptMark("?")) {
                SettingsValue then = expression();
                SettingsValue otherwise = acceptMark(":") ? expression() : unreadable(peek(), "half a condition");
                Optional<Boolean> decided = truth(value);
                value = decided.isEmpty()
                        ? new Unreadable(value.position(), "a choice whose condition must be run")
                        : decided.get() ? then : otherwise;
            }
            if (endsExpression(peek())) {
                return value;
            }
            moveTo(start);
            Unreadable computed = unreadable(peek(), "an expression that must be run to know its value");
            skipExpression();
            return computed;
        } finally {
            depth--;
        }
    }

    /** {@code a ?? b}, {@code a || b}. */
    private SettingsValue alternatives() {
        SettingsValue value = conjunction();
        while (peek().isMark("??") || peek().isMark("||")) {
            boolean emptyToo = advance().isMark("||");
            SettingsValue other = conjunction();
            value = isEmpty(value, emptyToo) ? other : value;
        }
        return value;
    }

    /** {@code a && b}. */
    private SettingsValue conjunction() {
        SettingsValue value = comparison();
        while (acceptMark("&&")) {
            SettingsValue other = comparison();
            Optional<Boolean> decided = truth(value);
            value = decided.isEmpty()
                    ? new Unreadable(value.position(), "a choice whose condition must be run")
                    : decided.get() ? other : value;
        }
        return value;
    }

    /** {@code a === b}, {@code a !== b}. */
    private SettingsValue comparison() {
        SettingsValue value = sum();
        ScriptToken token = peek();
        boolean equal = token.isMark("===") || token.isMark("==");
        if (!equal && !token.isMark("!==") && !token.isMark("!=")) {
            return value;
        }
        advance();
        Optional<String> left = comparable(value);
        Optional<String> right = comparable(sum());
        return left.isEmpty() || right.isEmpty()
                ? unreadable(token, "a comparison that must be run")
                : new Flag(positionOf(token), left.equals(right) == equal);
    }

    private static Optional<String> comparable(SettingsValue value) {
        return switch (value) {
            case Text literal -> Optional.of("text " + literal.text());
            case Flag flag -> Optional.of("flag " + flag.value());
            case MissingVariable missing -> Optional.of("nothing");
            case Amount amount -> Optional.of("number " + amount.digits());
            case Items items -> Optional.empty();
            case Group group -> Optional.empty();
            case Unreadable unreadable -> Optional.empty();
        };
    }

    private SettingsValue sum() {
        SettingsValue value = suffixed();
        while (acceptMark("+")) {
            value = joined(value, suffixed());
        }
        return value;
    }

    private SettingsValue suffixed() {
        ScriptToken first = peek();
        int negations = 0;
        while (acceptMark("!")) {
            negations++;
        }
        SettingsValue value = operand();
        while (true) {
            if (peek().isName("as") || peek().isName("satisfies")) {
                advance();
                skipType();
            } else if (!acceptMark("!")) {
                break;
            }
        }
        if (negations == 0) {
            return value;
        }
        boolean odd = negations % 2 == 1;
        return truth(value)
                .<SettingsValue>map(truth -> new Flag(positionOf(first), truth != odd))
                .orElseGet(() -> unreadable(first, "a condition that must be run"));
    }

    /** Whether a value counts as true; empty where only running the file would tell. */
    static Optional<Boolean> truth(SettingsValue value) {
        return switch (value) {
            case Text literal -> Optional.of(!literal.text().isEmpty());
            case Flag flag -> Optional.of(flag.value());
            case MissingVariable missing -> Optional.of(false);
            case Amount amount -> Optional.of(!amount.digits().matches("0+"));
            case Items items -> Optional.of(true);
            case Group group -> Optional.of(true);
            case Unreadable unreadable -> Optional.empty();
        };
    }

    private static boolean isEmpty(SettingsValue value, boolean emptyTextToo) {
        return value instanceof MissingVariable
                || (emptyTextToo && truth(value).filter(Boolean.FALSE::equals).isPresent());
    }

    private static SettingsValue joined(SettingsValue left, SettingsValue right) {
        return left instanceof Text first && right instanceof Text second
                ? new Text(first.position(), first.text() + second.text())
                : left instanceof Text ? right : left;
    }

    private static boolean endsExpression(ScriptToken token) {
        return token.kind() == Kind.END
                || token.isMark(",")
                || token.isMark(";")
                || token.isMark(":")
                || closes(token)
                || (token.newLineBefore() && token.kind() == Kind.NAME);
    }

    private void skipExpression() {
        int choices = 0;
        while (!endsExpression(peek()) || (peek().isMark(":") && choices > 0)) {
            choices += peek().isMark("?") ? 1 : peek().isMark(":") ? -1 : 0;
            skipBalanced();
        }
    }

    /** A type after {@code as} or {@code satisfies}: names, dots, brackets. */
    private void skipType() {
        while (!endsExpression(peek()) && !Set.of("??", "||", "&&", "+", "?").contains(peek().text())) {
            skipBalanced();
        }
    }

    private Unreadable unreadable(ScriptToken token, String reason) {
        return new Unreadable(positionOf(token), reason);
    }

    private SettingsValue operand() {
        ScriptToken token = advance();
        return switch (token.kind()) {
            case STRING -> new Text(positionOf(token), token.text());
            case TEMPLATE -> template(token);
            case NUMBER -> new Amount(positionOf(token), token.text());
            case NAME -> named(token);
            case MARK ->
                switch (token.text()) {
                    case "{" -> group(token);
                    case "[" -> items(token);
                    case "(" -> {
                        SettingsValue inner = expression();
                        boolean closed = acceptMark(")");
                        yield closed ? inner : unreadable(token, "an expression that must be run to know its value");
                    }
                    default -> {
                        moveTo(Math.max(0, position() - 1));
                        Unreadable value = unreadable(token, "`" + token.text() + "` where a value belongs");
                        if (!endsExpression(peek())) {
                            skipBalanced();
                        }
                        yield value;
                    }
                };
            case END -> unreadable(token, "the end of the file where a value belongs");
        };
    }

    private SettingsValue group(ScriptToken start) {
        Map<String, SettingsValue> entries = new LinkedHashMap<>();
        SourcePosition position = positionOf(start);
        while (peek().kind() != Kind.END && !acceptMark("}")) {
            ScriptToken key = advance();
            if (key.isMark("...")) {
                SettingsValue spread = expression();
                if (spread instanceof Group other) {
                    entries.putAll(other.entries());
                } else if (spread instanceof Unreadable unknown) {
                    // Last, since what stands before it may be among what it holds.
                    entries.remove("...");
                    entries.put(
                            "...",
                            new Unreadable(
                                    positionOf(key), "a spread of something unknown, " + unknown.reason(), true));
                }
            } else if (key.isMark("[")) {
                moveTo(position() - 1);
                skipBalanced();
                entries.put("[...]", new Unreadable(positionOf(key), "a computed name", true));
                if (acceptMark(":")) {
                    expression();
                }
            } else if (acceptMark(":")) {
                entries.put(key.text(), expression());
            } else if (key.kind() == Kind.NAME && (peek().isMark(",") || peek().isMark("}"))) {
                entries.put(key.text(), constant(key));
            } else {
                entries.put(key.text(), unreadable(key, "a function"));
                skipUntilComma();
            }
            if (!acceptMark(",") && !peek().isMark("}")) {
                skipUntilComma();
                acceptMark(",");
            }
        }
        return new Group(position, entries);
    }

    private void skipUntilComma() {
        while (peek().kind() != Kind.END && !peek().isMark(",") && !peek().isMark("}")) {
            skipBalanced();
        }
    }

    private SettingsValue items(ScriptToken start) {
        List<SettingsValue> items = new ArrayList<>();
        while (peek().kind() != Kind.END && !acceptMark("]")) {
            items.add(expression());
            if (!acceptMark(",") && !peek().isMark("]")) {
                skipBalanced();
            }
        }
        return new Items(positionOf(start), items);
    }

    private SettingsValue constant(ScriptToken name) {
        SettingsValue value = constants.get(name.text());
        return value != null ? value : unreadable(name, "`" + name.text() + "`, which is set elsewhere");
    }

    private SettingsValue named(ScriptToken name) {
        return switch (name.text()) {
            case "true" -> new Flag(positionOf(name), true);
            case "false" -> new Flag(positionOf(name), false);
            case "undefined", "null" -> new MissingVariable(positionOf(name), "");
            case "env" -> {
                skipTypeArguments();
                yield peek().isMark("(") ? environmentCall(name) : constant(name);
            }
            case "process" -> processEnvironment(name);
            case "existsSync", "fs" -> existence(name);
            case "path", "import" -> pathCall(name);
            case "join", "resolve" -> peek().isMark("(") ? joinCall(name, name.text()) : constant(name);
            case "__dirname" -> new Text(positionOf(name), folder());
            case "defineConfig" -> peek().isMark("(") ? definition() : constant(name);
            case "async", "await", "new", "function", "class", "typeof" -> {
                Unreadable value = unreadable(name, "`" + name.text() + "`, which must be run");
                skipExpression();
                yield value;
            }
            default -> {
                SettingsValue value = constant(name);
                while (value instanceof Group group && peek().isMark(".") && peek(1).kind() == Kind.NAME) {
                    advance();
                    ScriptToken member = advance();
                    value = group.entries().getOrDefault(member.text(), new MissingVariable(positionOf(member), ""));
                }
                yield value;
            }
        };
    }

    private String folder() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? "." : parent.toString();
    }

    /** {@code defineConfig({ … })} is its argument. */
    private SettingsValue definition() {
        advance();
        SettingsValue value = expression();
        acceptMark(",");
        acceptMark(")");
        return value;
    }

    private void skipTypeArguments() {
        if (peek().isMark("<")) {
            while (peek().kind() != Kind.END && !peek().isMark(">")) {
                advance();
            }
            acceptMark(">");
        }
    }

    private SettingsValue environmentCall(ScriptToken name) {
        advance();
        SettingsValue variable = expression();
        boolean closed = acceptMark(")");
        return closed && variable instanceof Text text
                ? variable(name, text.text())
                : unreadable(name, "a call of `env` with something other than a text");
    }

    private SettingsValue processEnvironment(ScriptToken name) {
        if ((peek().isMark(".") || peek().isMark("?.")) && peek(1).isName("env")) {
            advance();
            advance();
            if ((peek().isMark(".") || peek().isMark("?.")) && peek(1).kind() == Kind.NAME) {
                advance();
                return variable(name, advance().text());
            }
            if (peek().isMark("[") && peek(1).kind() == Kind.STRING && peek(2).isMark("]")) {
                advance();
                String variable = advance().text();
                advance();
                return variable(name, variable);
            }
        } else if (peek().isMark(".") && peek(1).isName("cwd") && peek(2).isMark("(") && peek(3).isMark(")")) {
            moveTo(position() + 4);
            return new Text(positionOf(name), "");
        }
        return unreadable(name, "`process`, which must be run");
    }

    /** {@code fs.existsSync(path)}. */
    private SettingsValue existence(ScriptToken name) {
        boolean member = name.isName("fs");
        if (member && !(peek().isMark(".") && peek(1).isName("existsSync"))) {
            return constant(name);
        }
        moveTo(position() + (member ? 2 : 0));
        if (!acceptMark("(")) {
            return constant(name);
        }
        SettingsValue path = expression();
        acceptMark(",");
        boolean closed = acceptMark(")");
        return closed && path instanceof Text literal
                ? new Flag(positionOf(name), exists.test(literal.text()))
                : unreadable(name, "`existsSync`, which must be run");
    }

    private SettingsValue variable(ScriptToken name, String variable) {
        if (changedVariables.contains(variable)) {
            return unreadable(name, "the variable " + variable + ", which a statement changes that must be run");
        }
        return environment
                .get(variable)
                .<SettingsValue>map(value -> new Text(positionOf(name), value))
                .orElseGet(() -> new MissingVariable(positionOf(name), variable));
    }

    private SettingsValue pathCall(ScriptToken name) {
        if (name.isName("import")
                && peek().isMark(".")
                && peek(1).isName("meta")
                && peek(2).isMark(".")
                && peek(3).isName("dirname")) {
            moveTo(position() + 4);
            return new Text(positionOf(name), folder());
        }
        if (name.isName("path")
                && peek().isMark(".")
                && (peek(1).isName("join") || peek(1).isName("resolve"))
                && peek(2).isMark("(")) {
            advance();
            return joinCall(name, advance().text());
        }
        return unreadable(name, "`" + name.text() + "`, which must be run");
    }

    /** Joins paths as Node.js does: {@code resolve} starts again at an absolute part, {@code join} does not. */
    private SettingsValue joinCall(ScriptToken name, String function) {
        advance();
        StringBuilder joined = new StringBuilder();
        while (peek().kind() != Kind.END && !acceptMark(")")) {
            SettingsValue part = expression();
            acceptMark(",");
            if (!(part instanceof Text text)) {
                while (peek().kind() != Kind.END && !acceptMark(")")) {
                    skipBalanced();
                }
                return part;
            }
            if (function.equals("resolve") && text.text().startsWith("/")) {
                joined.setLength(0);
            }
            if (!text.text().isEmpty()) {
                joined.append(joined.isEmpty() || joined.charAt(joined.length() - 1) == '/' ? "" : "/")
                        .append(text.text());
            }
        }
        return new Text(positionOf(name), joined.toString());
    }

    private SettingsValue template(ScriptToken token) {
        String raw = token.text();
        StringBuilder result = new StringBuilder();
        int position = 0;
        for (int open = raw.indexOf("${"); open >= 0; open = raw.indexOf("${", position)) {
            result.append(ScriptLexer.unescape(raw.substring(position, open)));
            int close = raw.indexOf('}', open);
            if (close < 0) {
                return unreadable(token, "a template that does not end");
            }
            String inside = raw.substring(open + 2, close);
            ScriptParser parser = new ScriptParser(
                    file,
                    text,
                    textOffset + token.offset() + 1 + open + 2,
                    ScriptLexer.tokens(inside),
                    environment,
                    exists,
                    constants,
                    changedVariables,
                    depth);
            SettingsValue value = parser.expression();
            if (!(value instanceof Text part) || parser.peek().kind() != Kind.END) {
                return value instanceof MissingVariable
                        ? value
                        : new Unreadable(value.position(), "a template whose parts must be run to know their value");
            }
            result.append(part.text());
            position = close + 1;
        }
        return new Text(
                positionOf(token),
                result.append(ScriptLexer.unescape(raw.substring(position))).toString());
    }
}
