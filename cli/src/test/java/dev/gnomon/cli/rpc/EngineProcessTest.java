package dev.gnomon.cli.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that die, servers that go away, and whatever else befalls a real process. */
class EngineProcessTest {

    @TempDir
    Path folder;

    private final TestServer server = TestServers.postgresql();
    private final String database =
            "rpc_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private List<String> options;

    @BeforeEach
    void make_a_project() throws IOException, SQLException {
        sql("CREATE DATABASE " + database);
        Path schema = folder.resolve("schema.prisma");
        Files.writeString(schema, "datasource db {\n  provider = \"postgresql\"\n}\n");
        options = List.of(
                "--datamodels",
                schema.toString(),
                "--datasource",
                "{\"url\":\"" + server.url(database) + "?application_name=" + database + "\"}");
    }

    @AfterEach
    void drop_the_database() throws SQLException {
        sql("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }

    private Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + name,
                server.user(),
                server.password());
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private int count(String tableAndCondition) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement run = connection.createStatement();
                ResultSet rows = run.executeQuery("SELECT count(*) FROM " + tableAndCondition)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Wait until a condition counts so many rows. */
    private void await(String tableAndCondition, int rows) throws SQLException, InterruptedException {
        long end = System.nanoTime() + EngineProcess.PATIENCE_SECONDS * 1_000_000_000L;
        while (count(tableAndCondition) != rows) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never " + rows + " rows: " + tableAndCondition);
            }
            Thread.sleep(50);
        }
    }

    /** The shadow databases in which this project's history sleeps. */
    private String sleeping() {
        return "pg_stat_activity WHERE state = 'active' AND query LIKE '%" + database + " sleeps%'"
                + " AND pid <> pg_backend_pid()";
    }

    private String shadowName() throws SQLException {
        try (Connection connection = connect("postgres");
                Statement run = connection.createStatement();
                ResultSet rows = run.executeQuery("SELECT datname FROM " + sleeping())) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String request(int id, String method, String params) {
        return "{\"id\":" + id + ",\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + "}\n";
    }

    private String slowReplay(int id, int seconds) {
        return request(
                id,
                "devDiagnostic",
                "{\"migrationsList\":{\"baseDir\":\"m\",\"lockfile\":{\"path\":\"migration_lock.toml\",\"content\":"
                        + "\"provider = \\\"postgresql\\\"\"},\"shadowDbInitScript\":\"\",\"migrationDirectories\":"
                        + "[{\"path\":\"1_slow\",\"migrationFile\":{\"path\":\"migration.sql\",\"content\":{\"tag\":"
                        + "\"ok\",\"value\":\"SELECT pg_sleep(" + seconds + ") /* " + database + " sleeps */;\"}}}]},"
                        + "\"filters\":{\"externalTables\":[],\"externalEnums\":[]}}");
    }

    private String execute(int id, String script) {
        return request(
                id,
                "dbExecute",
                "{\"datasourceType\":{\"tag\":\"url\",\"url\":\"" + server.url(database) + "\"},\"script\":\"" + script
                        + "\"}");
    }

    @Test
    void a_client_that_dies_in_the_middle_of_a_line_takes_the_engine_with_it() throws Exception {
        try (EngineProcess engine = new EngineProcess(folder, options)) {
            engine.send(request(1, "getDatabaseVersion", "{}"));
            assertThat(engine.answer()).contains("\"id\":1,\"result\"");
            engine.send("{\"jsonrpc\":\"2.0\",\"id\":2,\"meth");
            engine.loseClient();
            assertThat(engine.status()).isZero();
        }
    }

    @Test
    void a_client_that_dies_during_a_replay_leaves_neither_engine_nor_shadow_database() throws Exception {
        try (EngineProcess engine = new EngineProcess(folder, options)) {
            engine.send(slowReplay(1, 2));
            await(sleeping(), 1);
            String shadow = shadowName();
            assertThat(shadow).isNotEqualTo(database);
            engine.loseClient();
            assertThat(engine.status()).isZero();
            assertThat(count("pg_database WHERE datname = '" + shadow + "'")).isZero();
        }
    }

    @Test
    void an_engine_that_is_interrupted_during_a_replay_removes_its_shadow_database() throws Exception {
        try (EngineProcess engine = new EngineProcess(folder, options)) {
            engine.send(slowReplay(1, 600));
            await(sleeping(), 1);
            String shadow = shadowName();
            engine.interrupt();
            engine.status();
            await("pg_database WHERE datname = '" + shadow + "'", 0);
        }
    }

    @Test
    void an_engine_whose_answers_nobody_reads_ends_with_the_next_request() throws Exception {
        try (EngineProcess engine = new EngineProcess(folder, options)) {
            engine.send(request(1, "getDatabaseVersion", "{}"));
            assertThat(engine.answer()).contains("\"id\":1");
            engine.stopListening();
            for (int id = 2; id < 20; id++) {
                try {
                    engine.send(request(id, "getDatabaseVersion", "{}"));
                    Thread.sleep(200);
                } catch (IOException alreadyGone) {
                    break;
                }
            }
            assertThat(engine.status()).isZero();
        }
    }

    @Test
    void a_server_that_ends_the_session_in_the_middle_is_an_error_answer_and_the_next_request_connects_anew()
            throws Exception {
        try (EngineProcess engine = new EngineProcess(folder, options)) {
            engine.send(execute(1, "SELECT pg_sleep(600) /* " + database + " sleeps */"));
            await(sleeping(), 1);
            sql("SELECT pg_terminate_backend(pid) FROM " + sleeping());
            assertThat(engine.answer())
                    .contains("\"id\":1,\"error\":{\"code\":4466")
                    .contains("\"is_panic\":false")
                    .contains("Server has closed the connection.")
                    .contains("\"error_code\":\"P1017\"");
            engine.send(request(2, "getDatabaseVersion", "{}"));
            assertThat(engine.answer()).contains("\"id\":2,\"result\":{\"version\"");
            engine.closeInput();
            assertThat(engine.status()).isZero();
        }
    }

    @Test
    void a_server_that_goes_away_in_the_middle_is_told_by_its_code() throws Exception {
        try (BreakableRoute route = new BreakableRoute(server.host(), server.port());
                EngineProcess engine = new EngineProcess(folder, options)) {
            engine.send(execute(1, "SELECT pg_sleep(600) /* " + database + " sleeps */")
                    .replace(":" + server.port() + "/", ":" + route.port() + "/"));
            await(sleeping(), 1);
            route.close();
            assertThat(engine.answer())
                    .contains("\"id\":1,\"error\":{\"code\":4466")
                    .contains("\"is_panic\":false")
                    .contains("Server has closed the connection.")
                    .contains("\"error_code\":\"P1017\"");
            sql("SELECT pg_terminate_backend(pid) FROM " + sleeping());
            engine.closeInput();
            assertThat(engine.status()).isZero();
        }
    }

    @Test
    void a_server_that_ends_the_session_during_a_replay_leaves_no_shadow_database() throws Exception {
        try (EngineProcess engine = new EngineProcess(folder, options)) {
            engine.send(slowReplay(1, 600));
            await(sleeping(), 1);
            String shadow = shadowName();
            sql("SELECT pg_terminate_backend(pid) FROM " + sleeping());
            assertThat(engine.answer()).contains("\"id\":1,\"error\"").contains("\"is_panic\":false");
            await("pg_database WHERE datname = '" + shadow + "'", 0);
            engine.closeInput();
            assertThat(engine.status()).isZero();
        }
    }

    @Test
    void a_slow_request_does_not_hold_up_another_one() throws Exception {
        try (EngineProcess engine = new EngineProcess(folder, options)) {
            engine.send(execute(1, "SELECT pg_sleep(600) /* " + database + " sleeps */"));
            await(sleeping(), 1);
            engine.send(request(2, "getDatabaseVersion", "{}"));
            assertThat(engine.answer()).contains("\"id\":2,\"result\"");
            sql("SELECT pg_cancel_backend(pid) FROM " + sleeping());
            assertThat(engine.answer()).contains("\"id\":1,\"error\"").contains("canceling statement");
            engine.closeInput();
            assertThat(engine.status()).isZero();
        }
    }
}
