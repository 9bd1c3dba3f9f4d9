package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.DatabaseReset;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.KeptObjects;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowMark;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Empties a database by dropping it and creating it again, with the character set it had. */
final class MysqlDatabaseReset implements DatabaseReset {

    @Override
    public void reset(Connection connection, SessionPlace place, IntrospectionScope scope) throws SQLException {
        String database = database(place);
        Optional<ShadowMark> mark = MysqlShadowMark.read(connection, place);
        try (Statement statement = connection.createStatement()) {
            // What is left object by object, where this is refused, is left in the database in use.
            statement.execute("USE " + MysqlNames.quote(database));
            String create = "CREATE DATABASE " + MysqlNames.quote(database) + characterSet(statement, database);
            refuseWithoutRightToCreate(connection, database);
            statement.execute("DROP DATABASE " + MysqlNames.quote(database));
            statement.execute(create);
            statement.execute("USE " + MysqlNames.quote(database));
        }
        if (mark.isPresent()) {
            MysqlShadowMark.set(connection, place, mark.get());
        }
    }

    @Override
    public boolean resetExcept(Connection connection, SessionPlace place, IntrospectionScope scope, KeptObjects kept)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // A session that has left the database is not followed.
            statement.execute("USE " + MysqlNames.quote(database(place)));
        }
        return new MysqlSparingReset(connection, kept).run();
    }

    private static String database(SessionPlace place) throws SQLException {
        return place.database().orElseThrow(() -> new SQLException("no database was named"));
    }

    private static String characterSet(Statement statement, String database) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT DEFAULT_CHARACTER_SET_NAME, DEFAULT_COLLATION_NAME"
                + " FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = " + MysqlLiterals.quote(database))) {
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
