package dev.gnomon.cli.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaEngineTest {

    private static final String SCHEMA =
            "datasource db {\\n  provider = \\\"sqlite\\\"\\n}\\nmodel A {\\n  id Int @id\\n}\\n";

    private static final String NO_MIGRATIONS =
            "{\"baseDir\":\"m\",\"lockfile\":{\"path\":\"migration_lock.toml\",\"content\":null},"
                    + "\"shadowDbInitScript\":\"\",\"migrationDirectories\":[]}";

    private static final String FILTERS = "{\"externalTables\":[],\"externalEnums\":[]}";

    @TempDir
    Path folder;

    private record Answers(int exitCode, List<String> lines, String log) {
        String of(int id) {
            return lines.stream()
                    .filter(line -> line.contains("\"id\":" + id + ",\"result\"")
                            || line.contains("\"id\":" + id + ",\"error\""))
                    .collect(Collectors.joining("\n"));
        }
    }

    private Answers run(List<String> line, String input) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        try (SchemaEngine server = new SchemaEngine(folder, Map.of("U", "file:./env.db"))) {
            int exitCode = server.run(
                    line,
                    new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                    new PrintStream(output, true, StandardCharsets.UTF_8),
                    new PrintStream(error, true, StandardCharsets.UTF_8));
            return new Answers(
                    exitCode,
                    output.toString(StandardCharsets.UTF_8).lines().toList(),
                    error.toString(StandardCharsets.UTF_8));
        }
    }

    private List<String> options() throws IOException {
        Path schema = folder.resolve("schema.prisma");
        Files.writeString(schema, SCHEMA.replace("\\n", "\n").replace("\\\"", "\""));
        return List.of("--datamodels", schema.toString(), "--datasource", "{\"url\":\"file:./dev.db\"}");
    }

    private static String request(int id, String method, String params) {
        return "{\"id\":" + id + ",\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + "}\n";
    }

    @Test
    void a_missing_database_is_told_by_its_code_then_created() throws IOException {
        List<String> datasource = List.of("--datasource", "{\"url\":\"file:./dev.db\"}", "cli");
        Answers missing =
                run(List.of("--datasource", "{\"url\":\"file:./dev.db\"}", "cli", "can-connect-to-database"), "");
        assertThat(missing.exitCode()).isEqualTo(1);
        List<String> log = missing.log().lines().toList();
        assertThat(log.get(0)).contains("\"level\":\"INFO\"");
        assertThat(log.get(1))
                .contains("\"level\":\"ERROR\"")
                .contains("\"error_code\":\"P1003\"")
                .contains("\"is_panic\":false")
                .endsWith("\"target\":\"schema_engine::logger\"}");
        assertThat(run(List.of(datasource.get(0), datasource.get(1), "cli", "create-database"), "")
                        .exitCode())
                .isZero();
        assertThat(folder.resolve("dev.db")).exists();
        assertThat(run(List.of(datasource.get(0), datasource.get(1), "cli", "can-connect-to-database"), "")
                        .exitCode())
                .isZero();
        assertThat(run(List.of("cli", "nonsense"), "").exitCode()).isEqualTo(1);
    }

    @Test
    void the_requests_of_migrate_dev_are_answered() throws IOException {
        run(List.of("--datasource", "{\"url\":\"file:./dev.db\"}", "cli", "create-database"), "");
        String schema = "{\"files\":[{\"path\":\"schema.prisma\",\"content\":\"" + SCHEMA + "\"}]}";
        String common = "\"migrationsList\":" + NO_MIGRATIONS + ",\"filters\":" + FILTERS;
        Answers answers = run(
                options(),
                request(1, "devDiagnostic", "{" + common + "}")
                        + request(2, "evaluateDataLoss", "{" + common + ",\"schema\":" + schema + "}")
                        + request(
                                3,
                                "createMigration",
                                "{" + common + ",\"migrationName\":\"init\",\"draft\":false,\"schema\":" + schema + "}")
                        + request(4, "diagnoseMigrationHistory", "{" + common + ",\"optInToShadowDatabase\":false}"));
        assertThat(answers.exitCode()).isZero();
        assertThat(answers.of(1)).contains("\"result\":{\"action\":{\"tag\":\"createMigration\"}}");
        assertThat(answers.of(2))
                .contains("\"result\":{\"migrationSteps\":1,\"unexecutableSteps\":[],\"warnings\":[]}");
        assertThat(answers.of(3))
                .contains("\"connectorType\":\"sqlite\"")
                .contains("_init\",\"migrationScript\":\"-- CreateTable\\nCREATE TABLE \\\"A\\\"")
                .contains("\"extension\":\"sql\"");
        assertThat(answers.of(4)).contains("\"hasMigrationsTable\":false,\"history\":null");
    }

    @Test
    void a_reset_leaves_external_tables_alone() throws Exception {
        String url = "jdbc:sqlite:" + folder.resolve("dev.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE theirs (id INTEGER PRIMARY KEY)");
            statement.executeUpdate("CREATE TABLE \"A\" (id INTEGER PRIMARY KEY)");
        }

        Answers answers = run(
                options(), request(1, "reset", "{\"filter\":{\"externalTables\":[\"theirs\"],\"externalEnums\":[]}}"));

        assertThat(answers.of(1)).contains("\"result\":{}");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT group_concat(name) FROM sqlite_schema")) {
            assertThat(rows.getString(1)).isEqualTo("theirs");
        }
    }

    @Test
    void a_diff_is_printed_by_the_client() throws IOException {
        Answers answers = run(
                options(),
                request(
                        7,
                        "diff",
                        "{\"from\":{\"tag\":\"empty\"},\"to\":{\"tag\":\"schemaDatamodel\",\"files\":[{\"path\":"
                                + "\"s\",\"content\":\"" + SCHEMA
                                + "\"}]},\"script\":true,\"exitCode\":true,\"filters\":" + FILTERS
                                + "}"));
        assertThat(answers.lines().get(0))
                .startsWith(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"print\",\"params\":{\"content\":\"-- CreateTable")
                .endsWith(");\\n\"}}");
        assertThat(answers.of(7)).contains("\"result\":{\"exitCode\":2,\"stdout\":null}");
    }

    @Test
    void what_does_not_keep_to_the_protocol_is_answered_and_the_rest_is_served() throws IOException {
        Answers answers = run(
                options(),
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"meth\n\n[]\n" + request(2, "nope", "{}")
                        + request(3, "applyMigrations", "{}")
                        + request(4, "debugPanic", "null") + "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n"
                        + "[".repeat(100_000) + "\n" + request(5, "getDatabaseVersion", "{}"));
        assertThat(answers.lines()).hasSize(7);
        assertThat(answers.lines()).anyMatch(line -> line.contains("\"id\":null,\"error\":{\"code\":-32700"));
        assertThat(answers.of(2)).contains("\"code\":-32601");
        assertThat(answers.of(3)).contains("\"code\":-32602,\"message\":\"missing field `migrationsList`\"");
        assertThat(answers.of(4)).contains("\"code\":4466").contains("\"is_panic\":true");
        assertThat(answers.of(5)).contains("P1003");
    }

    @Test
    void many_requests_at_once_get_their_own_answers() throws IOException {
        run(List.of("--datasource", "{\"url\":\"file:./dev.db\"}", "cli", "create-database"), "");
        String input = IntStream.rangeClosed(1, 200)
                .mapToObj(id -> request(id, "devDiagnostic", "{\"migrationsList\":" + NO_MIGRATIONS + "}"))
                .collect(Collectors.joining());
        Answers answers = run(options(), input);
        assertThat(answers.lines()).hasSize(200);
        for (int id = 1; id <= 200; id++) {
            assertThat(answers.of(id)).contains("createMigration");
        }
    }

    @Test
    void a_schema_of_version_6_names_its_own_database() throws IOException {
        Path schema = folder.resolve("six.prisma");
        Files.writeString(schema, "datasource db {\n  provider = \"sqlite\"\n  url = env(\"U\")\n}\n");
        Answers created = run(List.of("--datamodels", schema.toString(), "cli", "create-database"), "");
        assertThat(created.log()).contains("Database 'env.db' was successfully created.");
        assertThat(created.exitCode()).isZero();
        assertThat(folder.resolve("env.db")).exists();
    }
}
