package dev.gnomon.cli.prisma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.Main;
import dev.gnomon.cli.prisma.PrismaClient.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The genuine Prisma CLI, in its supported versions, on every kind of database that runs here, with gnomon as engine. */
@Tag("prisma-cli")
class GenuinePrismaCliTest {

    private static final String ACCOUNT = "model account {\n  id Int @id\n  email String\n  note String?\n}\n";

    @TempDir
    Path folder;

    private final class Project implements AutoCloseable {

        private final PrismaClient client;
        private final PrismaDatabase database;

        Project(int version, String provider) throws IOException {
            client = PrismaClient.install(version);
            database = new PrismaDatabase(provider, folder);
            Files.createDirectories(folder.resolve("prisma"));
            if (version >= 7) {
                Files.writeString(folder.resolve("prisma.config.ts"), """
                        export default {
                          schema: 'prisma/schema.prisma',
                          migrations: { path: 'prisma/migrations' },
                          datasource: { url: process.env.DIRECT },
                        }
                        """);
            }
        }

        /** Write the schema; version 6 has its URLs there, and all work goes through {@code directUrl} where it may. */
        void schema(String models) throws IOException {
            String urls = "";
            if (client.majorVersion() < 7) {
                urls = database.provider().equals("postgresql")
                        ? "  url = env(\"POOLED\")\n  directUrl = env(\"DIRECT\")\n"
                        : "  url = env(\"DIRECT\")\n";
            }
            Files.writeString(
                    schemaFile(),
                    "datasource db {\n  provider = \"" + database.provider() + "\"\n" + urls + "}\n\n" + models);
        }

        Path schemaFile() {
            return folder.resolve("prisma/schema.prisma");
        }

        Path tally() {
            return folder.resolve("shadow-databases.txt");
        }

        private Map<String, String> environment() {
            return Map.of(
                    "DIRECT",
                    database.url(),
                    "POOLED",
                    database.absentUrl(),
                    ShadowTally.FILE_VARIABLE,
                    tally().toString());
        }

        String expect(int exitCode, String... arguments) throws IOException {
            Run run = client.run(folder, environment(), arguments);
            assertThat(run.exitCode()).as(run.text()).isEqualTo(exitCode);
            return run.text();
        }

        String expectOnTerminal(int exitCode, String... arguments) throws IOException {
            return expectAnswered(List.of(), exitCode, arguments);
        }

        String expectAnswered(List<String> answers, int exitCode, String... arguments) throws IOException {
            Run run = client.runOnTerminal(folder, environment(), answers, arguments);
            assertThat(run.exitCode()).as(run.text()).isEqualTo(exitCode);
            return run.text();
        }

        /** The same by gnomon's own command line. */
        String expectOwn(int exitCode, String... arguments) {
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8);
            int done =
                    Main.run(List.of(arguments), folder, environment(), InputStream.nullInputStream(), stream, stream);
            String text = output.toString(StandardCharsets.UTF_8);
            assertThat(done).as(text).isEqualTo(exitCode);
            return text;
        }

        String script(String migration) throws IOException {
            return Files.readString(
                    folder.resolve("prisma/migrations").resolve(migration).resolve("migration.sql"));
        }

        void migration(String name, String script) throws IOException {
            Path migration = folder.resolve("prisma/migrations").resolve(name);
            Files.createDirectories(migration);
            Files.writeString(migration.resolve("migration.sql"), script);
        }

        List<String> migrations() throws IOException {
            try (Stream<Path> entries = Files.list(folder.resolve("prisma/migrations"))) {
                return entries.filter(Files::isDirectory)
                        .map(path -> path.getFileName().toString())
                        .sorted()
                        .toList();
            }
        }

