package dev.gnomon.dialect.postgresql;

import static dev.gnomon.dialect.postgresql.PostgresqlReadText.CURRENT_DATABASE;
import static dev.gnomon.dialect.postgresql.PostgresqlReadText.HOLE;

import dev.gnomon.dialect.postgresql.PostgresqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Puts together the text that an expression gives, as far as that can be told before it runs: literals that are
 * concatenated or formatted, with a hole wherever a value comes in.
 */
final class PostgresqlDynamicText {

    /** Functions that give back what they are given, as far as words go. */
    private static final Set<String> TRANSPARENT = Set.of(
            "btrim",
            "coalesce",
            "initcap",
            "lower",
            "ltrim",
            "max",
            "min",
            "nullif",
            "rtrim",
            "string_agg",
            "text",
            "trim",
            "upper");

    /** Functions by which a text can be written so that nobody recognises it. */
    private static final Set<String> OBSCURING =
            Set.of("chr", "convert_from", "decode", "encode", "overlay", "reverse", "translate");

    private final List<PostgresqlToken> tokens;
    private final PostgresqlReadText text = new PostgresqlReadText();
    private boolean obscure;
    private boolean unsure;
    private int position;

    /**
     * What an expression gives.
     *
     * @param obscure whether a part of it is written so that it cannot be read
     * @param unsure  whether something is done with it that is not understood
     * @param end     the place after the expression
     */
    record Folded(PostgresqlReadText text, boolean obscure, boolean unsure, int end) {}

    private PostgresqlDynamicText(List<PostgresqlToken> tokens, int start) {
        this.tokens = tokens;
        this.position = start;
    }

    /** Fold the expression between two places; it ends before at a comma outside of parentheses. */
    static Folded fold(List<PostgresqlToken> tokens, int start, int end) {
        PostgresqlDynamicText folding = new PostgresqlDynamicText(tokens, start);
        folding.expression(end);
        return new Folded(folding.text, folding.obscure, folding.unsure, folding.position);
    }

    /** The place after the parenthesis or bracket that closes the one at a place. */
    static int afterClosing(List<PostgresqlToken> tokens, int open, int end) {
        int depth = 0;
        for (int index = open; index < end; index++) {
            PostgresqlToken token = tokens.get(index);
            if (token.isSymbol("(") || token.isSymbol("[")) {
                depth++;
            } else if (token.isSymbol(")") || token.isSymbol("]")) {
                depth--;
                if (depth == 0) {
                    return index + 1;
                }
            }
        }
        return end;
    }

    private void expression(int end) {
        while (position < end) {
            operand(end);
            skipToOperator(end);
            if (position >= end || !tokens.get(position).isSymbol("||")) {
                return;
            }
            position++;
        }
    }

    /** What follows an operand: casts, collations, and whatever else is not understood. */
    private void skipToOperator(int end) {
        while (position < end) {
            PostgresqlToken token = tokens.get(position);
            if (token.isSymbol("||")
                    || token.isSymbol(",")
                    || token.isSymbol(")")
                    || token.isSymbol("]")
                    || token.isSymbol(";")) {
                return;
            }
            boolean isCast = token.isSymbol("::") || token.isWord("collate");
            position++;
            if (isCast) {
                skipName(end);
            } else {
                unsure = true;
                position =
                        token.isSymbol("(") || token.isSymbol("[") ? afterClosing(tokens, position - 1, end) : position;
            }
        }
    }

    /** The name of a type or a collation, with what belongs to it. */
    private void skipName(int end) {
        while (position < end) {
            PostgresqlToken token = tokens.get(position);
            if (token.isSymbol("(") || token.isSymbol("[")) {
                position = afterClosing(tokens, position, end);
            } else if (token.isName() || token.isSymbol(".")) {
                position++;
            } else {
                return;
            }
        }
    }

