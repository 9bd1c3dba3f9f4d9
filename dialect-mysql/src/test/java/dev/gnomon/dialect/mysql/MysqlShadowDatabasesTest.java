package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.PermissionReport;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowDatabases.ShadowDatabase;
import dev.gnomon.engine.dialect.ShadowMark;
import dev.gnomon.engine.tck.server.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may create shadow databases, and what becomes of them. */
class MysqlShadowDatabasesTest {
    private static final ShadowMark MARK = new ShadowMark("run", Instant.EPOCH);

    private static SessionPlace place(Connection connection) throws SQLException {
        return new MysqlConnector().place(connection);
    }

    private final MysqlConnector connector = new MysqlConnector();
    private final MysqlShadowDatabases shadows = new MysqlShadowDatabases();
    private final MysqlConfiguredShadowDatabase configured = new MysqlConfiguredShadowDatabase();

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void the_grant_in_the_refusal_suffices(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server);
                Visitor visitor = new Visitor(database)) {
            PermissionReport refusal = report(visitor);
            assertThat(refusal).isInstanceOf(PermissionReport.Denied.class);
            database.run(((PermissionReport.Denied) refusal).remedy());
            assertThat(report(visitor)).isInstanceOf(PermissionReport.Granted.class);
            try (Connection connection = connector.connect(visitor.target);
                    ShadowDatabase shadow = shadows.create(connection, visitor.target)) {
                new MysqlScriptRunner()
                        .run(
                                shadow.connection(),
                                "CREATE TABLE a (id INT PRIMARY KEY, b INT); CREATE INDEX i ON a (b); DROP TABLE a");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void four_privileges_on_all_databases_suffice_too(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server);
                Visitor visitor = new Visitor(database)) {
            database.run("GRANT CREATE, ALTER, REFERENCES ON *.* TO " + visitor.account);
            assertThat(((PermissionReport.Denied) report(visitor)).missing()).contains("lacks DROP on");
            database.run("GRANT DROP ON *.* TO " + visitor.account);
            assertThat(report(visitor)).isInstanceOf(PermissionReport.Granted.class);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void grants_through_an_active_role_count(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server);
                Visitor visitor = new Visitor(database)) {
            String role = "'r" + visitor.user + "'";
            database.run("CREATE ROLE " + role + "; GRANT ALL ON *.* TO " + role + "; GRANT " + role + " TO "
                    + visitor.account);
            try {
                assertThat(report(visitor)).isInstanceOf(PermissionReport.Unknown.class);
                boolean mariaDb = MysqlSession.facts(database.connection).mariaDb();
                database.run(
                        mariaDb
                                ? "SET DEFAULT ROLE " + role + " FOR " + visitor.account
                                : "SET DEFAULT ROLE " + role + " TO " + visitor.account);
                assertThat(report(visitor)).isInstanceOf(PermissionReport.Granted.class);
            } finally {
                database.run("DROP ROLE " + role);
            }
        }
    }

    @Test
    void reads_grants_as_the_server_prints_them() {
        assertThat(covers("GRANT CREATE, DROP ON `prisma\\_migrate\\_shadow\\_db\\_%`.* TO `u`@`%`"))
                .isTrue();
        assertThat(covers("GRANT ALL PRIVILEGES ON `prisma%`.* TO `u`@`%`")).isTrue();
        assertThat(covers("GRANT CREATE ON `other`.* TO `u`@`%`")).isFalse();
        assertThat(MysqlGrants.parse("GRANT USAGE ON *.* TO `u`@`%`")
                        .orElseThrow()
                        .has("CREATE"))
                .isFalse();
        assertThat(MysqlGrants.parse("GRANT SELECT ON `a`.`b` TO `u`@`%`")).isEmpty();
        assertThat(MysqlGrants.parse("REVOKE CREATE ON `prisma%`.* FROM `u`@`%`")
                        .orElseThrow()
                        .revoked())
                .isTrue();
    }

    @Test
    void a_server_with_partial_revokes_knows_no_patterns() {
        MysqlGrants.Entry pattern = MysqlGrants.parse("GRANT ALL PRIVILEGES ON `prisma%`.* TO `u`@`%`")
                .orElseThrow();
        MysqlGrants.Entry all =
                MysqlGrants.parse("GRANT ALL PRIVILEGES ON *.* TO `u`@`%`").orElseThrow();
        assertThat(new MysqlGrants(List.of(pattern), false, false).missing("prisma_x"))
                .isEmpty();
        assertThat(new MysqlGrants(List.of(pattern), false, true).missing("prisma_x"))
                .contains("CREATE");
        assertThat(new MysqlGrants(List.of(all), false, true).missing("prisma_x"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void the_mark_outlives_a_reset(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            configured.mark(database.connection, place(database.connection), MARK);
            database.run("CREATE TABLE t (id INT)");
            String collation = database.text("SELECT @@collation_database");
            new MysqlDatabaseReset()
                    .reset(database.connection, place(database.connection), IntrospectionScope.DEFAULT_NAMESPACE);
            assertThat(database.introspect().tables()).isEmpty();
            assertThat(configured.readMark(database.connection, place(database.connection)))
                    .contains(MARK);
            assertThat(database.text("SELECT @@collation_database")).isEqualTo(collation);
            configured.unmark(database.connection, place(database.connection));
            assertThat(configured.readMark(database.connection, place(database.connection)))
                    .isEmpty();
        }
    }

    private static boolean covers(String grant) {
        MysqlGrants.Entry entry = MysqlGrants.parse(grant).orElseThrow();
        return entry.covers("prisma_migrate_shadow_db_1234") && entry.has("CREATE");
    }

    private PermissionReport report(Visitor visitor) throws SQLException {
        try (Connection connection = connector.connect(visitor.target)) {
            return shadows.checkPermission(connection);
        }
    }

    /** A user who may use one database and nothing else. */
    private static final class Visitor implements AutoCloseable {

        final String user = "v" + System.nanoTime() % 1_000_000_000;
        final String account = "'" + user + "'@'%'";
        final DatabaseTarget target;
        private final ScratchDatabase database;

        Visitor(ScratchDatabase database) throws SQLException {
            this.database = database;
            String name = MysqlUrl.parse(database.target).effectiveDatabase();
            database.run("CREATE USER " + account + " IDENTIFIED BY 'secret'; GRANT ALL ON " + MysqlNames.quote(name)
                    + ".* TO " + account);
            target = new DatabaseTarget(
                    "mysql://" + user + ":secret@" + database.server.host() + ":" + database.server.port() + "/" + name,
                    Path.of(""));
        }

        @Override
        public void close() throws SQLException {
            database.run("DROP USER " + account);
        }
    }
}
