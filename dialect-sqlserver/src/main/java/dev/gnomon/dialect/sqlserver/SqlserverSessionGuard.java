package dev.gnomon.dialect.sqlserver;

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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a session back into its database, under its own login, with the settings it had. What a script did before it went
 * elsewhere is not undone.
 */
final class SqlserverSessionGuard implements SessionGuard {

    /** Settings that are on or off, with their bits in {@code @@OPTIONS}. */
    private static final Map<String, Integer> SWITCHES = new LinkedHashMap<>();

    private static final List<String> ISOLATION_LEVELS =
            List.of("", "READ UNCOMMITTED", "READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE", "SNAPSHOT");

    static {
        SWITCHES.put("IMPLICIT_TRANSACTIONS", 2);
        SWITCHES.put("CURSOR_CLOSE_ON_COMMIT", 4);
        SWITCHES.put("ANSI_WARNINGS", 8);
        SWITCHES.put("ANSI_PADDING", 16);
        SWITCHES.put("ANSI_NULLS", 32);
        SWITCHES.put("ARITHABORT", 64);
        SWITCHES.put("ARITHIGNORE", 128);
        SWITCHES.put("QUOTED_IDENTIFIER", 256);
        SWITCHES.put("NOCOUNT", 512);
        SWITCHES.put("ANSI_NULL_DFLT_ON", 1024);
        SWITCHES.put("ANSI_NULL_DFLT_OFF", 2048);
        SWITCHES.put("CONCAT_NULL_YIELDS_NULL", 4096);
        SWITCHES.put("NUMERIC_ROUNDABORT", 8192);
        SWITCHES.put("XACT_ABORT", 16384);
    }

    /** Settings that let a session answer with something else than the results; a server tells none of them. */
    private static final List<String> MUTE =
            List.of("PARSEONLY", "NOEXEC", "FMTONLY", "SHOWPLAN_ALL", "SHOWPLAN_TEXT", "SHOWPLAN_XML", "STATISTICS");

    /** One row of all that a script can have changed; who has entered a context has another login or user. */
    static final String STATE = """
            SELECT DB_NAME(), COALESCE(SUSER_SNAME(), N'') + N'/' + COALESCE(USER_NAME(), N''), @@OPTIONS, @@LANGUAGE,
                s.date_format, CONVERT(int, s.date_first), s.transaction_isolation_level, @@LOCK_TIMEOUT, s.text_size,
                s.deadlock_priority, APPLOCK_MODE(N'public', N'prisma_migrate', N'Session')
            FROM sys.dm_exec_sessions s WHERE s.session_id = @@SPID
            """;

