package dev.gnomon.dialect.mysql;

import dev.gnomon.dialect.mysql.MysqlAssignments.Span;
import dev.gnomon.dialect.mysql.MysqlToken.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Works out what the expressions of a script can be as texts, without running it. What comes from elsewhere is a hole, of
 * which {@link MysqlHoles} says what may be in it.
 */
final class MysqlDynamicText {

    /** A script whose texts can be more than this is not read to the end. */
    private static final int MOST = 200;

    private static final String NUMBER = "1";
    private static final String CATALOG = "information_schema";

    /** Columns of the catalog that hold nothing but names, or words of the server. */
    private static final Set<String> NAME_COLUMNS = Set.of(
            "ENGINE",
            "EXTRA",
            "COLUMN_KEY",
            "IS_NULLABLE",
            "NON_UNIQUE",
            "AUTO_INCREMENT",
            "ORDINAL_POSITION",
            "CHARACTER_MAXIMUM_LENGTH",
            "NUMERIC_PRECISION",
            "SEQ_IN_INDEX",
            "TABLE_COLLATION",
            "DATA_TYPE",
            "UPDATE_RULE",
            "DELETE_RULE",
            "EVENT_MANIPULATION",
            "ACTION_TIMING");

    private final List<MysqlToken> tokens;
    private final MysqlAssignments assignments;
    private final Set<String> underWay = new HashSet<>();

    MysqlDynamicText(List<MysqlToken> tokens, MysqlAssignments assignments) {
        this.tokens = tokens;
        this.assignments = assignments;
    }

    /** A text, and the line that it begins on. */
    record Found(String text, int line) {}

