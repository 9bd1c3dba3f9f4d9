package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowMark;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The mark of a configured shadow database: a table without rows, which no introspection shows. Its comment says more. */
final class MysqlShadowMark {

    /** The table's name; nobody else has use for it. */
    static final String TABLE = "_gnomon_shadow_database";

    private MysqlShadowMark() {}

    static void set(Connection connection, SessionPlace place, ShadowMark mark) throws SQLException {
        remove(connection, place);
        execute(
                connection,
                "CREATE TABLE " + name(place) + " (marked_at DATETIME) COMMENT " + MysqlLiterals.quote(mark.text()));
    }

    static void remove(Connection connection, SessionPlace place) throws SQLException {
        execute(connection, "DROP TABLE IF EXISTS " + name(place));
    }

    static Optional<ShadowMark> read(Connection connection, SessionPlace place) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT TABLE_COMMENT FROM information_schema.TABLES"
                        + " WHERE TABLE_SCHEMA = " + MysqlLiterals.quote(database(place)) + " AND TABLE_NAME = '"
                        + TABLE
                        + "'")) {
            return row.next() ? Optional.of(ShadowMark.parse(row.getString(1))) : Optional.empty();
        }
    }

    private static String name(SessionPlace place) throws SQLException {
        return MysqlNames.quote(database(place)) + "." + MysqlNames.quote(TABLE);
    }

    private static String database(SessionPlace place) throws SQLException {
        return place.database().orElseThrow(() -> new SQLException("no database was named"));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