    @Override
    public SessionState read(Connection connection) throws SQLException {
        String namespace = SqlserverSession.namespace(connection);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(STATE)) {
            row.next();
            Map<String, String> settings = new LinkedHashMap<>();
            int options = row.getInt(3);
            SWITCHES.forEach((name, bit) -> settings.put(name, (options & bit) == 0 ? "OFF" : "ON"));
            settings.put("LANGUAGE", SqlserverLiterals.quote(row.getString(4)));
            settings.put("DATEFORMAT", row.getString(5));
            settings.put("DATEFIRST", row.getString(6));
            settings.put("TRANSACTION ISOLATION LEVEL", isolation(row.getInt(7)));
            settings.put("LOCK_TIMEOUT", row.getString(8));
            settings.put("TEXTSIZE", row.getString(9));
            settings.put("DEADLOCK_PRIORITY", row.getString(10));
            return new SessionState(
                    new SessionPlace(Optional.of(row.getString(1)), Optional.of(namespace)),
                    Optional.of(row.getString(2)),
                    settings,
                    "Exclusive".equals(row.getString(11)));
        }
    }

    private static String isolation(int level) {
        return level > 0 && level < ISOLATION_LEVELS.size() ? ISOLATION_LEVELS.get(level) : "READ COMMITTED";
    }

    @Override
    public List<String> putBack(Connection connection, SessionState before, String script) throws SQLException {
        List<String> words = SqlserverTokens.of(script).stream()
                .map(SqlserverToken::upper)
                .distinct()
                .toList();
        if (!canChangeSession(words)) {
            return List.of();
        }
        for (String statement : unmuting(words)) {
            SqlserverSession.execute(connection, statement);
        }
        SqlserverSession.execute(connection, "IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION");
        SessionState found = read(connection);
        if (found.equals(before)) {
            return List.of();
        }
        enter(connection, before.place(), found);
        // A user has another name in another database, so that this can be compared only now.
        if (!read(connection).role().equals(before.role())) {
            leaveContexts(connection, before);
        }
        List<String> statements = statements(before, read(connection));
        if (!statements.isEmpty()) {
            SqlserverSession.execute(connection, String.join("; ", statements));
        }
        boolean unlocked = before.locked() && !read(connection).locked();
        if (unlocked) {
            SqlserverMigrationLock.takeAgain(connection);
        }
        SessionState after = read(connection);
        if (!after.equals(before)) {
            throw new SQLException("the session still differs in " + String.join(", ", differences(before, after)));
        }
        List<String> differences = differences(before, found);
        if (unlocked) {
            differences.add("migration lock");
        }
        return differences;
    }

    private static void enter(Connection connection, SessionPlace place, SessionState found) throws SQLException {
        if (found.place().database().equals(place.database())) {
            return;
        }
        String use = "USE " + SqlserverNames.quote(place.database().orElseThrow());
        try {
            SqlserverSession.execute(connection, use);
        } catch (SQLException refused) {
            // Whoever the session runs as may not be let in there.
            SqlserverSession.execute(connection, "REVERT");
            SqlserverSession.execute(connection, use);
        }
    }

    /** What a text that is run changes ends with it, so that the words of the script itself tell. */
    static boolean canChangeSession(List<String> words) {
        return words.stream()
                .anyMatch(word -> Set.of("USE", "SET", "EXEC", "EXECUTE", "SETUSER", "BEGIN", "REVERT")
                                .contains(word)
                        || word.startsWith("SP_"));
    }

    /** What makes a session answer again that a script has made mute, each a batch of its own. */
    static List<String> unmuting(List<String> words) {
        List<String> statements = new ArrayList<>();
        for (String name : MUTE) {
            if (words.contains(name)) {
                statements.addAll(
                        name.equals("STATISTICS")
                                ? List.of("SET STATISTICS XML OFF", "SET STATISTICS PROFILE OFF")
                                : List.of("SET " + name + " OFF"));
            }
        }
        if (words.contains("ROWCOUNT")) {
            statements.add("SET ROWCOUNT 0");
        }
        return statements;
    }

    /** The statements that give a session its former settings. */
    static List<String> statements(SessionState before, SessionState now) {
        List<String> statements = new ArrayList<>();
        // The language decides these two unless they are set after it.
        boolean language = differs("LANGUAGE", before, now);
        before.settings().forEach((name, value) -> {
            boolean follows = language && (name.equals("DATEFORMAT") || name.equals("DATEFIRST"));
            if (follows || differs(name, before, now)) {
                statements.add("SET " + name + " " + value);
            }
        });
        return statements;
    }

    private static boolean differs(String name, SessionState before, SessionState now) {
        return !before.settings().getOrDefault(name, "").equals(now.settings().getOrDefault(name, ""));
    }

    private static List<String> differences(SessionState before, SessionState now) {
        List<String> names = new ArrayList<>();
        if (!before.place().equals(now.place())) {
            names.add("database");
        }
        if (!before.role().equals(now.role())) {
            names.add("role");
        }
        before.settings().keySet().stream()
                .filter(name -> differs(name, before, now))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .forEach(names::add);
        return names;
    }

    /** Contexts nest, and each is left in the database in which it was entered. */
    private void leaveContexts(Connection connection, SessionState before) throws SQLException {
        for (int most = 0; most < 32; most++) {
            SqlserverSession.execute(connection, "REVERT");
            if (read(connection).role().equals(before.role())) {
                return;
            }
        }
        throw new SQLException("the session runs as somebody else than before");
    }
}
