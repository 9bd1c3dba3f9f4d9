package dev.gnomon.dialect.mysql;

import dev.gnomon.dialect.mysql.MysqlToken.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds what the variables of a script are given: those of the session, and those and the parameters of its programs. */
final class MysqlAssignments {

    /** A part of the script, from one piece to before another. */
    record Span(int from, int to) {}

    private static final Set<String> END_OF_VALUE =
            Set.of("FROM", "INTO", "WHERE", "LIMIT", "ORDER", "GROUP", "HAVING", "UNION", "THEN", "DO", "END", "AS");

    private static final Set<String> LOOPS = Set.of("LOOP", "WHILE", "REPEAT", "ITERATE");

    private final List<MysqlToken> tokens;

    /** Where the bodies of programs are, piece by piece. */
    private final BitSet programs;

    private final Map<String, List<Span>> values = new HashMap<>();
    private final Set<String> locals = new HashSet<>();

    /** Parameters of programs, by the program's name. */
    private final Map<String, List<String>> parameters = new LinkedHashMap<>();

    /** The items that a cursor reads. */
    private final Map<String, List<Span>> cursors = new HashMap<>();

    /** Parameters that no call in the script gives a value. */
    private final Set<String> given = new HashSet<>();

    /**
     * Read a script.
     *
     * @param programs the pieces that belong to programs, which run when they are called
     */
    MysqlAssignments(List<MysqlToken> tokens, BitSet programs) {
        this.tokens = tokens;
        this.programs = programs;
        for (int at = 0; at < tokens.size(); at++) {
            declare(at);
        }
        for (int at = 0; at < tokens.size(); at++) {
            collect(at);
        }
    }

