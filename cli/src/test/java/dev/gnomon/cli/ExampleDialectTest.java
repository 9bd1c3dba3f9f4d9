package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.ProjectFolder.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger's dialect, dropped in: its provider works wherever a built-in one does. */
class ExampleDialectTest {

    private static final String ONE_MODEL = """
        datasource db {
          provider          = "h2"
          url               = "h2:file:./one?user=sa&password=secret"
          shadowDatabaseUrl = env("SHADOW")
        }

        model Item {
          id    Int    @id @default(autoincrement())
          label String @db.VarChar(20)
        }
        """;

    @TempDir
    static Path built;

    private static Path dialects;

    @TempDir
    Path folder;

    private ProjectFolder project;

    @BeforeAll
    static void build_the_dialect() throws IOException {
        dialects = built.toRealPath().resolve("dialects");
        ExampleDialect.install(built.resolve("work"), dialects.resolve("h2"));
    }

    @BeforeEach
    void make_a_project() throws IOException {
        project = new ProjectFolder(folder.resolve("project")).with("GNOMON_DIALECTS", dialects.toString());
        project.write("prisma/schema.prisma", ExampleDialect.schema());
    }

    private String run(String... line) {
        Transcript transcript = project.run(line);
        assertThat(transcript.error().replace("Prisma schema loaded from prisma/schema.prisma.\n", ""))
                .as(String.join(" ", line))
                .isEmpty();
        assertThat(transcript.exitCode()).as(transcript.output()).isZero();
        return transcript.output();
    }

    private String withDetails(String field) throws IOException {
        return ExampleDialect.schema().replace("  title     String\n", "  title     String\n  " + field + "\n");
    }

    @Test
    void it_is_listed_with_its_folder_and_version() {
        assertThat(run("dialects"))
                .contains("h2  H2\n  " + dialects.resolve("h2")
                        + " (version 1.0): foreign keys, alter foreign keys, namespaces, enums");
    }

    @Test
    void its_example_is_migrated_and_then_in_sync() throws IOException {
        assertThat(run("migrate", "dev", "--name", "first")).contains("now in sync with your schema");
        assertThat(project.read("prisma/migrations/migration_lock.toml")).contains("provider = \"h2\"");
        String first = project.read("prisma/migrations/" + project.migrations().get(0) + "/migration.sql");
        assertThat(first)
                .contains("\"isbn\" CHARACTER(13) NOT NULL")
                .contains("\"shelf\" ENUM('FICTION', 'SCIENCE', 'children''s') DEFAULT 'FICTION' NOT NULL")
                .contains("\"added\" TIMESTAMP(6) WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL")
                .contains("\"name\" VARCHAR_IGNORECASE(50) NOT NULL");
        assertThat(run("migrate", "dev")).contains("Already in sync");
        project.write("prisma/schema.prisma", withDetails("pages Int @default(1)"));
        run("migrate", "dev", "--name", "pages");
        assertThat(project.read("prisma/migrations/" + project.migrations().get(1) + "/migration.sql"))
                .contains("ALTER TABLE \"Book\" ADD COLUMN \"pages\" INTEGER DEFAULT 1 NOT NULL");
        assertThat(run("migrate", "status")).contains("Database schema is up to date");
        assertThat(run("migrate", "diff", "--from-config-datasource", "--to-schema", "prisma/schema.prisma"))
                .contains("No difference detected");
    }

    @Test
    void drift_is_found_and_a_reset_takes_it_away() throws IOException {
        project.write("prisma/schema.prisma", ONE_MODEL.replace("  shadowDatabaseUrl = env(\"SHADOW\")\n", ""));
        run("migrate", "dev", "--name", "first");
        project.write("drift.sql", "ALTER TABLE \"Item\" ADD COLUMN \"extra\" INTEGER;");
        run("db", "execute", "--file", "drift.sql");
        Transcript drifted = project.run("migrate", "dev");
        assertThat(drifted.exitCode()).isNotZero();
        assertThat(drifted.output() + drifted.error()).contains("Drift detected", "[+] Added column `extra`");
        run("migrate", "reset", "--force");
        assertThat(run("migrate", "dev")).contains("Already in sync");
    }

    @Test
    void a_pushed_schema_is_pulled_as_it_was() throws IOException {
        run("db", "push");
        String pushed = ExampleDialect.schema();
        run("db", "pull", "--force");
        String pulled = project.read("prisma/schema.prisma");
        assertThat(pulled)
                .contains("@db.VarCharIgnoreCase(50)", "@db.TimestampTz(6)", "@db.Numeric(8, 2)", "@db.Clob")
                .contains("onDelete: Cascade", "Tag[]", "@default(dbgenerated(\"RANDOM_UUID()\"))");
        assertThat(run("migrate", "diff", "--from-config-datasource", "--to-schema", "prisma/schema.prisma"))
                .contains("No difference detected");
        project.write("prisma/schema.prisma", pushed);
        assertThat(run("db", "push")).contains("already in sync");
    }

