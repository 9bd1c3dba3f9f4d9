package dev.gnomon.dialect.sqlserver;

import dev.gnomon.dialect.sqlserver.SqlserverToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A text that a script puts together and runs, as far as it stands in the script.
 *
 * @param text   with {@link #HOLE} for what is known only when it runs
 * @param lines  the line of each character
 * @param opaque how it begins cannot be told, and therefore not what it does
 */
record SqlserverDynamicText(String text, List<Integer> lines, boolean opaque) {

    /** Stands for a value. */
    static final char HOLE = '\uE000';

    /** Stands for the name of the database in use. */
    static final char OWN_DATABASE = '\uE001';

    /** Where an expression without parentheses around it ends. */
    private static final Set<String> ENDS = Set.of(
            "EXEC",
            "EXECUTE",
            "SELECT",
            "SET",
            "DECLARE",
            "IF",
            "BEGIN",
            "PRINT",
            "FROM",
            "WHERE",
            "WHILE",
            "RETURN",
            "INSERT",
            "UPDATE",
            "DELETE",
            "CREATE",
            "ALTER",
            "DROP",
            "FETCH",
            "OPEN",
            "CLOSE",
            "AT",
            "RAISERROR",
            "THROW",
            "COMMIT",
            "ROLLBACK",
            "TRUNCATE",
            "MERGE",
            "USE",
            "GRANT",
            "OPTION",
            "DEALLOCATE",
            "GROUP",
            "ORDER",
            "HAVING");

    /** Words around values that are no values. */
    private static final Set<String> TRANSPARENT = Set.of(
            "CONCAT",
            "COALESCE",
            "ISNULL",
            "STRING_AGG",
            "STUFF",
            "CAST",
            "CONVERT",
            "REPLACE",
            "LTRIM",
            "RTRIM",
            "TRIM",
            "SELECT",
            "DISTINCT",
            "AS",
            "NVARCHAR",
            "VARCHAR",
            "MAX",
            "N",
            "TRY_CAST",
            "CONCAT_WS",
            "FORMATMESSAGE",
            "NULL",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "IS",
            "NOT",
            "AND",
            "OR",
            "QUOTENAME");

    /** All that is assigned to a variable, anywhere in the script. */
    static List<SqlserverDynamicText> assignedTo(String variable, List<SqlserverToken> tokens, int depth) {
        List<SqlserverDynamicText> found = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isVariable() && tokens.get(i).value().equalsIgnoreCase(variable)) {
                assignment(tokens, i).ifPresent(value -> found.add(of(tokens, value, variable, depth)));
            }
        }
        return found;
    }

    /** Where the value of an assignment begins; empty if nothing is assigned here. */
    private static Optional<Integer> assignment(List<SqlserverToken> tokens, int variable) {
        int equals = variable + 1;
        boolean declared = isDeclared(tokens, variable);
        while (declared
                && equals < tokens.size()
                && equals < variable + 8
                && !tokens.get(equals).isSign('=')) {
            if (tokens.get(equals).isSign(',') && !tokens.get(equals - 2).isSign('(')) {
                return Optional.empty();
            }
            equals++;
        }
        if (equals + 1 < tokens.size() && tokens.get(equals).isSign('+')) {
            equals++;
        }
        boolean set = variable > 0
                && (declared
                        || Set.of("SET", "SELECT", "DISTINCT")
                                .contains(tokens.get(variable - 1).upper())
                        || tokens.get(variable - 1).isSign(',')
                        || followsTop(tokens, variable - 1));
        return set && equals + 1 < tokens.size() && tokens.get(equals).isSign('=')
                ? Optional.of(equals + 1)
                : Optional.empty();
    }

    /** Whether this is the number of rows that a query answers with. */
    private static boolean followsTop(List<SqlserverToken> tokens, int number) {
        int top = tokens.get(number).isSign(')') ? number - 3 : number - 1;
        return top >= 0 && tokens.get(top).isWord("TOP");
    }

    /** Behind DECLARE a type stands between the variable and its value. */
    private static boolean isDeclared(List<SqlserverToken> tokens, int variable) {
        if (variable + 1 >= tokens.size() || tokens.get(variable + 1).kind() == Kind.SIGN) {
            return false;
        }
        for (int i = variable - 1; i >= 0 && i > variable - 60; i--) {
            String word = tokens.get(i).upper();
            if (word.equals("DECLARE")) {
                return true;
            }
            if (tokens.get(i).isSign(';')
                    || Set.of("SET", "SELECT", "EXEC", "EXECUTE", "FROM").contains(word)) {
                return false;
            }
        }
        return false;
    }

    /** The text of the expression that begins at a token. */
    static SqlserverDynamicText of(List<SqlserverToken> tokens, int start, String self, int depth) {
        StringBuilder text = new StringBuilder();
        List<Integer> lines = new ArrayList<>();
        boolean opaque = false;
        boolean begun = false;
        int open = 0;
        for (int i = start; i < tokens.size(); i++) {
            SqlserverToken token = tokens.get(i);
            if (ends(token, open)) {
                break;
            }
            open += token.isSign('(') ? 1 : token.isSign(')') ? -1 : 0;
            Optional<String> part = part(tokens, i, self, depth);
            if (part.isEmpty()) {
                opaque |= !begun
                        && token.isVariable()
                        && assignedTo(token.value(), tokens, 0).isEmpty();
                opaque |= !begun && !token.isVariable();
            }
            begun |= part.isEmpty() || !part.get().isBlank() || token.value().equalsIgnoreCase(self);
            // What a variable begins with is read by itself; it must not swallow the first word behind it.
            boolean leads = part.isEmpty() && token.isVariable() && text.isEmpty();
            String value = part.orElse(HOLE + (leads ? " " : ""));
            int breaks = 0;
            for (int c = 0; c < value.length(); c++) {
                lines.add(token.line() + breaks);
                breaks += value.charAt(c) == '\n' ? 1 : 0;
            }
            text.append(value);
            if (isOwnDatabase(tokens, i)) {
                i += 2;
            }
        }
        return new SqlserverDynamicText(text.toString(), lines, opaque);
    }

    /** The variables of the expression that begins at a token. */
    static List<String> variables(List<SqlserverToken> tokens, int start) {
        List<String> names = new ArrayList<>();
        int open = 0;
        for (int i = start; i < tokens.size() && !ends(tokens.get(i), open); i++) {
            open += tokens.get(i).isSign('(') ? 1 : tokens.get(i).isSign(')') ? -1 : 0;
            if (tokens.get(i).isVariable()) {
                names.add(tokens.get(i).value());
            }
        }
        return names;
    }

    private static boolean ends(SqlserverToken token, int open) {
        return (open == 0
                        && (token.isSign(';')
                                || token.isSign(',')
                                || token.isSign(')')
                                || ENDS.contains(token.upper())))
                || token.kind() == Kind.SEPARATOR;
    }

    private static boolean isOwnDatabase(List<SqlserverToken> tokens, int i) {
        return tokens.get(i).isWord("DB_NAME")
                && i + 2 < tokens.size()
                && tokens.get(i + 2).isSign(')');
    }

    /** What a token adds to the text; empty if only the server knows. */
    private static Optional<String> part(List<SqlserverToken> tokens, int i, String self, int depth) {
        SqlserverToken token = tokens.get(i);
        if (token.kind() == Kind.TEXT) {
            return Optional.of(token.value());
        }
        if (isOwnDatabase(tokens, i)) {
            return Optional.of(String.valueOf(OWN_DATABASE));
        }
        if (token.kind() == Kind.SIGN || token.value().equalsIgnoreCase(self) || TRANSPARENT.contains(token.upper())) {
            return Optional.of("");
        }
        if (token.isVariable() && depth > 0) {
            List<SqlserverDynamicText> values = assignedTo(token.value(), tokens, depth - 1);
            return values.size() == 1
                            && values.get(0).text().indexOf(HOLE) < 0
                            && !values.get(0).opaque()
                    ? Optional.of(values.get(0).text())
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** The tokens of the text. */
    List<SqlserverToken> tokens() {
        return SqlserverTokens.of(text, lines::get);
    }

    /** Whether a name is the database's own, whatever that is called. */
    static boolean isOwnDatabase(String name) {
        return name.equals(String.valueOf(OWN_DATABASE));
    }
}