    private void operand(int end) {
        PostgresqlToken token = tokens.get(position);
        if (token.isString()) {
            text.append(token.value());
            position++;
        } else if (token.kind() == Kind.NUMBER) {
            text.append(token.text(), token.line());
            position++;
        } else if (token.isSymbol("(")) {
            int after = afterClosing(tokens, position, end);
            if (after - position > 2 && !tokens.get(position + 1).isWord(Set.of("select", "with", "values"))) {
                append(fold(tokens, position + 1, after - 1));
            } else {
                hole();
            }
            position = after;
        } else if (token.isWord("case")) {
            hole();
            skipCase(end);
        } else if (token.isName()) {
            named(end);
        } else {
            hole();
            position++;
        }
    }

    private void skipCase(int end) {
        int depth = 0;
        while (position < end) {
            if (tokens.get(position).isWord("case")) {
                depth++;
            } else if (tokens.get(position).isWord("end")) {
                depth--;
            }
            position++;
            if (depth == 0) {
                return;
            }
        }
    }

    /** A function, a literal behind the name of its type, or a variable. */
    private void named(int end) {
        while (position + 2 < end && tokens.get(position + 1).isSymbol(".")) {
            position += 2;
        }
        String name = tokens.get(position).text();
        int line = tokens.get(position).line();
        if (position + 1 < end && tokens.get(position + 1).isSymbol("(")) {
            int after = afterClosing(tokens, position + 1, end);
            function(name, line, position + 2, after - 1);
            position = after;
        } else if (position + 1 < end && tokens.get(position + 1).isString()) {
            position++;
        } else if (name.equals("array") && position + 1 < end) {
            hole();
            position++;
        } else if (name.equals("current_catalog")) {
            text.append(CURRENT_DATABASE, line);
            position++;
        } else {
            hole();
            position++;
        }
        if (position < end && tokens.get(position).isString()) {
            text.append(tokens.get(position).value());
            position++;
        }
    }

    private void function(String name, int line, int start, int end) {
        List<int[]> arguments = arguments(start, end);
        switch (name) {
            case "current_database" -> text.append(CURRENT_DATABASE, line);
            case "format" -> format(folded(arguments));
            case "concat" -> folded(arguments).forEach(this::append);
            case "concat_ws" -> join(folded(arguments));
            case "array_to_string" -> array(arguments);
            case "quote_ident" -> quoted(arguments, '"');
            case "quote_literal", "quote_nullable" -> quoted(arguments, '\'');
            case "replace" -> replace(folded(arguments));
            case "cast" -> first(arguments);
            default -> {
                if (TRANSPARENT.contains(name)) {
                    first(arguments);
                } else {
                    other(name, line, arguments);
                }
            }
        }
    }

    private void other(String name, int line, List<int[]> arguments) {
        if (OBSCURING.contains(name) && isLiteral(arguments)) {
            String literal = folded(arguments).get(0).text().toString();
            if (name.equals("reverse")) {
                text.append(new StringBuilder(literal).reverse().toString(), line);
                return;
            }
            if (name.equals("chr") && literal.matches("[0-9]{1,7}")) {
                int codePoint = Integer.parseInt(literal);
                text.append(Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "?", line);
                return;
            }
            obscure = true;
        }
        hole();
    }

    /** Whether nothing but literals goes in, be it through functions that obscure as well. */
    private boolean isLiteral(List<int[]> arguments) {
        if (arguments.isEmpty()) {
            return false;
        }
        boolean literal = false;
        for (int index = arguments.get(0)[0]; index < arguments.get(0)[1]; index++) {
            PostgresqlToken token = tokens.get(index);
            boolean called =
                    index + 1 < arguments.get(0)[1] && tokens.get(index + 1).isSymbol("(");
            if (called && token.isName() && !OBSCURING.contains(token.text())) {
                return false;
            }
            literal |= token.isString() || token.kind() == Kind.NUMBER;
        }
        return literal;
    }

    private List<int[]> arguments(int start, int end) {
        List<int[]> arguments = new ArrayList<>();
        int from = start;
        int index = start;
        while (index < end) {
            PostgresqlToken token = tokens.get(index);
            if (token.isSymbol("(") || token.isSymbol("[")) {
                index = afterClosing(tokens, index, end);
                continue;
            }
            if (token.isSymbol(",")) {
                arguments.add(new int[] {from, index});
                from = index + 1;
            }
            index++;
        }
        if (from < end) {
            arguments.add(new int[] {from, end});
        }
        return arguments;
    }

