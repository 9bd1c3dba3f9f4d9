package dev.gnomon.dialect.sqlserver;

import dev.gnomon.dialect.sqlserver.SqlserverToken.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Goes over the tokens of a script, and knows where names stand for objects and where for columns. */
abstract class SqlserverReachReader {

    /** Behind these stands the name of an object. */
    private static final Set<String> BEFORE_OBJECTS = Set.of(
            "FROM",
            "JOIN",
            "INTO",
            "UPDATE",
            "TABLE",
            "REFERENCES",
            "FOR",
            "VIEW",
            "PROCEDURE",
            "PROC",
            "FUNCTION",
            "TRIGGER",
            "MERGE",
            "USING",
            "APPLY",
            "DELETE",
            "INSERT",
            "SYNONYM",
            "SEQUENCE",
            "TYPE",
            "EXISTS",
            "STATISTICS",
            "IDENTITY_INSERT");

    /** Behind these stand names that commas part. */
    private static final Set<String> BEFORE_LISTS =
            Set.of("FROM", "TABLE", "VIEW", "PROCEDURE", "PROC", "FUNCTION", "TRIGGER", "SYNONYM", "SEQUENCE", "TYPE");

    /** What ends such a list. */
    private static final Set<String> LIST_ENDS = Set.of(
            "SELECT", "WHERE", "SET", "ON", "GROUP", "ORDER", "HAVING", "VALUES", "BY", "ADD", "ALTER", "WITH",
            "OUTPUT", "OPTION", "EXEC", "EXECUTE", "INTO", "UPDATE", "DELETE", "INSERT", "MERGE", "RETURNS", "BEGIN");

    private final List<SqlserverToken> tokens;

    /** Whether commas part objects, for each open parenthesis. */
    private final Deque<Boolean> lists = new ArrayDeque<>(List.of(false));

    SqlserverReachReader(List<SqlserverToken> tokens) {
        this.tokens = tokens;
    }

    /**
     * A name with what stands in front of it.
     *
     * @param parts empty ones included
     * @param end   the token behind it
     */
    record Name(List<String> parts, int end) {}

    final List<SqlserverToken> tokens() {
        return tokens;
    }

    final int size() {
        return tokens.size();
    }

    /** Note what a token means for the names behind it; asked for each token in turn. */
    final void follow(int i) {
        SqlserverToken token = tokens.get(i);
        if (token.isSign('(')) {
            lists.push(false);
        } else if (token.isSign(')')) {
            if (lists.size() > 1) {
                lists.pop();
            }
        } else if (token.isSign(';') || token.kind() == Kind.SEPARATOR) {
            lists.clear();
            lists.push(false);
        } else if (BEFORE_LISTS.contains(token.upper())) {
            lists.pop();
            lists.push(true);
        } else if (LIST_ENDS.contains(token.upper())) {
            lists.pop();
            lists.push(false);
        }
    }

    /** Whether a name of several parts begins here. */
    final boolean startsName(int i) {
        return isName(i) && !isSign(i - 1, '.');
    }

    final Name nameAt(int i) {
        List<String> parts = new ArrayList<>(List.of(value(i)));
        int at = i + 1;
        while (isSign(at, '.') && parts.size() < 5) {
            if (isSign(at + 1, '.')) {
                parts.add("");
                at++;
            } else if (isName(at + 1)) {
                parts.add(value(at + 1));
                at += 2;
            } else {
                break;
            }
        }
        return new Name(parts, at);
    }

    /** Whether the name at a token is that of an object and not of a column. */
    final boolean isObject(int i) {
        String before = upper(i - 1);
        return BEFORE_OBJECTS.contains(before)
                || (isSign(i - 1, ',') && Boolean.TRUE.equals(lists.peek()))
                || (before.equals("ON") && isDefinedOn(i - 1))
                || (isSign(i - 1, ')') && followsTop(i - 1));
    }

    /** Whether this is the ON of an index, a trigger or statistics, and not that of a join. */
    private boolean isDefinedOn(int on) {
        for (int at = on - 1; at >= 0 && at > on - 10; at--) {
            String word = upper(at);
            if (Set.of("INDEX", "TRIGGER", "STATISTICS").contains(word)) {
                return true;
            }
            if (Set.of("JOIN", "FROM", "WHERE", "USING").contains(word)) {
                return false;
            }
        }
        return false;
    }

    /** Whether a parenthesis closes the number of rows that a statement changes. */
    private boolean followsTop(int close) {
        int open = close;
        while (open > 0 && !isSign(open, '(')) {
            open--;
        }
        return isWordAt(open - 1, "TOP")
                && Set.of("UPDATE", "DELETE", "INSERT", "MERGE").contains(upper(open - 2));
    }

    /** Whether the name at a token is that of a procedure that is called. */
    final boolean isCalled(int i) {
        boolean batch = i == 0 || kind(i - 1) == Kind.SEPARATOR;
        boolean executed = Set.of("EXEC", "EXECUTE").contains(upper(i - 1)) && !upper(i).equals("AS");
        boolean answers = isSign(i - 1, '=')
                && isVariable(i - 2)
                && Set.of("EXEC", "EXECUTE").contains(upper(i - 3));
        return executed || answers || (batch && (i + 1 >= size() || !isSign(i + 1, '(')));
    }

    final int closing(int open) {
        int depth = 0;
        for (int at = open; at < size(); at++) {
            if (isSign(at, '(')) {
                depth++;
            } else if (isSign(at, ')') && --depth == 0) {
                return at;
            }
        }
        return size();
    }

    /** Whether two words follow each other in the statement that begins here. */
    final boolean find(int from, String first, String second) {
        for (int at = from; at < size() && at < from + 60 && !isSign(at, ';') && kind(at) != Kind.SEPARATOR; at++) {
            if (upper(at).equals(first) && upper(at + 1).equals(second)) {
                return true;
            }
        }
        return false;
    }

    /** Whether two tokens follow each other in the parentheses of a command. */
    final boolean mentions(int from, String first, String second) {
        int close = closing(from + 2);
        for (int at = from + 2; at + 1 < close; at++) {
            if (value(at).equals(first) && value(at + 1).equals(second)) {
                return true;
            }
        }
        return false;
    }

    final boolean mentionsWord(int from, String word) {
        int close = closing(from + 2);
        for (int at = from + 2; at < close; at++) {
            if (upper(at).equals(word)) {
                return true;
            }
        }
        return false;
    }

    final boolean isWord(int i) {
        return kind(i) == Kind.WORD;
    }

    final boolean isName(int i) {
        return i >= 0 && i < size() && tokens.get(i).isName();
    }

    final boolean isVariable(int i) {
        return i >= 0 && i < size() && tokens.get(i).isVariable();
    }

    final boolean startsWithDigit(int i) {
        return isWord(i) && Character.isDigit(value(i).charAt(0));
    }

    final boolean isSign(int i, char sign) {
        return i >= 0 && i < size() && tokens.get(i).isSign(sign);
    }

    private boolean isWordAt(int i, String word) {
        return upper(i).equals(word);
    }

    final String upper(int i) {
        return i >= 0 && i < size() ? tokens.get(i).upper() : "";
    }

    final String lower(int i) {
        return i >= 0 && i < size() ? tokens.get(i).lower() : "";
    }

    final String value(int i) {
        return tokens.get(i).value();
    }

    final Kind kind(int i) {
        return i >= 0 && i < size() ? tokens.get(i).kind() : Kind.SIGN;
    }

    final int line(int i) {
        return tokens.get(i).line();
    }
}
