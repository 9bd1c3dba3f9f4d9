package dev.gnomon.dialect.postgresql;

import dev.gnomon.dialect.postgresql.PostgresqlScriptSplitter.Piece;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends scripts to the server in one piece, each as a transaction of its own.
 *
 * <p>The server runs nothing after a statement that fails. A transaction also notes which script it belongs to, in a
 * setting of the session that is taken back with it, so that the server itself tells how many scripts ran.
 */
final class PostgresqlScriptBatch {

    /** Enough that the way to the server hardly counts any more, few enough that little is lost when one fails. */
    private static final int MOST_SCRIPTS = 64;

    private static final int MOST_CHARACTERS = 1 << 16;

    /** The setting with the number of the last script that ran. */
    private static final String NOTE = "gnomon.ran";

    /** Makes a session what it was when it was opened. */
    private static final String RESTORE = "RESET SESSION AUTHORIZATION;RESET ROLE;RESET ALL;DISCARD TEMP;";

    /**
     * What gnomon itself has set in the session, as a statement that sets it. For scripts, the user's default decides what
     * rows are hidden.
     */
    private static final String SETTINGS = """
            SELECT 'SELECT 1' || COALESCE(pg_catalog.string_agg(', pg_catalog.set_config('
                || pg_catalog.quote_literal(name) || ', ' || pg_catalog.quote_literal(setting) || ', false)', ''), '')
            FROM pg_catalog.pg_settings WHERE source = 'session' AND context IN ('user', 'superuser')
              AND name <> 'row_security' AND pg_catalog.left(name, 12) <> 'transaction_'""";

    /** What follows a script, so that its end can be told from the middle of a quote or comment. */
    private static final String AFTER = "\n;COMMIT";

    /**
     * The first words of statements that do the same in a transaction of the script's own as in the server's implicit one,
     * that change nothing about how the server reads the scripts after it, and that leave nothing behind when they
     * are taken back and tried again: not those that draw from sequences.
     */
    private static final Set<String> FITTING =
            Set.of("ALTER", "COMMENT", "CREATE", "DELETE", "DROP", "GRANT", "REVOKE", "UPDATE");

    private PostgresqlScriptBatch() {}

    /**
     * Run the scripts at the beginning of a list that can go together.
     *
     * @return how many ran
     */
    static int run(Connection connection, List<String> scripts) {
        int fitting = fitting(scripts);
        if (fitting < 2) {
            return 0;
        }
        String session = Long.toHexString(System.nanoTime()) + "/";
        try (Statement statement = connection.createStatement()) {
            // The server would answer only at the end, which could be too late for a session with a time limit.
            if (connection.getNetworkTimeout() != 0) {
                return 0;
            }
            statement.setEscapeProcessing(false);
            String rowSecurity =
                    "SET row_security = " + text(statement, "SELECT pg_catalog.current_setting('row_security')");
            String restore = RESTORE + text(statement, SETTINGS);
            try {
                statement.execute(together(scripts.subList(0, fitting), restore, session) + rowSecurity);
                return fitting;
            } catch (SQLException failure) {
                statement.execute("ROLLBACK; " + rowSecurity);
                String ran = text(statement, "SELECT pg_catalog.current_setting('" + NOTE + "', true)");
                return ran.startsWith(session) ? Integer.parseInt(ran.substring(session.length())) : 0;
            }
        } catch (SQLException broken) {
            // The session is no use any more; running a script by itself will say why.
            return 0;
        }
    }

    private static int fitting(List<String> scripts) {
        int count = 0;
        int characters = 0;
        for (String script : scripts) {
            characters += script.length();
            if (count == MOST_SCRIPTS || characters > MOST_CHARACTERS || !fits(script)) {
                return count;
            }
            count++;
        }
        return count;
    }

    private static boolean fits(String script) {
        if (!PostgresqlScriptSplitter.commands(script).isEmpty()) {
            return false;
        }
        List<Piece> pieces = PostgresqlScriptSplitter.split(script + AFTER);
        int last = pieces.size() - 1;
        if (last < 0 || pieces.get(last).start() <= script.length()) {
            return false;
        }
        return pieces.subList(0, last).stream().allMatch(piece -> fits(piece, last == 1));
    }

    private static boolean fits(Piece piece, boolean single) {
        boolean transactional = switch (PostgresqlStatementKind.of(piece)) {
            case TRANSACTIONAL -> true;
            case ENUM_VALUE -> single;
            case BEGIN, SAVEPOINT, COMMIT, ROLLBACK, PREPARE, ALONE, COPY_FROM_CLIENT -> false;
        };
        return transactional
                && !piece.words().isEmpty()
                && FITTING.contains(piece.words().get(0));
    }

    /** A script may call a function that changes the session; the scripts after it must not notice. */
    private static String together(List<String> scripts, String restore, String session) {
        StringBuilder text = new StringBuilder("BEGIN;RESET row_security;COMMIT;\n");
        for (int index = 0; index < scripts.size(); index++) {
            text.append("BEGIN;\n")
                    .append(scripts.get(index))
                    .append("\n;")
                    .append(restore)
                    .append(";SET " + NOTE + " TO '")
                    .append(session)
                    .append(index + 1)
                    .append('\'')
                    .append(AFTER)
                    .append(";\n");
        }
        return text.toString();
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return Optional.ofNullable(row.getString(1)).orElse("");
        }
    }
}
