package dev.gnomon.dialect.sqlite;

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

/**
 * Takes back what a script leaves in a session: settings, other databases, and temporary objects, which come before those
 * of the same name in the file.
 */
final class SqliteSessionGuard implements SessionGuard {

    /** Settings of a session that decide what statements do, in an order in which they can be put back. */
    private static final List<String> SETTINGS = List.of(
            "query_only",
            "writable_schema",
            "foreign_keys",
            "recursive_triggers",
            "legacy_alter_table",
            "ignore_check_constraints",
            "trusted_schema",
            "cell_size_check",
            "full_column_names",
            "short_column_names",
            "count_changes",
            "empty_result_callbacks",
            "reverse_unordered_selects",
            "read_uncommitted",
            "automatic_index",
            "analysis_limit",
            "busy_timeout",
            "max_page_count",
            "cache_size",
            "cache_spill",
            "journal_size_limit",
            "secure_delete",
            "synchronous",
            "fullfsync",
            "checkpoint_fullfsync",
            "wal_autocheckpoint",
            "mmap_size",
            "threads",
            "temp_store");

    private static final String LOCKING = "locking_mode";
    private static final String JOURNAL = "journal_mode";
    private static final String WRITE_AHEAD_LOG = "wal";

    @Override
    public SessionState read(Connection connection) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String name : SETTINGS) {
            SqliteSession.pragma(connection, name).ifPresent(value -> settings.put(name, value));
        }
        for (String name : List.of(LOCKING, JOURNAL)) {
            SqliteSession.pragma(connection, "main." + name).ifPresent(value -> settings.put(name, value));
        }
        return new SessionState(new SessionPlace(Optional.of("main"), Optional.empty()), Optional.empty(), settings);
    }

    @Override
    public List<String> putBack(Connection connection, SessionState before, String script) throws SQLException {
        String words = script.toLowerCase(Locale.ROOT);
        List<String> changed = new ArrayList<>();
        if (words.contains("pragma")) {
            putBackLocking(connection, before.settings(), changed);
            for (String name : SETTINGS) {
                if (before.settings().containsKey(name)) {
                    putBack(connection, name, before.settings().get(name), changed);
                }
            }
            if (words.contains("case_sensitive_like")) {
                // SQLite tells the setting to nobody; all sessions begin without it.
                SqliteSession.execute(connection, "PRAGMA case_sensitive_like=OFF");
                changed.add("case_sensitive_like");
            }
        }
        if (words.contains("attach")) {
            detach(connection, changed);
        }
        if (words.contains("temp")) {
            dropTemporary(connection, changed);
        }
        return changed;
    }

    private static void putBack(Connection connection, String name, String wanted, List<String> changed)
            throws SQLException {
        if (SqliteSession.pragma(connection, name).filter(wanted::equals).isEmpty()) {
            SqliteSession.execute(connection, "PRAGMA " + name + "=" + wanted);
            if (SqliteSession.pragma(connection, name).filter(wanted::equals).isEmpty()) {
                throw new SQLException("PRAGMA " + name + " cannot be set back to " + wanted);
            }
            changed.add(name);
        }
    }

    /**
     * A lock that a session keeps would stop every other one, the run's own included, and one that it has lost would let
     * them in. Between two modes of the journal none is lost; a write-ahead log stays what the file has.
     */
    private static void putBackLocking(Connection connection, Map<String, String> before, List<String> changed)
            throws SQLException {
        String locking = before.getOrDefault(LOCKING, "normal");
        if (SqliteSession.pragma(connection, "main." + LOCKING)
                .filter(locking::equals)
                .isEmpty()) {
            setLocking(connection, locking);
            changed.add(LOCKING);
        }
        String journal = before.getOrDefault(JOURNAL, "");
        String now = SqliteSession.pragma(connection, "main." + JOURNAL).orElse("");
        if (!now.equals(journal) && !now.equals(WRITE_AHEAD_LOG) && !journal.equals(WRITE_AHEAD_LOG)) {
            SqliteSession.execute(connection, "PRAGMA main." + JOURNAL + "=" + journal);
            changed.add(JOURNAL);
        }
    }

    private static void setLocking(Connection connection, String mode) throws SQLException {
        if (mode.equals("exclusive")) {
            SqliteSession.execute(connection, "BEGIN EXCLUSIVE");
            SqliteSession.execute(connection, "PRAGMA main." + LOCKING + "=" + mode);
            SqliteSession.execute(connection, "COMMIT");
            return;
        }
        release(connection, mode);
        if (SqliteSession.pragma(connection, "main." + LOCKING)
                .filter(mode::equals)
                .isEmpty()) {
            // Whoever enters a write-ahead log alone has to leave it before others are let in.
            SqliteSession.execute(connection, "PRAGMA main." + JOURNAL + "=DELETE");
            release(connection, mode);
            SqliteSession.execute(connection, "PRAGMA main." + JOURNAL + "=WAL");
        }
    }

    /** The lock is given back with the next access. */
    private static void release(Connection connection, String mode) throws SQLException {
        SqliteSession.execute(connection, "PRAGMA " + LOCKING + "=" + mode);
        SqliteSession.execute(connection, "SELECT count(*) FROM main.sqlite_schema");
    }

    private static void detach(Connection connection, List<String> changed) throws SQLException {
        List<String> attached = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA database_list")) {
            while (rows.next()) {
                if (rows.getInt(1) > 1) {
                    attached.add(rows.getString(2));
                }
            }
        }
        for (String name : attached) {
            SqliteSession.execute(connection, "DETACH DATABASE " + SqliteNames.quote(name));
            changed.add("database " + name);
        }
    }

    /** SQLite drops all that is temporary as soon as it is to be stored elsewhere. */
    private static void dropTemporary(Connection connection, List<String> changed) throws SQLException {
        boolean some;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1 FROM temp.sqlite_schema LIMIT 1")) {
            some = row.next();
        }
        if (some) {
            String store = SqliteSession.pragma(connection, "temp_store").orElse("0");
            SqliteSession.execute(connection, "PRAGMA temp_store=" + (store.equals("1") ? "2" : "1"));
            SqliteSession.execute(connection, "PRAGMA temp_store=" + store);
            changed.add("temporary objects");
        }
    }
}
