package dev.gnomon.schema.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads attributes, arguments and values.
 *
 * <p>A method answers {@code null} where the text is none of them; the line is then taken back as a whole.
 */
final class ExpressionParser {

    /** Deeper nesting than any schema has; it keeps hostile input from exhausting the stack. */
    private static final int DEEPEST_NESTING = 64;

    private final Scanner scanner;
    private final List<Diagnostic> diagnostics;
    private int depth;

    /**
     * @param diagnostics of the line being read; dropped by the caller when the line is taken back
     */
    ExpressionParser(Scanner scanner, List<Diagnostic> diagnostics) {
        this.scanner = scanner;
        this.diagnostics = diagnostics;
    }

    /** Read an attribute behind its at-signs. */
    @Nullable
    Attribute attribute() {
        scanner.skipBlanks();
        int from = scanner.position();
        Identifier name = scanner.takePath();
        if (name == null) {
            return null;
        }
        int behindName = scanner.position();
        scanner.skipBlanks();
        if (!scanner.at('(')) {
            scanner.moveTo(behindName);
            return new Attribute(name.name(), name.span(), Optional.empty(), scanner.span(from));
        }
        Arguments arguments = arguments();
        return arguments == null
                ? null
                : new Attribute(name.name(), name.span(), Optional.of(arguments), scanner.span(from));
    }

    private @Nullable Arguments arguments() {
        int from = scanner.position();
        if (++depth > DEEPEST_NESTING || !scanner.take('(')) {
            return null;
        }
        List<Argument> items = new ArrayList<>();
        List<Identifier> incomplete = new ArrayList<>();
        Optional<Span> trailingComma = Optional.empty();
        scanner.skipBlanks();
        while (!scanner.take(')')) {
            if (!argument(items, incomplete)) {
                return null;
            }
            scanner.skipBlanks();
            int comma = scanner.position();
            if (scanner.take(',')) {
                Span span = scanner.span(comma);
                scanner.skipBlanks();
                if (scanner.at(')')) {
                    trailingComma = Optional.of(span);
                }
            } else if (!scanner.at(')')) {
                return null;
            }
        }
        depth--;
        return new Arguments(items, incomplete, trailingComma, scanner.span(from));
    }

    private boolean argument(List<Argument> items, List<Identifier> incomplete) {
        int from = scanner.position();
        Identifier name = scanner.takeIdentifier();
        if (name != null) {
            scanner.skipBlanks();
            if (scanner.take(':')) {
                scanner.skipBlanks();
                if (scanner.at(',') || scanner.at(')')) {
                    incomplete.add(name);
                    return true;
                }
                Expression value = expression();
                if (value != null) {
                    items.add(new Argument(Optional.of(name), value, scanner.span(from)));
                }
                return value != null;
            }
            scanner.moveTo(from);
        }
        Expression value = expression();
        if (value != null) {
            items.add(new Argument(Optional.empty(), value, scanner.span(from)));
        }
        return value != null;
    }

    /** Read a value. */
    @Nullable
    Expression expression() {
        int from = scanner.position();
        if (scanner.at('"')) {
            String value = scanner.takeString(diagnostics);
            return value == null ? null : new Expression.StringLiteral(value, scanner.span(from));
        }
        if (scanner.at('[')) {
            return array();
        }
        if (scanner.at('{')) {
            return object();
        }
        String digits = scanner.takeNumber();
        if (digits != null) {
            return new Expression.NumberLiteral(digits, scanner.span(from));
        }
        Identifier path = scanner.takePath();
        if (path == null) {
            return null;
        }
        int behindPath = scanner.position();
        scanner.skipBlanks();
        if (scanner.at('(')) {
            Arguments arguments = arguments();
            return arguments == null ? null : new Expression.FunctionCall(path.name(), arguments, scanner.span(from));
        }
        scanner.moveTo(behindPath);
        return startsWithDigit(path.name()) ? null : new Expression.Constant(path.name(), scanner.span(from));
    }

    private @Nullable Expression array() {
        int from = scanner.position();
        if (++depth > DEEPEST_NESTING || !scanner.take('[')) {
            return null;
        }
        List<Expression> elements = new ArrayList<>();
        scanner.skipBlanks();
        if (!scanner.take(']')) {
            do {
                scanner.skipBlanks();
                Expression element = expression();
                if (element == null) {
                    return null;
                }
                elements.add(element);
                scanner.skipBlanks();
            } while (scanner.take(','));
            if (!scanner.take(']')) {
                return null;
            }
        }
        depth--;
        return new Expression.ArrayLiteral(elements, scanner.span(from));
    }

    private @Nullable Expression object() {
        int from = scanner.position();
        if (++depth > DEEPEST_NESTING || !scanner.take('{')) {
            return null;
        }
        List<Expression.ObjectMember> members = new ArrayList<>();
        scanner.skipBlanks();
        if (!scanner.take('}')) {
            do {
                scanner.skipBlanks();
                Expression.ObjectMember member = member();
                if (member == null) {
                    return null;
                }
                members.add(member);
                scanner.skipBlanks();
            } while (scanner.take(','));
            if (!scanner.take('}')) {
                return null;
            }
        }
        depth--;
        return new Expression.ObjectLiteral(members, scanner.span(from));
    }

    private Expression.@Nullable ObjectMember member() {
        int from = scanner.position();
        Identifier name = scanner.takeIdentifier();
        scanner.skipBlanks();
        if (name == null || !scanner.take(':')) {
            return null;
        }
        scanner.skipBlanks();
        Expression value = expression();
        return value == null ? null : new Expression.ObjectMember(name, value, scanner.span(from));
    }

    private static boolean startsWithDigit(String word) {
        return word.charAt(0) >= '0' && word.charAt(0) <= '9';
    }
}
