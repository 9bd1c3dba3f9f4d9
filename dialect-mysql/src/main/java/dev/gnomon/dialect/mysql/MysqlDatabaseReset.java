package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.DatabaseReset;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.KeptObjects;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Empties a database by dropping it and creating it again, with the character set it had. */
final class MysqlDatabaseReset implements DatabaseReset {

    @Override
    public void reset(Connection connection, IntrospectionScope scope) throws SQLException {
        String database = MysqlSession.database(connection);
        boolean marked = MysqlShadowMark.isSet(connection);
        try (Statement statement = connection.createStatement()) {
            String create = "CREATE DATABASE " + MysqlNames.quote(database) + characterSet(statement);
            refuseWithoutRightToCreate(connection, database);
            statement.execute("DROP DATABASE " + MysqlNames.quote(database));
            statement.execute(create);
            statement.execute("USE " + MysqlNames.quote(database));
        }
        if (marked) {
            MysqlShadowMark.set(connection);
        }
    }

    @Override
    public boolean resetExcept(Connection connection, IntrospectionScope scope, KeptObjects kept) throws SQLException {
        return new MysqlSparingReset(connection, kept).run();
    }

    private static String characterSet(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT @@character_set_database, @@collation_database")) {
            row.next();
            return " CHARACTER SET " + row.getString(1) + " COLLATE " + row.getString(2);
        }
    }

    /** A database that could be dropped and not created again would be worse than none. */
    private static void refuseWithoutRightToCreate(Connection connection, String database) throws SQLException {
        if (MysqlGrants.read(connection).missing(database).contains(MysqlGrants.CREATE)) {
            throw new SQLException("the user may not create the database " + database + " again");
        }
    }
}