    private MysqlToken at(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index) : new MysqlToken(Kind.END, "", 0);
    }

    /** All that an expression can be. */
    Set<Found> of(Span span) {
        Set<Found> texts = read(span);
        if (texts.size() > MOST) {
            Set<Found> some = new LinkedHashSet<>(new ArrayList<>(texts).subList(0, MOST));
            some.add(new Found(String.valueOf(MysqlHoles.ANY), at(span.from()).line()));
            return some;
        }
        return texts;
    }

    private Set<Found> one(char hole, Span span) {
        return one(String.valueOf(hole), span);
    }

    private Set<Found> one(String text, Span span) {
        return Set.of(new Found(text, at(span.from()).line()));
    }

    private Set<Found> read(Span span) {
        int from = span.from();
        int to = span.to();
        if (from >= to) {
            return one(MysqlHoles.ANY, span);
        }
        if (at(from).isSymbol("(") && close(from, to) == to - 1) {
            return inParentheses(new Span(from + 1, to - 1));
        }
        if (at(from).isWord("CASE") && at(to - 1).isWord("END")) {
            return cases(new Span(from + 1, to - 1));
        }
        List<Span> sides = split(span);
        if (sides.size() > 1) {
            return product(sides, "CONCAT", span);
        }
        if (hasOperator(span)) {
            return operated(span);
        }
        if (at(from).isWord("BINARY") || isIntroducer(from, to)) {
            return of(new Span(from + 1, to));
        }
        for (int at = from + 1; at < to; at++) {
            if (at(at).isWord("COLLATE")) {
                return of(new Span(from, at));
            }
        }
        if (at(from).isText() && !at(from + 1).isSymbol(".")) {
            return literal(span);
        }
        if (at(from).isName() && at(from + 1).isSymbol("(") && close(from + 1, to) == to - 1) {
            return function(at(from).upper(), span);
        }
        return value(span);
    }

    private boolean isIntroducer(int from, int to) {
        return from + 1 < to
                && at(from).kind() == Kind.WORD
                && at(from).text().startsWith("_")
                && at(from + 1).isText();
    }

    private int close(int open, int to) {
        int depth = 0;
        for (int at = open; at < to; at++) {
            depth += at(at).isSymbol("(") ? 1 : at(at).isSymbol(")") ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return to;
    }

    /** The sides of an expression that puts texts together with bars. */
    private List<Span> split(Span span) {
        List<Span> sides = new ArrayList<>();
        int depth = 0;
        int start = span.from();
        for (int at = span.from(); at < span.to(); at++) {
            depth += at(at).isSymbol("(") ? 1 : at(at).isSymbol(")") ? -1 : 0;
            if (depth == 0 && at(at).isSymbol("||")) {
                sides.add(new Span(start, at));
                start = at + 1;
            }
        }
        sides.add(new Span(start, span.to()));
        return sides;
    }

    private boolean hasOperator(Span span) {
        int depth = 0;
        for (int at = span.from(); at < span.to(); at++) {
            MysqlToken token = at(at);
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            boolean operator = token.kind() == Kind.SYMBOL && "+-*/%=<>!&|^~".contains(token.text());
            if (depth == 0
                    && (operator
                            || token.isWord(Set.of(
                                    "DIV", "MOD", "AND", "OR", "XOR", "NOT", "IS", "IN", "LIKE", "BETWEEN", "REGEXP",
                                    "RLIKE")))) {
                return true;
            }
        }
        return false;
    }

    /** Operators give numbers, but the arrows of JSON give whatever is in the document, and one assigns. */
    private Set<Found> operated(Span span) {
        for (int at = span.from(); at < span.to(); at++) {
            if (at(at).isSymbol("-") && at(at + 1).isSymbol(">")) {
                return one(MysqlHoles.ANY, span);
            }
        }
        return one(NUMBER, span);
    }

    private Set<Found> literal(Span span) {
        StringBuilder text = new StringBuilder();
        for (int at = span.from(); at < span.to(); at++) {
            if (!at(at).isText()) {
                // An alias, or something that is not understood.
                return at == span.to() - 1 && at(at).isName() ? one(text.toString(), span) : one(MysqlHoles.ANY, span);
            }
            text.append(at(at).text());
        }
        return one(text.toString(), span);
    }

    private Set<Found> inParentheses(Span span) {
        if (!at(span.from()).isWord("SELECT")) {
            return of(span);
        }
        int depth = 0;
        for (int at = span.from(); at < span.to(); at++) {
            depth += at(at).isSymbol("(") ? 1 : at(at).isSymbol(")") ? -1 : 0;
            if (depth == 0 && at(at).isWord(Set.of("UNION", "EXCEPT", "INTERSECT"))) {
                return one(MysqlHoles.ANY, span);
            }
        }
        return of(assignments.items(span.from()).get(0));
    }

    private Set<Found> cases(Span span) {
        Set<Found> all = new LinkedHashSet<>();
        int depth = 0;
        int start = -1;
        for (int at = span.from(); at <= span.to(); at++) {
            boolean end = at == span.to();
            depth += at(at).isSymbol("(") || at(at).isWord("CASE") ? 1 : 0;
            if (end || (depth == 0 && at(at).isWord(Set.of("WHEN", "ELSE", "THEN")))) {
                if (start >= 0) {
                    all.addAll(of(new Span(start, at)));
                }
                start = at(at).isWord("WHEN") ? -1 : at + 1;
            }
            depth -= !end && (at(at).isSymbol(")") || at(at).isWord("END")) ? 1 : 0;
        }
        return all;
    }

    private Set<Found> function(String name, Span span) {
        List<Span> arguments = assignments.parts(span.from() + 2);
        if ((name.equals("DATABASE") || name.equals("SCHEMA")) && arguments.isEmpty()) {
            return one(MysqlHoles.OWN_DATABASE, span);
        }
        if (MysqlTextFunctions.isNumber(name)) {
            return one(NUMBER, span);
        }
        return switch (name) {
            case "IF" -> union(arguments, 1);
            case "IFNULL", "COALESCE", "NVL", "GREATEST", "LEAST", "MAX", "MIN" -> union(arguments, 0);
            case "NULLIF" -> union(arguments.subList(0, Math.min(1, arguments.size())), 0);
            case "ELT" -> union(arguments, 1);
            case "GROUP_CONCAT" -> grouped(arguments, span);
            case "CAST", "CONVERT" ->
                product(arguments.stream().map(this::beforeType).toList(), name, span);
            default -> product(arguments, name, span);
        };
    }

    private Span beforeType(Span argument) {
        for (int at = argument.from(); at < argument.to(); at++) {
            if (at(at).isWord(Set.of("AS", "USING"))) {
                return new Span(argument.from(), at);
            }
        }
        return argument;
    }

    private Set<Found> union(List<Span> arguments, int first) {
        Set<Found> all = new LinkedHashSet<>();
        for (int each = first; each < arguments.size(); each++) {
            if (!(at(arguments.get(each).from()).isWord("NULL"))) {
                all.addAll(of(arguments.get(each)));
            }
        }
        return all;
    }

    /** Twice, so that what stands in between is read too. */
    private Set<Found> grouped(List<Span> arguments, Span span) {
        String separator = ",";
        List<Span> values = new ArrayList<>();
        for (Span argument : arguments) {
            int from = at(argument.from()).isWord("DISTINCT") ? argument.from() + 1 : argument.from();
            int to = argument.to();
            int depth = 0;
            for (int at = from; at < argument.to(); at++) {
                depth += at(at).isSymbol("(") ? 1 : at(at).isSymbol(")") ? -1 : 0;
                if (depth == 0 && at(at).isWord(Set.of("ORDER", "SEPARATOR", "LIMIT"))) {
                    to = Math.min(to, at);
                }
                if (depth == 0 && at(at).isWord("SEPARATOR")) {
                    separator = at(at + 1).text();
                }
            }
            if (from < to) {
                values.add(new Span(from, to));
            }
        }
        Set<Found> twice = new LinkedHashSet<>();
        for (Found each : product(values, "CONCAT", span)) {
            twice.add(new Found(each.text() + separator + each.text(), each.line()));
        }
        return twice;
    }

    /** All that a function can make of all that its arguments can be. */
    private Set<Found> product(List<Span> arguments, String function, Span span) {
        List<List<String>> sets = new ArrayList<>();
        sets.add(new ArrayList<>());
        int line = Integer.MAX_VALUE;
        for (Span argument : arguments) {
            Set<Found> values = of(argument);
            List<List<String>> longer = new ArrayList<>();
            for (List<String> begun : sets) {
                for (Found value : values) {
                    List<String> next = new ArrayList<>(begun);
                    next.add(value.text());
                    longer.add(next);
                }
            }
            if (longer.size() > MOST) {
                return one(MysqlHoles.ANY, span);
            }
            for (Found value : values) {
                line = Math.min(line, value.line());
            }
            sets = longer;
        }
        Set<Found> results = new LinkedHashSet<>();
        for (List<String> set : sets) {
            results.add(new Found(
                    MysqlTextFunctions.apply(function, set),
                    line == Integer.MAX_VALUE ? at(span.from()).line() : line));
        }
        return results;
    }

    /** A variable, a column, a number. */
    private Set<Found> value(Span span) {
        MysqlToken token = at(span.from());
        int last = span.from();
        while (at(last + 1).isSymbol(".") && last + 2 < span.to()) {
            last += 2;
        }
        if (last == span.from() && token.kind() == Kind.VARIABLE) {
            boolean assigns = span.to() > last + 1 && at(last + 1).isSymbol(":=");
            return assigns ? of(new Span(last + 2, span.to())) : variable(MysqlAssignments.key(token), span);
        }
        if (token.kind() == Kind.NUMBER) {
            boolean hexadecimal = token.text().startsWith("0x") || token.text().startsWith("0X");
            return one(hexadecimal ? MysqlTokens.hex(token.text().substring(2)) : token.text(), span);
        }
        if (token.isWord(Set.of("NULL", "TRUE", "FALSE", "CURRENT_TIMESTAMP", "CURRENT_DATE"))
                || token.kind() == Kind.SYSTEM_VARIABLE) {
            return one(NUMBER, span);
        }
        if (!token.isName()) {
            return one(MysqlHoles.ANY, span);
        }
        if (last == span.from() && assignments.isLocal(token.text())) {
            return variable(MysqlAssignments.key(token), span);
        }
        return column(at(last), span);
    }

    private Set<Found> variable(String key, Span span) {
        List<Span> given = assignments.of(key, span.from());
        if (given.isEmpty()) {
            return one(assignments.isParameter(key) ? MysqlHoles.NAME : MysqlHoles.ANY, span);
        }
        String turn = key + " " + span.from();
        if (!underWay.add(turn)) {
            // It grows by itself: once, or as often as a loop turns.
            return assignments.hasLoops() ? one(MysqlHoles.ANY, span) : Set.of();
        }
        try {
            Set<Found> all = new LinkedHashSet<>();
            for (Span each : given) {
                if (all.size() <= MOST && !isNothing(each)) {
                    all.addAll(of(each));
                }
            }
            return all;
        } finally {
            underWay.remove(turn);
        }
    }

    private boolean isNothing(Span value) {
        return value.to() == value.from() + 1 && at(value.from()).isWord("NULL");
    }

    /** A column of the catalog holds names; a column of anybody's table holds anything. */
    private Set<Found> column(MysqlToken column, Span span) {
        int start = span.from();
        while (start > 0 && !at(start - 1).isEnd()) {
            start--;
        }
        boolean catalog = false;
        boolean own = false;
        for (int at = start; !at(at).isEnd(); at++) {
            boolean table = at(at).isWord(Set.of("FROM", "JOIN"));
            if (table && at(at + 2).isSymbol(".")) {
                catalog |= at(at + 1).isName() && at(at + 1).text().equalsIgnoreCase(CATALOG);
            }
            if (table && at(at + 1).isName() && !at(at + 1).text().equalsIgnoreCase(CATALOG)) {
                return one(MysqlHoles.ANY, span);
            }
            if (at(at).isName()
                    && at(at).upper().endsWith("_SCHEMA")
                    && at(at + 1).isSymbol("=")) {
                own |= isOwnDatabase(at + 2);
            }
        }
        String name = column.upper();
        if (!catalog) {
            return one(MysqlHoles.ANY, span);
        }
        if (name.endsWith("_SCHEMA")) {
            return one(own ? MysqlHoles.OWN_DATABASE : MysqlHoles.NAME, span);
        }
        boolean names = name.endsWith("_NAME") || name.endsWith("_TYPE") || NAME_COLUMNS.contains(name);
        return one(names ? MysqlHoles.NAME : MysqlHoles.ANY, span);
    }

    private boolean isOwnDatabase(int index) {
        if (at(index).isWord(Set.of("DATABASE", "SCHEMA"))) {
            return at(index + 1).isSymbol("(");
        }
        if (at(index).kind() != Kind.VARIABLE
                && !(at(index).isName() && assignments.isLocal(at(index).text()))) {
            return false;
        }
        Set<Found> values = variable(MysqlAssignments.key(at(index)), new Span(index, index + 1));
        return !values.isEmpty() && values.stream().allMatch(value -> MysqlHoles.isOwnDatabase(value.text()));
    }
}
