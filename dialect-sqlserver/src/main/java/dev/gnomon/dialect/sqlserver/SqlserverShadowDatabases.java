package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.PermissionReport;
import dev.gnomon.engine.dialect.ShadowDatabases;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Creates shadow databases beside the main one; Azure SQL allows none. */
final class SqlserverShadowDatabases implements ShadowDatabases {

    private static final int AZURE_SQL_DATABASE = 5;

    /** In a pattern of LIKE an underscore stands for any letter unless it is in brackets. */
    private static final String NAME_PATTERN = NAME_PREFIX.replace("_", "[_]") + "%";

    @Override
    public PermissionReport checkPermission(Connection main) throws SQLException {
        try (Statement statement = main.createStatement();
                ResultSet row = statement.executeQuery("SELECT HAS_PERMS_BY_NAME(NULL, NULL, 'CREATE ANY DATABASE'),"
                        + " HAS_PERMS_BY_NAME('master', 'DATABASE', 'CREATE DATABASE'),"
                        + " IS_SRVROLEMEMBER('sysadmin'), IS_SRVROLEMEMBER('dbcreator'),"
                        + " CONVERT(int, SERVERPROPERTY('EngineEdition')), SUSER_SNAME()")) {
            row.next();
            if (row.getInt(5) == AZURE_SQL_DATABASE) {
                return new PermissionReport.Unknown("Azure SQL has no shadow databases of its own.");
            }
            boolean known = false;
            for (int answer = 1; answer <= 4; answer++) {
                if (row.getInt(answer) == 1) {
                    return new PermissionReport.Granted();
                }
                known |= !row.wasNull();
            }
            String login = row.getString(6);
            return known
                    ? new PermissionReport.Denied(
                            "The login " + login + " may not create databases.",
                            "USE master; GRANT CREATE ANY DATABASE TO " + SqlserverNames.quote(login) + ";")
                    : new PermissionReport.Unknown("The server does not tell what this login may do.");
        }
    }

    @Override
    public ShadowDatabase create(Connection main, DatabaseTarget target) throws SQLException {
        SqlserverUrl url = SqlserverUrl.parse(target);
        // The name in the URL tells it without a question; a private name of the same service does not.
        if (url.isAzure() || isAzure(main)) {
            throw new GnomonException(
                    EngineErrorCode.SHADOW_DATABASE_ON_AZURE,
                    "The automatic creation of shadow databases is disabled on Azure SQL. Please set up a shadow"
                            + " database using the `shadowDatabaseUrl` datasource attribute.\nRead the docs page for more"
                            + " details: https://pris.ly/d/migrate-shadow",
                    "Create an empty database beside the main one and name it as the shadow database.");
        }
        String name = SqlserverShadowName.lockedBy(main);
        SqlserverSession.execute(main, "CREATE DATABASE " + SqlserverNames.quote(name));
        try {
            Connection connection = SqlserverConnector.connect(url.withDatabase(name));
            if (!url.namespace().equals(SqlserverNames.USUAL_NAMESPACE)) {
                SqlserverSession.execute(connection, "CREATE SCHEMA " + SqlserverNames.quote(url.namespace()));
            }
            return new ScratchDatabase(name, connection, main);
        } catch (GnomonException | SQLException e) {
            try {
                drop(main, name);
            } catch (SQLException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private static boolean isAzure(Connection main) throws SQLException {
        return SqlserverSession.texts(main, "SELECT CONVERT(nvarchar(20), SERVERPROPERTY('EngineEdition'))")
                .equals(List.of(String.valueOf(AZURE_SQL_DATABASE)));
    }

    @Override
    public List<Leftover> list(Connection main) throws SQLException {
        List<Leftover> leftovers = new ArrayList<>();
        try (Statement statement = main.createStatement();
                ResultSet rows = statement.executeQuery("SELECT d.name, CASE WHEN EXISTS (SELECT 1 FROM"
                        + " sys.dm_exec_sessions s WHERE s.database_id = d.database_id) THEN 1 ELSE 0 END"
                        + " FROM sys.databases d WHERE d.name LIKE N" + SqlserverLiterals.quote(NAME_PATTERN)
                        + " ORDER BY d.name")) {
            while (rows.next()) {
                leftovers.add(new Leftover(rows.getString(1), rows.getInt(2) == 1));
            }
        }
        return leftovers;
    }

    @Override
    public List<String> abandoned(Connection main) throws SQLException {
        List<String> abandoned = new ArrayList<>();
        for (Leftover leftover : list(main)) {
            if (!leftover.inUse() && SqlserverShadowName.isAbandoned(main, leftover.name())) {
                abandoned.add(leftover.name());
            }
        }
        return abandoned;
    }

    @Override
    public void drop(Connection main, String name) throws SQLException {
        SqlserverConnector.dropDatabase(main, name);
    }

    /** A database that was created for one replay. */
    private static final class ScratchDatabase implements ShadowDatabase {

        private final String name;
        private final Connection connection;
        private final Connection main;
        private boolean dropped;

        ScratchDatabase(String name, Connection connection, Connection main) {
            this.name = name;
            this.connection = connection;
            this.main = main;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Connection connection() {
            return connection;
        }

        @Override
        public void close() throws SQLException {
            if (dropped) {
                return;
            }
            dropped = true;
            if (main.isClosed()) {
                // Only this session is left; it has to leave the database before it can drop it.
                try (connection) {
                    SqlserverSession.execute(connection, "USE master");
                    SqlserverConnector.dropDatabase(connection, name);
                }
                return;
            }
            connection.close();
            SqlserverConnector.dropDatabase(main, name);
        }
    }
}
