package dev.gnomon.dialect.mysql;

import dev.gnomon.dialect.mysql.MysqlToken.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Follows, over the statements of a script, what it does to the part of the SQL mode that decides on quotes. */
final class MysqlModes {

    private static final long ANSI_BIT = 4;
    private static final long PLAIN_BIT = 1 << 20;

    private static final Set<String> PROGRAMS =
            Set.of("PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE", "ATOMIC");

    private final Map<String, MysqlQuotes> kept = new HashMap<>();
    private final List<Integer> doubts = new ArrayList<>();
    private boolean programs;
    private MysqlQuotes now;
    private boolean known;

    MysqlModes() {
        this.now = MysqlQuotes.USUAL;
    }

    /** The lines of statements after which nobody can tell how quotes are read. */
    List<Integer> doubts() {
        return doubts;
    }

    /** The reading that holds where the last statement has left it. */
    MysqlReading apply(MysqlReading initial) {
        if (!known) {
            now = initial.quotes();
            known = true;
        }
        return initial.with(now);
    }

    /** Take the next statement, and give the reading of the one after it. */
    MysqlReading follow(List<MysqlToken> statement, MysqlReading reading) {
        programs |= statement.stream().anyMatch(token -> token.isWord(PROGRAMS));
        if (!statement.get(0).isWord("SET")) {
            if (setsNewMode(statement)) {
                doubts.add(statement.get(0).line());
            }
            return reading;
        }
        for (int at = 1; at + 2 < statement.size(); at++) {
            keep(statement, at);
            if (isMode(statement.get(at)) && isAssignment(statement.get(at + 1))) {
                assign(statement, at + 2);
            }
        }
        return reading.with(now);
    }

    private boolean setsNewMode(List<MysqlToken> statement) {
        for (int at = 1; at + 2 < statement.size(); at++) {
            if (isMode(statement.get(at))
                    && isAssignment(statement.get(at + 1))
                    && statement.get(at + 2).isText()) {
                return !MysqlQuotes.of(statement.get(at + 2).text()).equals(now);
            }
        }
        return false;
    }

    private static boolean isMode(MysqlToken token) {
        return (token.isName() || token.kind() == Kind.SYSTEM_VARIABLE)
                && token.text().equalsIgnoreCase("sql_mode");
    }

    private static boolean isAssignment(MysqlToken token) {
        return token.isSymbol("=") || token.isSymbol(":=");
    }

    /** Remember what a variable holds that is given the mode of now. */
    private void keep(List<MysqlToken> statement, int at) {
        if (statement.get(at).kind() == Kind.VARIABLE && isAssignment(statement.get(at + 1))) {
            boolean holdsMode = statement.subList(at + 2, Math.min(at + 5, statement.size())).stream()
                    .anyMatch(MysqlModes::isMode);
            if (holdsMode) {
                kept.put(statement.get(at).text().toLowerCase(Locale.ROOT), now);
            }
        }
    }

    private void assign(List<MysqlToken> statement, int from) {
        int to = from;
        int depth = 0;
        while (to < statement.size() && (depth > 0 || !statement.get(to).isSymbol(","))) {
            depth += statement.get(to).isSymbol("(") ? 1 : statement.get(to).isSymbol(")") ? -1 : 0;
            to++;
        }
        List<MysqlToken> value = statement.subList(from, to);
        MysqlQuotes next = value.size() == 1 ? single(value.get(0)) : composed(value);
        if (!next.equals(now) && programs) {
            // It may stand in the body of a program, where it does nothing yet.
            doubts.add(statement.get(0).line());
        }
        now = next;
    }

    private MysqlQuotes single(MysqlToken value) {
        return switch (value.kind()) {
            case TEXT, EITHER, WORD, NAME -> value.isWord("DEFAULT") ? now : MysqlQuotes.of(value.text());
            case NUMBER -> {
                long bits = value.text().matches("[0-9]{1,18}") ? Long.parseLong(value.text()) : -1;
                yield new MysqlQuotes((bits & ANSI_BIT) != 0, (bits & PLAIN_BIT) == 0);
            }
            case VARIABLE -> kept.getOrDefault(value.text().toLowerCase(Locale.ROOT), now);
            default -> now;
        };
    }

    /** What changes other modes leaves these as they are; nobody can tell what else is put together. */
    private MysqlQuotes composed(List<MysqlToken> value) {
        boolean speaksOfQuotes = value.stream()
                .filter(MysqlToken::isText)
                .map(token -> MysqlQuotes.of(token.text()))
                .anyMatch(quotes -> !quotes.equals(MysqlQuotes.USUAL));
        boolean disguised = value.stream()
                .anyMatch(token -> token.isWord(Set.of("UNHEX", "CHAR", "REVERSE", "FROM_BASE64"))
                        || token.kind() == Kind.NUMBER && token.text().startsWith("0"));
        if (speaksOfQuotes || disguised) {
            doubts.add(value.get(0).line());
        }
        return now;
    }
}
