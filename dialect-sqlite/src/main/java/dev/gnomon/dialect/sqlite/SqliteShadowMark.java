package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.ShadowMark;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The mark of a configured shadow file: a table, which no introspection shows.
 *
 * <p>While it is there, the file has no write-ahead log: one session with the file would keep the other from changing its
 * journal or locking it, which scripts do. The mark says that it had one, and {@link SqliteDatabaseReset}, which takes the
 * mark with it, gives it back.
 */
final class SqliteShadowMark {

    /** The table's name; nobody else has use for it. */
    static final String TABLE = "_gnomon_shadow_database";

    /** What earlier versions left in the head of the file instead: the letters {@code gnom}. */
    private static final int OLD_MARK = 0x676e6f6d;

    /** Nobody's, so that no run takes it for its own. */
    private static final ShadowMark UNKNOWN = new ShadowMark("", Instant.EPOCH);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String JOURNAL = "PRAGMA main.journal_mode";
    private static final String WRITE_AHEAD_LOG = "wal";

    private SqliteShadowMark() {}

    static void set(Connection connection, ShadowMark mark) throws SQLException {
        remove(connection);
        String journal = SqliteSession.text(connection, JOURNAL).orElse("");
        if (journal.equals(WRITE_AHEAD_LOG)) {
            setJournal(connection, "delete");
        }
        SqliteSession.execute(connection, "BEGIN IMMEDIATE");
        try {
            SqliteSession.execute(
                    connection, "CREATE TABLE main." + TABLE + " (mark TEXT NOT NULL, journal TEXT NOT NULL)");
            SqliteSession.execute(
                    connection,
                    "INSERT INTO main." + TABLE + " VALUES (" + SqliteLiterals.quote(mark.text()) + ", "
                            + SqliteLiterals.quote(journal) + ")");
            SqliteSession.execute(connection, "COMMIT");
        } catch (SQLException e) {
            try {
                SqliteSession.execute(connection, "ROLLBACK");
            } catch (SQLException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    static void remove(Connection connection) throws SQLException {
        SqliteSession.execute(connection, "DROP TABLE IF EXISTS main." + TABLE);
        if (isOld(connection)) {
            SqliteSession.execute(connection, "PRAGMA main.application_id=0");
        }
    }

    /** Read it in a session of its own, which does not stay in the way of the one that scripts run in. */
    static Optional<ShadowMark> read(Connection connection) throws SQLException {
        String file = SqliteSession.mainFile(connection);
        if (file.isEmpty()) {
            return readIn(connection);
        }
        try (Connection look = SqliteConnector.open(Optional.of(Path.of(file)), false, PATIENCE)) {
            return readIn(look);
        }
    }

    private static Optional<ShadowMark> readIn(Connection connection) throws SQLException {
        if (!isThere(connection)) {
            return isOld(connection) ? Optional.of(UNKNOWN) : Optional.empty();
        }
        try {
            return SqliteSession.text(connection, "SELECT mark FROM main." + TABLE)
                    .map(ShadowMark::parse)
                    .or(() -> Optional.of(UNKNOWN));
        } catch (SQLException other) {
            // A script has put another table in its place.
            return Optional.of(UNKNOWN);
        }
    }

    /** The journal that the file had before it was marked; empty without a mark. */
    static Optional<String> journalBefore(Connection connection) throws SQLException {
        try {
            return isThere(connection)
                    ? SqliteSession.text(connection, "SELECT journal FROM main." + TABLE)
                    : Optional.empty();
        } catch (SQLException other) {
            // A script has put another table in its place.
            return Optional.empty();
        }
    }

    /** Change the journal of the file, unless somebody else has it open: it then stays as it is. */
    static void setJournal(Connection connection, String journal) throws SQLException {
        boolean log = SqliteSession.text(connection, JOURNAL)
                .filter(WRITE_AHEAD_LOG::equals)
                .isPresent();
        if (log == journal.equals(WRITE_AHEAD_LOG)) {
            return;
        }
        try {
            SqliteSession.execute(connection, JOURNAL + "=" + (log ? "delete" : WRITE_AHEAD_LOG));
        } catch (SQLException e) {
            if (SqliteFailures.primaryCode(e) != SqliteFailures.BUSY) {
                throw e;
            }
        }
    }

    private static boolean isThere(Connection connection) throws SQLException {
        return SqliteSession.text(
                        connection,
                        "SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = "
                                + SqliteLiterals.quote(TABLE))
                .isPresent();
    }

    private static boolean isOld(Connection connection) throws SQLException {
        return SqliteSession.text(connection, "PRAGMA main.application_id")
                .filter(String.valueOf(OLD_MARK)::equals)
                .isPresent();
    }
}
