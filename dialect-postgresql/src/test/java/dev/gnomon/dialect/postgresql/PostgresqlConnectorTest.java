package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.DatabaseIdentity;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.PoolerReport;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.tck.server.TestServers;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sessions on a real server, and the words for those that do not come about. */
class PostgresqlConnectorTest {

    private static final PostgresqlConnector CONNECTOR = new PostgresqlConnector();

    private static ScratchDatabase database;

    @BeforeAll
    static void createDatabase() throws SQLException {
        database = ScratchDatabase.create();
        database.execute("DROP ROLE IF EXISTS needs_password; DROP ROLE IF EXISTS unwanted");
        database.execute("CREATE ROLE needs_password LOGIN PASSWORD 'right one'; CREATE ROLE unwanted LOGIN");
        addToAccessRules("host all needs_password all scram-sha-256", "host all unwanted all reject");
    }

    @AfterAll
    static void dropDatabase() throws SQLException {
        database.execute("DROP ROLE needs_password; DROP ROLE unwanted");
        database.close();
    }

    /** Puts rules in front of the server's own. */
    private static void addToAccessRules(String... rules) throws SQLException {
        String file = database.text("SHOW hba_file").replace("'", "''");
        database.execute("DROP TABLE IF EXISTS access_rule; CREATE TABLE access_rule (position serial, rule text)");
        for (String rule : rules) {
            database.execute("INSERT INTO access_rule (rule) VALUES ('" + rule + "')");
        }
        database.execute("INSERT INTO access_rule (rule) SELECT line FROM regexp_split_to_table(pg_read_file('" + file
                + "'), E'\\n') line WHERE line NOT LIKE '%needs_password%' AND line NOT LIKE '%unwanted%'");
        database.execute("COPY (SELECT rule FROM access_rule ORDER BY position) TO '" + file + "'");
        database.execute("DROP TABLE access_rule; SELECT pg_reload_conf(); SELECT pg_sleep(0.3)");
    }

