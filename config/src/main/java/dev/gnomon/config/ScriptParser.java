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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the expressions of a {@code prisma.config.ts} that have their value written in them: literals,
 * objects, lists, {@code env("X")}, {@code process.env.X}, templates, {@code path.join} and names of
 * constants. What else there is becomes {@link Unreadable}, which is a mistake only where a setting
 * depends on it.
 */
final class ScriptParser {

    /** Deeper nesting than a person writes; keeps the parser's own stack short. */
    private static final int DEEPEST = 100;

    private static final Set<String> CLOSING = Set.of(")", "]", "}");

    private final Path file;
    private final String text;
    private final int textOffset;
    private final List<ScriptToken> tokens;
    private final Environment environment;
    private final Map<String, SettingsValue> constants;
    private int next;
    private int depth;

    ScriptParser(Path file, String text, Environment environment) {
        this(file, text, 0, ScriptLexer.tokens(text), environment, new LinkedHashMap<>(), 0);
    }

    private ScriptParser(
            Path file,
            String text,
            int textOffset,
            List<ScriptToken> tokens,
            Environment environment,
            Map<String, SettingsValue> constants,
            int depth) {
        this.file = file;
        this.text = text;
        this.textOffset = textOffset;
        this.tokens = tokens;
        this.environment = environment;
        this.constants = constants;
        this.depth = depth;
    }

    ScriptToken peek() {
        return tokens.get(next);
    }

    ScriptToken peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    ScriptToken advance() {
        ScriptToken token = tokens.get(next);
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    boolean acceptMark(String mark) {
        boolean there = peek().isMark(mark);
        if (there) {
            advance();
        }
        return there;
    }

    SourcePosition positionOf(ScriptToken token) {
        return SourcePosition.at(file, text, textOffset + token.offset());
    }

    void define(String name, SettingsValue value) {
        constants.put(name, value);
    }

    /** Passes over everything up to the end of a statement; brackets are passed over whole. */
    void skipStatement() {
        boolean first = true;
        while (peek().kind() != Kind.END) {
            ScriptToken token = peek();
            if (!first && token.newLineBefore() && startsStatement(token)) {
                return;
            }
            first = false;
            if (acceptMark(";")) {
                return;
            }
            skipBalanced();
        }
    }

    private static boolean startsStatement(ScriptToken token) {
        return token.kind() == Kind.NAME
                && Set.of("import", "export", "const", "let", "var", "type", "interface", "function", "module", "class")
                        .contains(token.text());
    }

    /** Passes over one word, or a bracket with all that is in it. */
    void skipBalanced() {
        int open = 0;
        do {
            ScriptToken token = advance();
            if (token.isMark("(") || token.isMark("[") || token.isMark("{")) {
                open++;
            } else if (token.kind() == Kind.MARK && CLOSING.contains(token.text())) {
                open--;
            }
        } while (open > 0 && peek().kind() != Kind.END);
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
            int start = next;
            SettingsValue value = operand();
            while (true) {
                ScriptToken token = peek();
                if (token.isName("as") || token.isName("satisfies")) {
                    advance();
                    skipType();
                } else if (token.isMark("!")) {
                    advance();
                } else if (token.isMark("??") || token.isMark("||")) {
                    advance();
                    SettingsValue other = operand();
                    value = isEmpty(value, token.isMark("||")) ? other : value;
                } else if (token.isMark("+")) {
                    advance();
                    value = joined(value, operand());
                } else if (endsExpression(token)) {
                    return value;
                } else {
                    next = start;
                    Unreadable computed = unreadable(peek(), "an expression that must be run to know its value");
                    skipExpression();
                    return computed;
                }
            }
        } finally {
            depth--;
        }
    }

    private static boolean isEmpty(SettingsValue value, boolean emptyTextToo) {
        return value instanceof MissingVariable
                || (emptyTextToo
                        && value instanceof Text literal
                        && literal.text().isEmpty());
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
                || (token.kind() == Kind.MARK && CLOSING.contains(token.text()))
                || (token.newLineBefore() && token.kind() == Kind.NAME);
    }

    private void skipExpression() {
        while (!endsExpression(peek())) {
            skipBalanced();
        }
    }

    /** A type after {@code as} or {@code satisfies}: names, dots, brackets. */
    private void skipType() {
        while (!endsExpression(peek()) && !peek().isMark("??") && !peek().isMark("||") && !peek().isMark("+")) {
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
                        next = Math.max(0, next - 1);
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
                } else {
                    entries.put("...", new Unreadable(positionOf(key), "a spread of something that must be run"));
                }
            } else if (key.isMark("[")) {
                next--;
                skipBalanced();
                entries.put("[...]", unreadable(key, "a computed name"));
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
            next += 4;
            return new Text(positionOf(name), "");
        }
        return unreadable(name, "`process`, which must be run");
    }

    private SettingsValue variable(ScriptToken name, String variable) {
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
            next += 4;
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
                    constants,
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
