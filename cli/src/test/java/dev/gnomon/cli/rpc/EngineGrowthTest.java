package dev.gnomon.cli.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand requests of all kinds to one engine. */
class EngineGrowthTest {

    private static final int BATCH = 50;
    private static final long MEBIBYTE = 1 << 20;

    private static final String SCHEMA =
            "datasource db {\\n  provider = \\\"sqlite\\\"\\n}\\n\\nmodel A {\\n  id Int @id\\n"
                    + "  name String?\\n}\\n";
    private static final String COMMON = "\"migrationsList\":{\"baseDir\":\"m\",\"lockfile\":{\"path\":"
            + "\"migration_lock.toml\",\"content\":\"provider = \\\"sqlite\\\"\"},\"shadowDbInitScript\":\"\","
            + "\"migrationDirectories\":[{\"path\":\"1_init\",\"migrationFile\":{\"path\":\"migration.sql\",\"content\":"
            + "{\"tag\":\"ok\",\"value\":\"CREATE TABLE \\\"A\\\" (\\\"id\\\" INTEGER NOT NULL PRIMARY KEY);\"}}}]},"
            + "\"filters\":{\"externalTables\":[],\"externalEnums\":[]}";
    private static final String FILES = "\"files\":[{\"path\":\"schema.prisma\",\"content\":\"" + SCHEMA + "\"}]";

    @TempDir
    Path folder;

    private final TestServer server = TestServers.postgresql();
    private final String sessionName = "growth_" + UUID.randomUUID().toString().substring(0, 8);

    private String request(int id) {
        if (id % 100 == 0) {
            String url = server.url("postgres") + "?application_name=" + sessionName;
            return message(
                    id,
                    "getDatabaseVersion",
                    "{\"datasource\":{\"tag\":\"ConnectionString\",\"url\":\"" + url + "\"}}");
        }
        return switch (id % 9) {
            case 0 -> message(id, "getDatabaseVersion", "{}");
            case 1 -> message(id, "evaluateDataLoss", "{" + COMMON + ",\"schema\":{" + FILES + "}}");
            case 2 ->
                message(
                        id,
                        "createMigration",
                        "{" + COMMON + ",\"migrationName\":\"x\",\"draft\":false,\"schema\":{" + FILES + "}}");
            case 3 -> message(id, "devDiagnostic", "{" + COMMON + "}");
            case 4 -> message(id, "diagnoseMigrationHistory", "{" + COMMON + ",\"optInToShadowDatabase\":true}");
            case 5 -> message(id, "nothingLikeIt", "{\"more\":[1,2,3]}");
            case 6 -> message(id, "debugPanic", "null");
            case 7 ->
                message(
                        id,
                        "dbExecute",
                        "{\"datasourceType\":{\"tag\":\"url\",\"url\":\"file:./dev.db\"},\"script\":\"SELECT 1;\"}");
            default ->
                message(
                        id,
                        "dbExecute",
                        "{\"datasourceType\":{\"tag\":\"url\",\"url\":\"file:./dev.db\"},\"script\":"
                                + "\"SELECT broken" + id + ";\"}");
        };
    }

    private static String message(int id, String method, String params) {
        return "{\"id\":" + id + ",\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + "}\n";
    }

    @Test
    void ten_thousand_requests_of_all_kinds_leave_no_memory_threads_or_sessions_behind() throws Exception {
        Path schema = folder.resolve("schema.prisma");
        Files.writeString(schema, SCHEMA.replace("\\n", "\n").replace("\\\"", "\""));
        Files.createFile(folder.resolve("dev.db"));
        List<String> options =
                List.of("--datamodels", schema.toString(), "--datasource", "{\"url\":\"file:./dev.db\"}");
        try (SchemaEngine engine = new SchemaEngine(folder, Map.of());
                PipedOutputStream requests = new PipedOutputStream();
                PipedInputStream answers = new PipedInputStream(1 << 16)) {
            PipedInputStream input = new PipedInputStream(requests, 1 << 16);
            PrintStream output = new PrintStream(new PipedOutputStream(answers), true, StandardCharsets.UTF_8);
            Thread server = new Thread(
                    () -> engine.run(options, input, output, new PrintStream(OutputStream.nullOutputStream())),
                    "schema engine");
            server.start();
            BufferedReader lines = new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8));
            exchange(requests, lines, 1, 1_000);
            long memory = usedAfterCollection();
            int threads = requestThreads();
            exchange(requests, lines, 1_001, 10_000);
            assertThat(usedAfterCollection() - memory).isLessThan(4 * MEBIBYTE);
            assertThat(requestThreads()).isEqualTo(threads);
            assertThat(sessions()).isZero();
            requests.close();
            server.join(60_000);
            assertThat(server.isAlive()).isFalse();
        }
    }

    /** Send requests, some at a time, and take the answers. */
    private void exchange(OutputStream requests, BufferedReader answers, int first, int last) throws IOException {
        for (int start = first; start <= last; start += BATCH) {
            StringBuilder batch = new StringBuilder();
            for (int id = start; id < start + BATCH; id++) {
                batch.append(request(id));
            }
            requests.write(batch.toString().getBytes(StandardCharsets.UTF_8));
            requests.flush();
            for (int i = 0; i < BATCH; i++) {
                String answer = answers.readLine();
                assertThat(answer).startsWith("{\"jsonrpc\":\"2.0\",\"id\":");
                assertThat(answer.contains("\"result\":") || expectedFailure(answer))
                        .as(answer)
                        .isTrue();
            }
        }
    }

    private static boolean expectedFailure(String answer) {
        return answer.contains("\"code\":-32601")
                || answer.contains("\"is_panic\":true")
                || answer.contains("no such column: broken");
    }

    private static long usedAfterCollection() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }

    private static int requestThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("request"))
                .count();
    }

    /** Sessions of this engine on the server; those that are just being closed are waited for. */
    private int sessions() throws SQLException, InterruptedException {
        int count = countSessions();
        for (int i = 0; i < 100 && count > 0; i++) {
            Thread.sleep(50);
            count = countSessions();
        }
        return count;
    }

    private int countSessions() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + server.host() + ":" + server.port() + "/postgres",
                        server.user(),
                        server.password());
                Statement run = connection.createStatement();
                ResultSet rows = run.executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE application_name = '" + sessionName + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