    private MysqlToken at(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index) : new MysqlToken(Kind.END, "", 0);
    }

    /**
     * What a variable can hold at a place: outside of programs what it was given last, and whatever a program gives it. A
     * span without pieces stands for what the script does not tell.
     */
    List<Span> of(String key, int place) {
        List<Span> all = values.getOrDefault(key, List.of());
        if (programs.get(place)) {
            return all;
        }
        List<Span> held = new ArrayList<>();
        for (Span each : all) {
            boolean floats = each.from() == each.to() || programs.get(each.from());
            if (floats) {
                held.add(each);
            } else if (each.to() <= place) {
                held.removeIf(earlier -> earlier.from() < earlier.to() && !programs.get(earlier.from()));
                held.add(each);
            }
        }
        return held;
    }

    /** Whether anything of the script runs more than once. */
    boolean hasLoops() {
        return tokens.stream().anyMatch(token -> token.isWord(LOOPS));
    }

    /** Count with a value from elsewhere. */
    void giveUnknown(String key) {
        give(key, new Span(0, 0));
    }

    /** Whether a name is one of a variable or a parameter of a program. */
    boolean isLocal(String name) {
        return locals.contains(name.toLowerCase(Locale.ROOT));
    }

    boolean isParameter(String name) {
        return given.contains(name.toLowerCase(Locale.ROOT));
    }

    boolean defines(String program) {
        return parameters.containsKey(program.toLowerCase(Locale.ROOT));
    }

    static String key(MysqlToken token) {
        String name = token.text().toLowerCase(Locale.ROOT);
        return token.kind() == Kind.VARIABLE ? "@" + name : name;
    }

    // --- declarations ---

    private void declare(int index) {
        MysqlToken token = at(index);
        if (token.isWord("DECLARE")) {
            declareVariables(index + 1);
        } else if (token.isWord(Set.of("PROCEDURE", "FUNCTION"))
                && !at(index - 1).isWord("DROP")) {
            declareParameters(index + 1);
        }
    }

    private void declareVariables(int from) {
        if (at(from + 1).isWord("CURSOR")) {
            int select = from + 2;
            while (!at(select).isEnd() && !at(select).isWord("SELECT")) {
                select++;
            }
            cursors.put(at(from).text().toLowerCase(Locale.ROOT), items(select));
            return;
        }
        int at = from;
        List<String> names = new ArrayList<>();
        while (at(at).isName()) {
            names.add(at(at).text().toLowerCase(Locale.ROOT));
            at++;
            if (!at(at).isSymbol(",")) {
                break;
            }
            at++;
        }
        if (at(from).isWord(Set.of("CONTINUE", "EXIT", "UNDO"))) {
            return;
        }
        locals.addAll(names);
        while (!at(at).isEnd() && !at(at).isWord("DEFAULT")) {
            at++;
        }
        if (at(at).isWord("DEFAULT")) {
            Span value = new Span(at + 1, endOfValue(at + 1));
            names.forEach(name -> give(name, value));
        }
    }

    private void declareParameters(int from) {
        int at = from;
        while (at(at).isWord(Set.of("IF", "NOT", "EXISTS")) || at(at + 1).isSymbol(".")) {
            at += at(at + 1).isSymbol(".") ? 2 : 1;
        }
        String program = at(at).text().toLowerCase(Locale.ROOT);
        if (!at(at + 1).isSymbol("(")) {
            return;
        }
        List<String> names = new ArrayList<>();
        for (Span parameter : parts(at + 2)) {
            int name = parameter.from();
            if (at(name).isWord(Set.of("IN", "OUT", "INOUT")) && name + 1 < parameter.to()) {
                name++;
            }
            names.add(at(name).text().toLowerCase(Locale.ROOT));
        }
        locals.addAll(names);
        given.addAll(names);
        parameters.put(program, names);
    }

    // --- values ---

    private void collect(int index) {
        MysqlToken token = at(index);
        if (token.isWord("SET")) {
            assignList(index + 1);
        } else if (token.kind() == Kind.VARIABLE && at(index + 1).isSymbol(":=")) {
            give(key(token), new Span(index + 2, endOfValue(index + 2)));
        } else if (token.isWord("SELECT")) {
            selectInto(index);
        } else if (token.isWord("FETCH")) {
            fetch(index);
        } else if (token.isWord("CALL")) {
            call(index);
        } else if (token.isWord("INTO")
                && !at(index - 1).isWord("INSERT")
                && at(index + 1).kind() == Kind.VARIABLE) {
            targets(index + 1).stream()
                    .filter(name -> !values.containsKey(name))
                    .forEach(this::giveUnknown);
        }
    }

    private void give(String key, Span value) {
        values.computeIfAbsent(key, name -> new ArrayList<>()).add(value);
    }

    private void assignList(int from) {
        int at = from;
        while (!at(at).isEnd()) {
            if (at(at).isWord(Set.of("SESSION", "LOCAL"))) {
                at++;
            }
            boolean assigned = at(at + 1).isSymbol("=") || at(at + 1).isSymbol(":=");
            int end = endOfValue(assigned ? at + 2 : at);
            if (assigned && (at(at).kind() == Kind.VARIABLE || at(at).isName())) {
                give(key(at(at)), new Span(at + 2, end));
            }
            if (!at(end).isSymbol(",")) {
                return;
            }
            at = end + 1;
        }
    }

    private void selectInto(int select) {
        int depth = 0;
        for (int at = select + 1; !at(at).isEnd(); at++) {
            depth += at(at).isSymbol("(") ? 1 : at(at).isSymbol(")") ? -1 : 0;
            if (depth < 0) {
                return;
            }
            if (depth == 0 && at(at).isWord("INTO")) {
                assignItems(items(select), targets(at + 1));
                return;
            }
        }
    }

    private void fetch(int index) {
        int at = index + 1;
        while (at(at).isWord(Set.of("NEXT", "FROM"))) {
            at++;
        }
        if (at(at + 1).isWord("INTO")) {
            assignItems(cursors.getOrDefault(at(at).text().toLowerCase(Locale.ROOT), List.of()), targets(at + 2));
        }
    }

    private void assignItems(List<Span> items, List<String> targets) {
        for (int each = 0; each < targets.size(); each++) {
            if (each < items.size()) {
                give(targets.get(each), items.get(each));
            } else {
                giveUnknown(targets.get(each));
            }
        }
    }

    private List<String> targets(int from) {
        List<String> names = new ArrayList<>();
        int at = from;
        while (at(at).kind() == Kind.VARIABLE || at(at).isName()) {
            names.add(key(at(at)));
            if (!at(at + 1).isSymbol(",")) {
                break;
            }
            at += 2;
        }
        return names;
    }

    private void call(int index) {
        int at = index + 1;
        while (at(at + 1).isSymbol(".")) {
            at += 2;
        }
        if (!at(at + 1).isSymbol("(")) {
            return;
        }
        List<String> names = parameters.get(at(at).text().toLowerCase(Locale.ROOT));
        List<Span> arguments = parts(at + 2);
        for (int each = 0; each < arguments.size(); each++) {
            Span argument = arguments.get(each);
            if (names != null && each < names.size()) {
                give(names.get(each), argument);
                given.remove(names.get(each));
            } else if (names == null
                    && argument.to() == argument.from() + 1
                    && at(argument.from()).kind() == Kind.VARIABLE) {
                // What it leaves there is written in another script.
                giveUnknown(key(at(argument.from())));
            }
        }
    }

    // --- expressions ---

    /** The items of a SELECT. */
    List<Span> items(int select) {
        int from = select + 1;
        while (at(from).isWord(Set.of("DISTINCT", "ALL", "DISTINCTROW", "SQL_NO_CACHE", "STRAIGHT_JOIN"))) {
            from++;
        }
        List<Span> items = new ArrayList<>();
        int end = endOfValue(from);
        items.add(new Span(from, end));
        while (at(end).isSymbol(",")) {
            int start = end + 1;
            end = endOfValue(start);
            items.add(new Span(start, end));
        }
        return items;
    }

    /** The parts of a list in parentheses, which begins here. */
    List<Span> parts(int from) {
        List<Span> parts = new ArrayList<>();
        int depth = 0;
        int start = from;
        for (int at = from; ; at++) {
            boolean end = at(at).isEnd() || (depth == 0 && at(at).isSymbol(")"));
            if (end || (depth == 0 && at(at).isSymbol(","))) {
                if (at > start) {
                    parts.add(new Span(start, at));
                }
                start = at + 1;
            }
            if (end) {
                return parts;
            }
            depth += at(at).isSymbol("(") ? 1 : at(at).isSymbol(")") ? -1 : 0;
        }
    }

    /** Before what an expression ends with. */
    private int endOfValue(int from) {
        int depth = 0;
        int cases = 0;
        for (int at = from; ; at++) {
            MysqlToken token = at(at);
            if (token.isEnd() || (depth == 0 && (token.isSymbol(",") || token.isSymbol(")")))) {
                return at;
            }
            if (depth == 0) {
                cases += token.isWord("CASE") ? 1 : 0;
                if (cases == 0 && token.isWord(END_OF_VALUE)) {
                    return at;
                }
                cases -= token.isWord("END") ? 1 : 0;
            }
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
        }
    }
}