    @Test
    void data_that_would_be_lost_is_counted() throws IOException {
        run("db", "push");
        project.write("rows.sql", """
            INSERT INTO "Author" ("name") VALUES ('Ada');
            INSERT INTO "Book" ("isbn", "title", "authorId") VALUES ('1', 'One', 1), ('2', 'Two', 1);
            """);
        run("db", "execute", "--file", "rows.sql");
        project.write(
                "prisma/schema.prisma",
                ExampleDialect.schema().replace("  price     Decimal  @default(0) @db.Numeric(8, 2)\n", ""));
        Transcript refused = project.run("db", "push");
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output() + refused.error()).contains("`price`", "2 non-null values");
        run("db", "push", "--accept-data-loss");
    }

    @Test
    void a_deployment_applies_what_was_written_elsewhere() throws IOException {
        run("migrate", "dev", "--name", "first");
        Files.delete(project.path().resolve("prisma/library.mv.db"));
        assertThat(run("migrate", "deploy")).contains("All migrations have been successfully applied");
        assertThat(run("migrate", "deploy")).contains("No pending migrations to apply");
    }

    @Test
    void a_shadow_database_of_ones_own_is_used_and_emptied() throws IOException {
        project.write("prisma/schema.prisma", ONE_MODEL);
        String shadow = "h2:file:" + folder.resolve("shadow") + "?user=sa&password=secret";
        project.with("SHADOW", shadow);
        Transcript missing = project.run("migrate", "dev", "--name", "first");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.error()).contains("Database `shadow` does not exist").doesNotContain("secret");
        project.run("schema-engine", "--datasource", "{\"url\":\"" + shadow + "\"}", "cli", "create-database");
        assertThat(run("migrate", "dev", "--name", "first")).contains("now in sync");
        project.write("prisma/schema.prisma", ONE_MODEL.replace("VarChar(20)", "VarChar(30)"));
        assertThat(run("migrate", "dev", "--name", "second")).contains("now in sync");
    }

    @Test
    void without_its_jar_a_schema_gets_a_clear_message() throws IOException {
        Transcript validated = project.with("GNOMON_DIALECTS", "").run("validate");
        assertThat(validated.exitCode()).isEqualTo(1);
        assertThat(validated.error())
                .contains("Datasource provider not known: \"h2\"", "`gnomon dialects`", "folder for dialects")
                .doesNotContain("\tat ");
    }

    @Test
    void the_schema_engine_speaks_it_too() throws IOException {
        String request = """
            {"jsonrpc":"2.0","id":1,"method":"schemaPush","params":{"force":false,\
            "schema":{"files":[{"path":"schema.prisma","content":%s}]},"filters":{"externalTables":[],"externalEnums":[]}}}
            """;
        String schema = ExampleDialect.schema()
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n");
        Path schemaFile = project.path().resolve("prisma/schema.prisma");
        for (List<String> line : List.of(
                List.of("schema-engine", "--datamodels", schemaFile.toString()),
                List.of("schema-engine", "--dialects", dialects.toString(), "--datamodels", schemaFile.toString()))) {
            if (line.contains("--dialects")) {
                project.with("GNOMON_DIALECTS", "");
            }
            List<String> creation = Stream.concat(line.stream(), Stream.of("cli", "create-database"))
                    .toList();
            Files.deleteIfExists(project.path().resolve("prisma/library.mv.db"));
            assertThat(project.run(creation.toArray(new String[0])).exitCode()).isZero();
            Transcript served =
                    project.runWithInput(request.formatted("\"" + schema + "\""), line.toArray(new String[0]));
            assertThat(served.output()).contains("\"result\":{\"executedSteps\":");
        }
    }

    @Test
    void it_keeps_the_contract_from_the_command_line() {
        Transcript report = project.run(
                "tck", dialects.resolve("h2").toString(), "--url", "h2:file:" + folder + "/tck-{}?user=sa&password=pw");
        assertThat(report.error()).isEmpty();
        assertThat(report.output())
                .contains("D4.2  MUST   passed         keep the rows of a table that stays")
                .contains("The dialect h2 (H2) keeps the contract: 28 rules, 28 passed, 0 failed, 0 not applicable");
        assertThat(report.exitCode()).isZero();
        assertThat(folder).isDirectoryNotContaining("glob:**tck-*");
    }

    @Test
    void a_dialect_that_forgets_to_say_not_null_is_told_the_rules_that_it_breaks() throws IOException {
        String renderer = "org/example/gnomon/h2/H2Renderer.java";
        String source = Files.readString(
                ExampleDialect.project().resolve("src/main/java").resolve(renderer));
        Path dialect = folder.resolve("broken");
        ExampleDialect.build(folder.resolve("work"))
                .source(renderer, source.replace("(column.type().isRequired() ? \" NOT NULL\" : \"\")", "\"\""))
                .into(dialect.resolve("broken.jar"));
        Files.copy(ExampleDialect.driver(), dialect.resolve("h2.jar"));
        Transcript report = project.run("tck", dialect.toString(), "--url", "h2:file:" + folder + "/tck-{}", "--json");
        assertThat(report.exitCode()).isEqualTo(1);
        assertThat(report.output())
                .contains("\"outcome\":\"broken\"")
                .contains("{\"rule\":\"D4.5\",\"strength\":\"MUST\"")
                .contains("{\"case\":\"a required column of a new table\",\"reason\":\"null is accepted in a required"
                        + " column\"}");
    }

    @Test
    void the_contract_needs_a_place_for_databases() {
        assertThat(project.run("tck", "h2", "--url", "h2:file:./one").error()).contains("the URL needs {}");
        assertThat(project.run("tck", "h2").error()).contains("--url is missing");
        assertThat(project.run("tck", "nothing", "--url", "x{}").error())
                .contains("no dialect for the provider `nothing`");
        assertThat(project.run("tck", project.path().resolve("prisma").toString(), "--url", "x{}")
                        .error())
                .contains("no jar in it says that it provides a dialect");
    }
}
