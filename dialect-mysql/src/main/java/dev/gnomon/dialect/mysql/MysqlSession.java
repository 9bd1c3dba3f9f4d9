package dev.gnomon.dialect.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;

/** Questions about a session that several roles ask. */
final class MysqlSession {

    private MysqlSession() {}

    /** What the server tells of itself. */
    static MysqlFacts facts(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT VERSION(), @@lower_case_table_names, @@version_comment")) {
            row.next();
            String version = row.getString(1);
            String comment = Optional.ofNullable(row.getString(3)).orElse("");
            boolean mariaDb = (version + comment).toLowerCase(Locale.ROOT).contains("mariadb");
            return new MysqlFacts(version, mariaDb, row.getInt(2));
        }
    }

    /** The database in use; empty where there is none. */
    static String database(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT DATABASE()")) {
            row.next();
            return Optional.ofNullable(row.getString(1)).orElse("");
        }
    }
}
