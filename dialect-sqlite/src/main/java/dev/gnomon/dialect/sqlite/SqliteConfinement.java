package dev.gnomon.dialect.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/**
 * Keeps a session in its own database: SQLite itself refuses to open another file for it. Extensions are never loaded, since
 * the driver leaves that off.
 */
final class SqliteConfinement {

    /** As many databases as the library was built for; it takes no more than that. */
    private static final int ALL = 125;

    private SqliteConfinement() {}

    static void shut(Connection connection) throws SQLException {
        limit(connection, 0);
    }

    /** A statement to be run. */
    @FunctionalInterface
    interface Run {
        void run(String sql) throws SQLException;
    }

    /**
     * Run a statement. For one that opens no file of anybody's, such as VACUUM, which builds the new database as an
     * attached one, a door that is shut is opened and shut again.
     */
    static void run(Connection connection, String sql, Run run) throws SQLException {
        String text = isDriversOwn(sql) ? " " + sql : sql;
        try {
            run.run(text);
        } catch (SQLException e) {
            if (!isRefusedHere(e) || !SqliteScriptReach.staysInside(sql)) {
                throw e;
            }
            limit(connection, ALL);
            try {
                run.run(text);
            } finally {
                limit(connection, 0);
            }
        }
    }

    /**
     * The driver takes texts that begin with these words for commands of its own, which overwrite a file or the database.
     * Behind a space it hands them to SQLite, which knows no such statements.
     */
    private static boolean isDriversOwn(String sql) {
        return sql.regionMatches(true, 0, "backup", 0, 6) || sql.regionMatches(true, 0, "restore", 0, 7);
    }

    /** Only a session that was shut has no place for a single one. */
    private static boolean isRefusedHere(SQLException failure) {
        return SqliteFailures.primaryCode(failure) == SqliteFailures.GENERIC
                && SqliteFailures.message(failure).equals("too many attached databases - max 0");
    }

    private static void limit(Connection connection, int attached) throws SQLException {
        connection.unwrap(SQLiteConnection.class).setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, attached);
    }
}
