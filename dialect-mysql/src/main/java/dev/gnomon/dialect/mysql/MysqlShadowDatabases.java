package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.PermissionReport;
import dev.gnomon.engine.dialect.ShadowDatabases;
import dev.gnomon.engine.error.GnomonException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Creates shadow databases beside the main one. */
final class MysqlShadowDatabases implements ShadowDatabases {

    /** A pattern's underscores stand for any letter unless they are escaped. */
    private static final String NAME_PATTERN = NAME_PREFIX.replace("_", "\\_") + "%";

    @Override
    public PermissionReport checkPermission(Connection main) throws SQLException {
        MysqlGrants grants;
        try {
            grants = MysqlGrants.read(main);
        } catch (SQLException e) {
            return new PermissionReport.Unknown("The server does not show the grants of this user.");
        }
        Set<String> missing = grants.missing(newName());
        if (missing.isEmpty()) {
            return new PermissionReport.Granted();
        }
        if (grants.inactiveRole()) {
            return new PermissionReport.Unknown("The user has roles that this session does not use.");
        }
        if (grants.entries().isEmpty()) {
            return new PermissionReport.Unknown("The server shows no grants of this user.");
        }
        String user = currentUser(main);
        return new PermissionReport.Denied(
                "The user " + user + " lacks " + String.join(", ", missing) + " on databases named " + NAME_PREFIX
                        + "….",
                "GRANT CREATE, ALTER, DROP, INDEX, REFERENCES ON "
                        + (grants.literalNames() ? "*" : "`" + NAME_PATTERN + "`") + ".* TO " + user + ";");
    }

    /** The account that the server took the user for, as GRANT wants it. */
    private static String currentUser(Connection main) throws SQLException {
        try (Statement statement = main.createStatement();
                ResultSet row = statement.executeQuery("SELECT CURRENT_USER()")) {
            row.next();
            String account = row.getString(1);
            int at = account.lastIndexOf('@');
            return MysqlLiterals.quote(account.substring(0, at)) + "@" + MysqlLiterals.quote(account.substring(at + 1));
        }
    }

    private static String newName() {
        return NAME_PREFIX + UUID.randomUUID();
    }

    @Override
    public ShadowDatabase create(Connection main, DatabaseTarget target) throws SQLException {
        String name = MysqlShadowName.lockedBy(main);
        execute(main, "CREATE DATABASE " + MysqlNames.quote(name));
        try {
            Connection connection =
                    MysqlConnector.connect(MysqlUrl.parse(target).withDatabase(name));
            return new ScratchDatabase(name, connection, main);
        } catch (GnomonException e) {
            try {
                drop(main, name);
            } catch (SQLException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    @Override
    public List<Leftover> list(Connection main) throws SQLException {
        List<Leftover> leftovers = new ArrayList<>();
        try (Statement statement = main.createStatement();
                ResultSet rows = statement.executeQuery("SELECT SCHEMA_NAME,"
                        + " EXISTS (SELECT 1 FROM information_schema.PROCESSLIST WHERE DB = SCHEMA_NAME)"
                        + " FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE "
                        + MysqlLiterals.quote(NAME_PATTERN) + " ORDER BY SCHEMA_NAME")) {
            while (rows.next()) {
                leftovers.add(new Leftover(rows.getString(1), rows.getBoolean(2)));
            }
        }
        return leftovers;
    }

    @Override
    public List<String> abandoned(Connection main) throws SQLException {
        List<String> abandoned = new ArrayList<>();
        for (Leftover leftover : list(main)) {
            if (!leftover.inUse() && MysqlShadowName.isAbandoned(main, leftover.name())) {
                abandoned.add(leftover.name());
            }
        }
        return abandoned;
    }

    @Override
    public void drop(Connection main, String name) throws SQLException {
        execute(main, "DROP DATABASE IF EXISTS " + MysqlNames.quote(name));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
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
            String drop = "DROP DATABASE IF EXISTS " + MysqlNames.quote(name);
            try (connection) {
                // Whichever session still lives can do it.
                execute(main.isClosed() ? connection : main, drop);
            }
        }
    }
}
