package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.SessionGuard;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.SessionState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Keeps a session in its role, with its search path and settings, and without temporary objects. No statement leads a
 * session of PostgreSQL into another database.
 */
final class PostgresqlSessionGuard implements SessionGuard {

    private static final String INVALID_TRANSACTION_STATE = "25000";

    /** What a session is, in one row for each setting; what a script has left behind is told with the role. */
    private static final String STATE = """
            SELECT 'role' AS kind, session_user || '/' || current_user AS name, CASE
                WHEN pg_catalog.pg_my_temp_schema() <> 0 AND (
                  EXISTS (SELECT FROM pg_catalog.pg_class WHERE relnamespace = pg_catalog.pg_my_temp_schema())
                  OR EXISTS (SELECT FROM pg_catalog.pg_proc WHERE pronamespace = pg_catalog.pg_my_temp_schema())
                  OR EXISTS (SELECT FROM pg_catalog.pg_type WHERE typnamespace = pg_catalog.pg_my_temp_schema()))
                THEN 'temporary objects'
                WHEN EXISTS (SELECT FROM pg_catalog.pg_cursors WHERE is_holdable) THEN 'cursors'
                WHEN EXISTS (SELECT FROM pg_catalog.pg_prepared_statements WHERE from_sql) THEN 'prepared statements'
                WHEN EXISTS (SELECT FROM pg_catalog.pg_listening_channels()) THEN 'channels'
                ELSE '' END AS value
            UNION ALL SELECT 'setting', name, setting FROM pg_catalog.pg_settings
            WHERE context IN ('user', 'superuser') AND pg_catalog.left(name, 12) <> 'transaction_'""";

    /** Settings that nobody has declared are in no catalog; only by its words can a script be known to have set one. */
    private static final Pattern SETS_UNDECLARED =
            Pattern.compile("set_config|\\bset\\s+((session|local)\\s+)?\"?\\w+\"?\\s*\\.", Pattern.CASE_INSENSITIVE);

    /** What may let go of a lock of the session. */
    private static final Pattern UNLOCKS = Pattern.compile("advisory_unlock|\\bdiscard\\b", Pattern.CASE_INSENSITIVE);

    private record Seen(String role, String left, Map<String, String> settings) {}

    @Override
    public SessionState read(Connection connection) throws SQLException {
        Seen seen = see(connection);
        return new SessionState(
                new SessionPlace(
                        Optional.of(connection.getCatalog()),
                        Optional.of(PostgresqlSession.defaultNamespace(connection))),
                Optional.of(seen.role()),
                seen.settings(),
                PostgresqlMigrationLock.isHeld(connection));
    }

    @Override
    public List<String> putBack(Connection connection, SessionState before, String script) throws SQLException {
        endTransaction(connection);
        List<String> changed = new ArrayList<>(changed(connection, before));
        boolean others = !changed.isEmpty();
        if (before.locked() && UNLOCKS.matcher(script).find() && !PostgresqlMigrationLock.isHeld(connection)) {
            PostgresqlMigrationLock.takeAgain(connection);
            changed.add("migration lock");
        }
        if (!others && !SETS_UNDECLARED.matcher(script).find()) {
            return changed;
        }
        // First of all the limits that a script may have set itself.
        execute(connection, "RESET ALL");
        execute(
                connection,
                "RESET SESSION AUTHORIZATION; RESET ROLE; CLOSE ALL; DEALLOCATE ALL; UNLISTEN *; DISCARD TEMP");
        execute(connection, setting(before.settings()));
        List<String> left = differences(before, see(connection));
        if (!left.isEmpty()) {
            throw new SQLException("it changed " + String.join(", ", left), INVALID_TRANSACTION_STATE);
        }
        return changed;
    }

    private static List<String> changed(Connection connection, SessionState before) throws SQLException {
        try {
            return differences(before, see(connection));
        } catch (SQLException refused) {
            if (connection.isClosed()) {
                throw refused;
            }
            // A script may leave so little time for a statement, or so few rights, that nobody can look.
            return List.of("what the session may do");
        }
    }

    /** A script that begins a transaction and does not end it has done nothing that stays. */
    private static void endTransaction(Connection connection) throws SQLException {
        if (connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE) {
            execute(connection, "ROLLBACK");
            throw new SQLException(
                    "it began a transaction and did not end it, so that nothing stays of that (COMMIT is missing)",
                    INVALID_TRANSACTION_STATE);
        }
    }

    private static Seen see(Connection connection) throws SQLException {
        String role = "";
        String left = "";
        Map<String, String> settings = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STATE)) {
            while (row.next()) {
                String value = Optional.ofNullable(row.getString("value")).orElse("");
                if (row.getString("kind").equals("role")) {
                    role = row.getString("name");
                    left = value;
                } else {
                    settings.put(row.getString("name"), value);
                }
            }
        }
        return new Seen(role, left, settings);
    }

    /** What is not as it was, in words for people; settings that came with a library are nobody's yet. */
    private static List<String> differences(SessionState before, Seen now) {
        List<String> changed = new ArrayList<>();
        if (!before.role().equals(Optional.of(now.role()))) {
            changed.add("role");
        }
        if (!now.left().isEmpty()) {
            changed.add(now.left());
        }
        before.settings().forEach((name, value) -> {
            if (!value.equals(now.settings().get(name))) {
                changed.add(name);
            }
        });
        return changed;
    }

    /** A query that gives settings their values, where they have others; those of the server's own stay untouched. */
    static String setting(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting -> "(" + PostgresqlLiterals.quote(setting.getKey()) + ", "
                        + PostgresqlLiterals.quote(setting.getValue()) + ")")
                .collect(Collectors.joining(
                        ", ",
                        "SELECT pg_catalog.set_config(s.name, v.value, false) FROM (VALUES ",
                        ") v (name, value) JOIN pg_catalog.pg_settings s ON s.name = v.name AND s.setting <> v.value"));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