        @Override
        public void close() throws SQLException {
            database.close();
        }
    }

    @ParameterizedTest(name = "Prisma {0} on {1}")
    @CsvSource({"6,sqlite", "7,sqlite", "6,postgresql", "7,postgresql", "6,mysql", "7,mysql"})
    void migrations_are_made_applied_repaired_and_reset(int version, String provider) throws Exception {
        try (Project project = new Project(version, provider)) {
            PrismaDatabase database = project.database;
            project.schema(ACCOUNT);
            project.expectOnTerminal(0, "migrate", "dev", "--name", "init");
            assertThat(project.migrations()).hasSize(1).allMatch(name -> name.matches("\\d{14}_init"));
            assertThat(folder.resolve("prisma/migrations/migration_lock.toml"))
                    .content()
                    .contains("provider = \"" + provider + "\"");
            assertThat(database.hasTable("account")).isTrue();

            project.schema(ACCOUNT + "model entry {\n  id Int @id\n}\n");
            project.expectOnTerminal(0, "migrate", "dev", "--create-only", "--name", "later");
            assertThat(database.hasTable("entry")).isFalse();
            assertThat(project.expect(1, "migrate", "status")).contains("_later");
            project.expect(0, "migrate", "deploy");
            assertThat(database.hasTable("entry")).isTrue();
            assertThat(database.applied()).isEqualTo(2);

            project.migration("20990101000000_broken", "INSERT INTO nowhere VALUES (1);\n");
            assertThat(project.expect(1, "migrate", "deploy"))
                    .contains("P3018", "20990101000000_broken")
                    .contains("nowhere");
            assertThat(project.expect(1, "migrate", "deploy")).contains("P3009");
            project.expect(0, "migrate", "resolve", "--rolled-back", "20990101000000_broken");
            project.migration("20990101000000_broken", "CREATE TABLE mended (id INTEGER NOT NULL PRIMARY KEY);\n");
            project.expect(0, "migrate", "deploy");
            assertThat(database.applied()).isEqualTo(3);

            database.execute("CREATE TABLE made_by_hand (id INTEGER NOT NULL PRIMARY KEY)");
            project.migration(
                    "20990102000000_baseline", "CREATE TABLE made_by_hand (id INTEGER NOT NULL PRIMARY KEY);\n");
            project.expect(0, "migrate", "resolve", "--applied", "20990102000000_baseline");
            assertThat(project.expect(0, "migrate", "status")).contains("up to date");

            database.execute("CREATE TABLE drifted (id INTEGER NOT NULL PRIMARY KEY)");
            assertThat(project.expectOnTerminal(130, "migrate", "dev", "--name", "refused"))
                    .contains("Drift detected", "drifted");
            project.expect(0, "migrate", "reset", "--force");
            assertThat(database.hasTable("drifted")).isFalse();
            assertThat(database.hasTable("made_by_hand")).isTrue();
            assertThat(database.applied()).isEqualTo(4);
        }
    }

    @ParameterizedTest(name = "Prisma {0} on {1}")
    @CsvSource({"6,sqlite", "7,sqlite", "6,postgresql", "6,mysql", "7,mysql"})
    void a_schema_is_pushed_pulled_compared_and_scripts_are_executed(int version, String provider) throws Exception {
        try (Project project = new Project(version, provider)) {
            PrismaDatabase database = project.database;
            project.schema(ACCOUNT);
            project.expect(0, "db", "push");
            database.execute("INSERT INTO account (id, email, note) VALUES (1, 'a', 'b')");
            project.schema(ACCOUNT.replace("  note String?\n", ""));
            assertThat(project.expect(1, "db", "push")).contains("--accept-data-loss");
            assertThat(database.count("account WHERE note = 'b'")).isEqualTo(1);
            project.expect(0, "db", "push", "--accept-data-loss");

            Files.writeString(folder.resolve("more.sql"), "CREATE TABLE pulled (id INTEGER NOT NULL PRIMARY KEY);\n");
            if (version >= 7) {
                project.expect(0, "db", "execute", "--file", "more.sql");
            } else {
                project.expect(0, "db", "execute", "--file", "more.sql", "--schema", "prisma/schema.prisma");
            }
            assertThat(database.hasTable("pulled")).isTrue();
            project.expect(0, "db", "pull");
            assertThat(project.schemaFile()).content().contains("model pulled {", "model account {");

            String live = version >= 7 ? "--from-config-datasource" : "--from-schema-datasource=prisma/schema.prisma";
            String model =
                    version >= 7 ? "--to-schema=prisma/schema.prisma" : "--to-schema-datamodel=prisma/schema.prisma";
            project.expect(0, "migrate", "diff", live, model, "--exit-code");
            Files.writeString(
                    project.schemaFile(),
                    Files.readString(project.schemaFile()) + "\nmodel fresh {\n  id Int @id\n}\n");
            assertThat(project.expect(2, "migrate", "diff", live, model, "--exit-code", "--script"))
                    .contains("CREATE TABLE")
                    .contains("fresh")
                    .doesNotContain("pulled");
            if (version < 7 && database.url().contains("://")) {
                assertThat(project.expect(0, "migrate", "diff", "--from-url", database.url(), "--to-empty"))
                        .contains("pulled");
            }
            assertThat(database.hasTable("fresh")).isFalse();
        }
    }

    @ParameterizedTest(name = "Prisma {0} on {1}")
    @CsvSource({"6,sqlite", "7,sqlite", "7,postgresql", "6,mysql", "7,mysql"})
    void data_loss_is_asked_about_on_a_terminal(int version, String provider) throws Exception {
        try (Project project = new Project(version, provider)) {
            PrismaDatabase database = project.database;
            project.schema(ACCOUNT);
            project.expectOnTerminal(0, "migrate", "dev", "--name", "init");
            database.execute("INSERT INTO account (id, email, note) VALUES (1, 'a', 'b')");
            project.schema(ACCOUNT.replace("  note String?\n", ""));
            assertThat(project.expect(1, "migrate", "dev", "--name", "refused")).contains("non-interactive");

            assertThat(project.expectAnswered(List.of("n"), 130, "migrate", "dev", "--name", "less"))
                    .contains("`note`", "1 non-null value", "Migration cancelled.");
            assertThat(project.migrations()).hasSize(1);
            assertThat(database.count("account WHERE note = 'b'")).isEqualTo(1);

            assertThat(project.expectAnswered(List.of("y"), 0, "migrate", "dev", "--name", "less"))
                    .contains("Your database is now in sync with your schema.");
            assertThat(project.migrations()).hasSize(2);
            assertThat(project.script(project.migrations().get(1))).startsWith("/*\n  Warnings:\n");
            assertThat(database.count("account")).isEqualTo(1);
            assertThat(project.expect(0, "migrate", "status")).contains("up to date");
        }
    }

    @ParameterizedTest(name = "Prisma {0} on {1}")
    @CsvSource({"6,sqlite", "7,sqlite", "6,mysql", "7,mysql"})
    void a_database_that_is_there_becomes_the_baseline(int version, String provider) throws Exception {
        try (Project project = new Project(version, provider)) {
            PrismaDatabase database = project.database;
            project.schema(ACCOUNT);
            project.expect(0, "db", "push");
            String from =
                    version >= 7 ? "--to-schema=prisma/schema.prisma" : "--to-schema-datamodel=prisma/schema.prisma";
            project.expect(0, "migrate", "diff", "--from-empty", from, "--script", "-o", "base.sql");
            project.migration("20240101000000_base", Files.readString(folder.resolve("base.sql")));
            Files.writeString(
                    folder.resolve("prisma/migrations/migration_lock.toml"), "provider = \"" + provider + "\"\n");
            assertThat(project.expect(1, "migrate", "deploy")).contains("P3005");
            project.expect(0, "migrate", "resolve", "--applied", "20240101000000_base");
            assertThat(project.expect(0, "migrate", "deploy")).contains("No pending migrations to apply.");
            assertThat(project.expect(0, "migrate", "dev")).contains("Already in sync");
            assertThat(project.expect(1, "migrate", "resolve", "--applied", "20240101000000_base"))
                    .contains("P3008");
            assertThat(project.expect(1, "migrate", "resolve", "--rolled-back", "20240101000000_base"))
                    .contains("P3012");
            assertThat(project.expect(1, "migrate", "resolve", "--applied", "nothing"))
                    .contains("P3017");
            assertThat(database.applied()).isEqualTo(1);
        }
    }

    @ParameterizedTest(name = "Prisma {0} on {1}")
    @CsvSource({"6,sqlite", "7,sqlite", "7,postgresql"})
    void a_project_is_migrated_in_turns_by_both_command_lines(int version, String provider) throws Exception {
        try (Project project = new Project(version, provider)) {
            project.schema(ACCOUNT);
            project.expectOwn(0, "migrate", "dev", "--name", "init");
            assertThat(project.expect(0, "migrate", "status")).contains("up to date");
            String lock = Files.readString(folder.resolve("prisma/migrations/migration_lock.toml"));

            project.schema(ACCOUNT + "model entry {\n  id Int @id\n}\n");
            project.expectOnTerminal(0, "migrate", "dev", "--name", "second");
            assertThat(project.expectOwn(0, "migrate", "dev")).contains("Already in sync");

            project.schema(ACCOUNT + "model entry {\n  id Int @id\n  what String @unique\n}\n");
            project.expectOwn(0, "migrate", "dev", "--name", "third", "--accept-data-loss");
            assertThat(project.expect(0, "migrate", "deploy")).contains("No pending migrations to apply.");
            assertThat(project.expectOnTerminal(0, "migrate", "dev")).contains("Already in sync");

            project.migration("20990101000000_broken", "INSERT INTO nowhere VALUES (1);\n");
            project.expect(1, "migrate", "deploy");
            assertThat(project.expectOwn(1, "migrate", "deploy")).contains("P3009", "20990101000000_broken");
            project.expectOwn(0, "migrate", "resolve", "--rolled-back", "20990101000000_broken");
            project.migration("20990101000000_broken", "CREATE TABLE mended (id INTEGER NOT NULL PRIMARY KEY);\n");
            project.expect(0, "migrate", "deploy");
            assertThat(project.expectOwn(0, "migrate", "status")).contains("up to date");
            assertThat(project.database.applied()).isEqualTo(4);
            assertThat(folder.resolve("prisma/migrations/migration_lock.toml")).hasContent(lock);
        }
    }

    @ParameterizedTest(name = "Prisma {0}")
    @ValueSource(ints = {6, 7})
    void one_migrate_dev_makes_one_shadow_database_for_a_history_that_does_not_change(int version) throws Exception {
        try (Project project = new Project(version, "postgresql")) {
            project.schema(ACCOUNT);
            project.expectOnTerminal(0, "migrate", "dev", "--name", "init");
            Files.deleteIfExists(project.tally());
            project.schema(ACCOUNT + "model entry {\n  id Int @id\n}\n");
            project.expectOnTerminal(0, "migrate", "dev", "--name", "second");
            assertThat(project.tally()).exists();
            assertThat(Files.readAllLines(project.tally())).hasSize(1);
        }
    }
}