    private List<Folded> folded(List<int[]> arguments) {
        return arguments.stream()
                .map(argument -> fold(tokens, argument[0], argument[1]))
                .toList();
    }

    private void first(List<int[]> arguments) {
        if (arguments.isEmpty()) {
            hole();
        } else {
            append(fold(tokens, arguments.get(0)[0], arguments.get(0)[1]));
        }
    }

    private void join(List<Folded> parts) {
        for (int index = 1; index < parts.size(); index++) {
            if (index > 1) {
                append(parts.get(0));
            }
            append(parts.get(index));
        }
    }

    private void array(List<int[]> arguments) {
        if (arguments.size() > 1 && tokens.get(arguments.get(0)[0]).isWord("array")) {
            List<int[]> elements = arguments(arguments.get(0)[0] + 2, arguments.get(0)[1] - 1);
            elements.add(0, arguments.get(1));
            join(folded(elements));
        } else {
            first(arguments);
        }
    }

    private void quoted(List<int[]> arguments, char quote) {
        if (arguments.isEmpty()) {
            hole();
            return;
        }
        Folded value = fold(tokens, arguments.get(0)[0], arguments.get(0)[1]);
        obscure |= value.obscure();
        quoted(value.text(), quote);
    }

    private void quoted(PostgresqlReadText value, char quote) {
        int line = value.line(0);
        text.append(quote, line);
        for (int index = 0; index < value.length(); index++) {
            text.append(value.at(index), value.line(index));
            if (value.at(index) == quote) {
                text.append(quote, line);
            }
        }
        text.append(quote, line);
    }

    private void replace(List<Folded> arguments) {
        if (arguments.size() < 3) {
            hole();
            return;
        }
        PostgresqlReadText value = arguments.get(0).text();
        String from = arguments.get(1).text().toString();
        String to = arguments.get(2).text().toString();
        text.append(from.isEmpty() ? value.toString() : value.toString().replace(from, to), value.line(0));
    }

    /** The places in a template that values go to: {@code %s}, {@code %2$I}, {@code %-10L}. */
    private void format(List<Folded> arguments) {
        if (arguments.isEmpty()) {
            hole();
            return;
        }
        PostgresqlReadText template = arguments.get(0).text();
        obscure |= arguments.stream().anyMatch(Folded::obscure);
        int next = 1;
        int index = 0;
        while (index < template.length()) {
            if (template.at(index) != '%') {
                text.append(template.at(index), template.line(index));
                index++;
                continue;
            }
            int end = index + 1;
            while (end < template.length() && "0123456789$-*".indexOf(template.at(end)) >= 0) {
                end++;
            }
            String options = template.substring(index + 1, Math.min(end, template.length()));
            int dollar = options.indexOf('$');
            int argument = dollar > 0 && options.substring(0, dollar).matches("[0-9]{1,3}")
                    ? Integer.parseInt(options.substring(0, dollar))
                    : next;
            switch (template.at(end)) {
                case '%' -> text.append('%', template.line(index));
                case 's', 'I', 'L' -> {
                    value(arguments, argument, template.at(end));
                    next = argument + 1;
                }
                default -> text.append(HOLE, template.line(index));
            }
            index = end + 1;
        }
    }

    private void value(List<Folded> arguments, int number, char form) {
        if (number <= 0 || number >= arguments.size()) {
            hole();
            return;
        }
        PostgresqlReadText value = arguments.get(number).text();
        switch (form) {
            case 'I' -> quoted(value, '"');
            case 'L' -> quoted(value, '\'');
            default -> text.append(value);
        }
    }

    private void append(Folded folded) {
        text.append(folded.text());
        obscure |= folded.obscure();
        unsure |= folded.unsure();
    }

    private void hole() {
        text.append(HOLE, position < tokens.size() ? tokens.get(position).line() : 1);
    }
}