    private static GnomonException failureOf(ThrowingCallable call) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(GnomonException.class, call);
    }

    private static void assertFailure(DatabaseTarget target, EngineErrorCode code, String problem) {
        GnomonException failure = failureOf(() -> CONNECTOR.connect(target).close());
        assertThat(failure.problem()).isEqualTo(problem);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.remedy()).isNotEmpty();
    }

    @Test
    void says_that_a_password_is_wrong_without_repeating_it() {
        DatabaseTarget target = database.targetFor("needs_password:wr0ng-secret");
        assertFailure(
                target,
                EngineErrorCode.AUTHENTICATION_FAILED,
                "Authentication failed against database server, the provided database credentials for `needs_password`"
                        + " are not valid.\n\nPlease make sure to provide valid database credentials for the database"
                        + " server at the configured address.");
        for (Throwable cause = failureOf(() -> CONNECTOR.connect(target)); cause != null; cause = cause.getCause()) {
            assertThat(String.valueOf(cause)).doesNotContain("wr0ng-secret");
        }
    }

    @Test
    void says_that_a_password_is_missing() {
        assertThat(failureOf(() -> CONNECTOR.connect(database.targetFor("needs_password")))
                        .code())
                .isEqualTo(EngineErrorCode.AUTHENTICATION_FAILED);
    }

    @Test
    void lets_a_password_of_special_characters_in() throws SQLException {
        String special = "p@s:s/w?o#r[d]%& +'\"\\`{};=|~^$!*()<>,.äß漢😀";
        String change = "ALTER ROLE needs_password PASSWORD ";
        database.execute(change + PostgresqlLiterals.quote(special));
        try {
            String encoded = URLEncoder.encode(special, StandardCharsets.UTF_8).replace("+", "%20");
            try (Connection connection = CONNECTOR.connect(database.targetFor("needs_password:" + encoded))) {
                assertThat(connection.getMetaData().getUserName()).isEqualTo("needs_password");
            }
        } finally {
            database.execute(change + "'right one'");
        }
    }

    @Test
    void lets_the_right_password_in() throws SQLException {
        try (Connection connection = CONNECTOR.connect(database.targetFor("needs_password:right%20one"))) {
            assertThat(connection.getMetaData().getUserName()).isEqualTo("needs_password");
        }
    }

    @Test
    void says_that_access_is_denied() {
        assertFailure(
                database.targetFor("unwanted"),
                EngineErrorCode.ACCESS_DENIED,
                "User was denied access on the database `" + database.name() + "`");
    }

    @Test
    void says_that_a_database_does_not_exist() {
        DatabaseTarget missing = TestServers.postgresql().target("nobody_made_this");
        assertFailure(missing, EngineErrorCode.DATABASE_DOES_NOT_EXIST, "Database `nobody_made_this` does not exist");
    }

    @Test
    void says_that_a_server_cannot_be_reached() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertFailure(
                ScratchDatabase.target("postgresql://u:p@localhost:" + port + "/db"),
                EngineErrorCode.SERVER_UNREACHABLE,
                "Can't reach database server at `localhost:" + port
                        + "`\n\nPlease make sure your database server is running at `localhost:" + port + "`.");
    }

    @Test
    void says_that_a_socket_is_not_there() {
        assertThat(failureOf(() -> CONNECTOR.connect(
                                ScratchDatabase.target("postgresql://u@localhost/db?host=/nowhere/at/all")))
                        .problem())
                .startsWith("Can't reach database server at `/nowhere/at/all:5432`");
    }

    @Test
    void says_that_tls_is_not_to_be_had() throws SQLException {
        if (database.text("SHOW ssl").equals("on")) {
            return;
        }
        assertThat(failureOf(() -> CONNECTOR.connect(
                                ScratchDatabase.target(database.target().url() + "?sslmode=require")))
                        .problem())
                .startsWith("Error opening a TLS connection: ");
    }

    @Test
    void creates_and_drops_a_database_with_its_namespace() throws SQLException {
        DatabaseTarget bare = TestServers.postgresql().newTarget();
        DatabaseTarget target = ScratchDatabase.target(bare.url() + "?schema=it%27s%20mine");

        String name = CONNECTOR.createDatabase(target);

        assertThat(bare.url()).endsWith("/" + name);
        try (Connection connection = CONNECTOR.connect(target)) {
            assertThat(CONNECTOR.defaultNamespace(connection)).contains("it's mine");
            assertThat(CONNECTOR.createDefaultNamespace(connection, target)).isFalse();
            assertThatThrownBy(() -> CONNECTOR.createDatabase(target))
                    .hasMessage("P1009: Database `" + name + "` already exists on the database server");
        }
        CONNECTOR.dropDatabase(target);
        assertThat(failureOf(() -> CONNECTOR.connect(target)).code())
                .isEqualTo(EngineErrorCode.DATABASE_DOES_NOT_EXIST);
    }

    @Test
    void creates_a_missing_namespace_only_when_asked() throws SQLException {
        DatabaseTarget target = ScratchDatabase.target(database.target().url() + "?schema=later");
        try (Connection connection = CONNECTOR.connect(target)) {
            assertThat(CONNECTOR.defaultNamespace(connection)).contains("later");
            assertThat(database.text("SELECT count(*) FROM pg_namespace WHERE nspname = 'later'"))
                    .isEqualTo("0");

            assertThat(CONNECTOR.createDefaultNamespace(connection, target)).isTrue();

            assertThat(database.text("SELECT count(*) FROM pg_namespace WHERE nspname = 'later'"))
                    .isEqualTo("1");
        }
    }

    @Test
    void recognises_a_database_under_another_address_and_user() throws SQLException {
        database.execute("DROP ROLE IF EXISTS plain_user; CREATE ROLE plain_user LOGIN");
        DatabaseIdentity identity = CONNECTOR.identify(database.connection(), database.target());
        PostgresqlUrl url = PostgresqlUrl.parse(database.target());
        String folder =
                database.text("SHOW unix_socket_directories").split(",")[0].strip();
        for (String other : new String[] {
            "postgresql://" + url.effectiveUser() + "@127.0.0.1:" + url.effectivePort() + "/" + database.name(),
            "postgresql://plain_user@" + url.hostAndPort() + "/" + database.name() + "?schema=other",
            "postgresql://" + url.effectiveUser() + "@" + url.hostAndPort() + "/" + database.name() + "?host=" + folder,
            "jdbc:postgresql://" + url.hostAndPort() + "/" + database.name() + "?user=" + url.effectiveUser()
        }) {
            DatabaseTarget target = ScratchDatabase.target(other);
            try (Connection connection = CONNECTOR.connect(target)) {
                assertThat(CONNECTOR.identify(connection, target)).as(other).isEqualTo(identity);
            }
        }
        database.execute("DROP ROLE plain_user");
    }

    @Test
    void tells_databases_of_one_server_apart() throws SQLException {
        try (ScratchDatabase other = ScratchDatabase.create()) {
            assertThat(CONNECTOR.identify(other.connection(), other.target()))
                    .isNotEqualTo(CONNECTOR.identify(database.connection(), database.target()));
        }
    }

    @Test
    void gives_every_session_the_same_time_zone() throws SQLException {
        assertThat(database.text("SHOW TimeZone")).isEqualTo("UTC");
    }

    @Test
    void sees_no_pooler_where_there_is_none() throws SQLException {
        assertThat(CONNECTOR.detectPooler(database.connection(), database.target()))
                .isInstanceOf(PoolerReport.Direct.class);
    }

    @Test
    void tells_the_version() throws SQLException {
        assertThat(CONNECTOR.serverVersion(database.connection())).matches("PostgreSQL \\d+(\\.\\d+)?.*");
    }

    @Test
    void says_that_the_server_closed_a_session() throws SQLException {
        Connection doomed = CONNECTOR.connect(database.target());
        try (var statement = doomed.createStatement()) {
            SQLException failure = org.assertj.core.api.Assertions.catchThrowableOfType(
                    SQLException.class, () -> statement.execute("SELECT pg_terminate_backend(pg_backend_pid())"));
            assertThat(CONNECTOR.explain(failure, database.target()).problem())
                    .isEqualTo("Server has closed the connection.");
        }
    }
}
