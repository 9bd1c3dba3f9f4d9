package dev.gnomon.cli.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.dialect.Dialect;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaEngineRobustnessTest {

    private static final String DATASOURCE = "{\"url\":\"file:./dev.db\"}";

    @TempDir
    Path folder;

    private Dialects dialects = Dialects.load(Optional.empty());
    private List<String> options;

    @BeforeEach
    void make_a_project() throws IOException {
        Path schema = folder.resolve("schema.prisma");
        Files.writeString(schema, "datasource db {\n  provider = \"sqlite\"\n}\n");
        Files.createFile(folder.resolve("dev.db"));
        options = List.of("--datamodels", schema.toString(), "--datasource", DATASOURCE);
    }

    private int run(List<String> line, InputStream input, OutputStream output) {
        try (SchemaEngine engine = new SchemaEngine(Optional.of(dialects), folder, Map.of())) {
            return engine.run(
                    line,
                    input,
                    new PrintStream(output, true, StandardCharsets.UTF_8),
                    new PrintStream(OutputStream.nullOutputStream()));
        }
    }

    private List<String> answers(String input) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        int exitCode = run(options, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), output);
        assertThat(exitCode).isZero();
        return output.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static String request(int id, String method, String params) {
        return "{\"id\":" + id + ",\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + "}\n";
    }

    @Test
    void half_a_line_at_the_end_of_the_input_is_answered_as_broken() {
        List<String> answers = answers(request(1, "getDatabaseVersion", "{}") + "{\"id\":2,\"jsonrpc\":\"2.0\",\"met");
        assertThat(answers).hasSize(2);
        assertThat(answers).anyMatch(line -> line.contains("\"id\":1,\"result\":{\"version\":"));
        assertThat(answers).anyMatch(line -> line.contains("\"id\":null,\"error\":{\"code\":-32700"));
    }

    @Test
    void a_line_of_megabytes_and_unknown_fields_are_read() {
        // SQLite takes no single statement of more than a million bytes.
        String script = ("-- " + "x".repeat(500_000) + "\\nSELECT 1;\\n").repeat(8);
        List<String> answers = answers(request(
                1,
                "dbExecute",
                "{\"from\":\"the future\",\"datasourceType\":{\"tag\":\"url\",\"url\":\"file:./dev.db\",\"more\":[{}]},"
                        + "\"script\":\"" + script + "\"}"));
        assertThat(answers).singleElement().asString().contains("\"id\":1,\"result\":{}");
    }

    @Test
    void a_client_that_stopped_listening_does_not_keep_the_engine_alive() {
        String input = IntStream.rangeClosed(1, 200)
                .mapToObj(id -> request(id, "getDatabaseVersion", "{}"))
                .collect(Collectors.joining());
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        int exitCode = run(options, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), closed);
        assertThat(exitCode).isZero();
    }

    @Test
    void ten_thousand_requests_leave_no_threads_and_open_files_behind() throws IOException {
        answers(request(1, "getDatabaseVersion", "{}"));
        int threads = requestThreads();
        List<String> answers = answers(IntStream.rangeClosed(1, 10_000)
                .mapToObj(id -> request(id, "getDatabaseVersion", "{}"))
                .collect(Collectors.joining()));
        assertThat(answers).hasSize(10_000).allMatch(line -> line.contains("\"result\":{\"version\":"));
        assertThat(requestThreads()).isLessThanOrEqualTo(threads);
        assertThat(openDatabases()).isZero();
    }

    /** Threads of the server that have not ended; those that are about to are waited for. */
    private static int requestThreads() {
        List<Thread> workers = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("request"))
                .toList();
        for (Thread worker : workers) {
            try {
                worker.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return (int) workers.stream().filter(Thread::isAlive).count();
    }

    /** The database's file handles in this process, where the system lists them. */
    private long openDatabases() throws IOException {
        Path handles = Path.of("/proc/self/fd");
        if (!Files.isDirectory(handles)) {
            return 0;
        }
        Path database = folder.resolve("dev.db").toRealPath();
        try (var listed = Files.list(handles)) {
            return listed.toList().stream()
                    .filter(handle -> {
                        try {
                            return Files.readSymbolicLink(handle).equals(database);
                        } catch (IOException closedMeanwhile) {
                            return false;
                        }
                    })
                    .count();
        }
    }

    @Test
    void a_migration_that_failed_is_described_by_name_code_and_error() {
        List<String> answers = answers(request(1, "applyMigrations", """
                {"migrationsList":{"baseDir":"m","lockfile":{"path":"migration_lock.toml","content":\
                "provider = \\"sqlite\\""},"shadowDbInitScript":"","migrationDirectories":[{"path":"1_broken",\
                "migrationFile":{"path":"migration.sql","content":{"tag":"ok","value":"INSERT INTO no VALUES (1)"}}}]},\
                "filters":{"externalTables":[],"externalEnums":[]}}"""));
        assertThat(answers)
                .singleElement()
                .asString()
                .contains("\"error_code\":\"P3018\"")
                .contains(
                        "\"meta\":{\"migration_name\":\"1_broken\",\"database_error_code\":\"1\",\"database_error\":\"")
                .contains("no such table: no");
    }

    @Test
    void a_schema_whose_shadow_database_variable_is_not_set_still_deploys() throws IOException {
        Path schema = folder.resolve("six.prisma");
        Files.writeString(schema, """
                datasource db {
                  provider = "sqlite"
                  url = "file:./dev.db"
                  shadowDatabaseUrl = env("NOT_SET")
                }
                """);
        options = List.of("--datamodels", schema.toString());
        assertThat(answers(request(1, "applyMigrations", """
                {"migrationsList":{"baseDir":"m","lockfile":{"path":"migration_lock.toml","content":null},\
                "shadowDbInitScript":"","migrationDirectories":[]},\
                "filters":{"externalTables":[],"externalEnums":[]}}""")))
                .singleElement()
                .asString()
                .contains("\"result\":{\"appliedMigrationNames\":[]}");
    }

    @Test
    void a_defect_inside_a_dialect_is_an_answer_and_the_engine_serves_on() {
        Dialect sound = Dialects.load(Optional.empty()).require("sqlite");
        Dialect broken = (Dialect) Proxy.newProxyInstance(
                Dialect.class.getClassLoader(), new Class<?>[] {Dialect.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("connector")) {
                        throw new IllegalStateException("the dialect broke");
                    }
                    return method.invoke(sound, arguments);
                });
        dialects = Dialects.of(List.of(broken));
        List<String> answers = answers(request(1, "getDatabaseVersion", "{}") + request(2, "nothingLikeIt", "{}"));
        assertThat(answers)
                .anyMatch(line -> line.contains("\"id\":1,\"error\":{\"code\":4466")
                        && line.contains("\"is_panic\":true")
                        && line.contains("the dialect broke"))
                .anyMatch(line -> line.contains("\"id\":2,\"error\":{\"code\":-32601"));
    }

    @Test
    void the_version_is_told_on_standard_output() {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        int exitCode = run(List.of("--version"), InputStream.nullInputStream(), output);
        assertThat(exitCode).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8)).startsWith("schema-engine-cli gnomon-");
        assertThat(output.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    }
}
