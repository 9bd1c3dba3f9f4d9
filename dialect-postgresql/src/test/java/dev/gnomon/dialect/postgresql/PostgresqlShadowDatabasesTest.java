package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.PermissionReport;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowDatabases.Leftover;
import dev.gnomon.engine.dialect.ShadowDatabases.ShadowDatabase;
import dev.gnomon.engine.dialect.ShadowMark;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shadow databases on a real server, with and without the right to make them. */
class PostgresqlShadowDatabasesTest {
    private static final ShadowMark MARK = new ShadowMark("run", Instant.EPOCH);

    private static SessionPlace place(Connection connection) throws SQLException {
        return new PostgresqlConnector().place(connection);
    }

    private final PostgresqlConnector connector = new PostgresqlConnector();
    private final PostgresqlShadowDatabases shadows = new PostgresqlShadowDatabases();
    private final PostgresqlConfiguredShadowDatabase configured = new PostgresqlConfiguredShadowDatabase();
    private final String role = "r \"" + UUID.randomUUID().toString().substring(0, 8);
    private ScratchDatabase database;

    @BeforeEach
    void createDatabase() throws SQLException {
        database = ScratchDatabase.create();
        database.execute("CREATE ROLE " + PostgresqlNames.quote(role) + " LOGIN");
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.execute("DROP OWNED BY " + PostgresqlNames.quote(role) + "; DROP ROLE " + PostgresqlNames.quote(role));
        database.close();
    }

    private Connection connectAsRole() {
        return connector.connect(database.targetFor(role.replace(" ", "%20").replace("\"", "%22")));
    }

    @Test
    void grants_a_superuser() throws SQLException {
        assertThat(shadows.checkPermission(database.connection())).isInstanceOf(PermissionReport.Granted.class);
    }

    @Test
    void names_the_narrowest_grant_and_it_suffices() throws SQLException {
        try (Connection connection = connectAsRole()) {
            PermissionReport report = shadows.checkPermission(connection);
            assertThat(report).isInstanceOf(PermissionReport.Denied.class);
            assertThatThrownBy(() -> shadows.create(connection, database.target()))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied to create database");

            database.execute(((PermissionReport.Denied) report).remedy());

            assertThat(shadows.checkPermission(connection)).isInstanceOf(PermissionReport.Granted.class);
            DatabaseTarget own = database.targetFor(role.replace(" ", "%20").replace("\"", "%22"));
            try (ShadowDatabase shadow = shadows.create(connection, own)) {
                assertThat(shadow.connection().getCatalog()).isEqualTo(shadow.name());
            }
        }
    }

    @Test
    void makes_an_empty_database_with_the_namespace_of_the_url_and_drops_it() throws SQLException {
        DatabaseTarget target = ScratchDatabase.target(database.target().url() + "?schema=app");
        ShadowDatabase shadow = shadows.create(database.connection(), target);

        assertThat(shadow.name()).matches("prisma_migrate_shadow_db_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(connector.defaultNamespace(shadow.connection())).contains("app");
        assertThat(shadows.list(database.connection())).contains(new Leftover(shadow.name(), true));

        shadow.close();
        shadow.close();

        assertThat(shadows.list(database.connection()))
                .extracting(Leftover::name)
                .doesNotContain(shadow.name());
    }

    @Test
    void drops_a_database_that_somebody_is_still_connected_to() throws SQLException {
        ShadowDatabase shadow = shadows.create(database.connection(), database.target());
        try (Connection lingering = connector.connect(
                ScratchDatabase.target(database.target().url().replace(database.name(), shadow.name())))) {
            shadow.close();

            assertThat(lingering.isValid(1)).isFalse();
        }
    }

    @Test
    void lists_and_drops_what_a_killed_run_left() throws SQLException {
        String name = "prisma_migrate_shadow_db_" + UUID.randomUUID();
        database.execute("CREATE DATABASE " + PostgresqlNames.quote(name));
        assertThat(shadows.list(database.connection())).contains(new Leftover(name, false));

        shadows.drop(database.connection(), name);

        assertThat(shadows.list(database.connection()))
                .extracting(Leftover::name)
                .doesNotContain(name);
    }

    @Test
    void drops_nothing_but_shadow_databases() {
        assertThatThrownBy(() -> shadows.drop(database.connection(), database.name()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void marks_a_database_and_keeps_its_comment() throws SQLException {
        database.execute("COMMENT ON DATABASE " + PostgresqlNames.quote(database.name()) + " IS 'for CI'");

        configured.mark(database.connection(), place(database.connection()), MARK);
        assertThat(configured.readMark(database.connection(), place(database.connection())))
                .contains(MARK);
        configured.unmark(database.connection(), place(database.connection()));

        assertThat(configured.readMark(database.connection(), place(database.connection())))
                .isEmpty();
        assertThat(database.text("SELECT shobj_description(oid, 'pg_database') FROM pg_database"
                        + " WHERE datname = current_database()"))
                .isEqualTo("for CI");
    }

    @Test
    void marks_the_namespace_where_the_database_is_somebody_elses() throws SQLException {
        database.execute("ALTER SCHEMA public OWNER TO " + PostgresqlNames.quote(role));
        try (Connection connection = connectAsRole();
                Statement statement = connection.createStatement()) {
            configured.mark(connection, place(connection), MARK);
            assertThat(configured.readMark(connection, place(connection))).contains(MARK);
            configured.unmark(connection, place(connection));
            assertThat(configured.readMark(connection, place(connection))).isEmpty();
            statement.execute("SELECT 1");
        }
        database.execute("ALTER SCHEMA public OWNER TO CURRENT_USER");
    }
}
