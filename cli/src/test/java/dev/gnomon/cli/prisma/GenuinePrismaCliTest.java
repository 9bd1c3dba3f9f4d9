package dev.gnomon.cli.prisma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.prisma.PrismaClient.Run;
import java.io.IOException;
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

        private Map<String, String> environment() {
            return Map.of("DIRECT", database.url(), "POOLED", database.absentUrl());
        }

        String expect(int exitCode, String... arguments) throws IOException {
            Run run = client.run(folder, environment(), arguments);
            assertThat(run.exitCode()).as(run.text()).isEqualTo(exitCode);
            return run.text();
        }

        String expectOnTerminal(int exitCode, String... arguments) throws IOException {
            Run run = client.runOnTerminal(folder, environment(), arguments);
            assertThat(run.exitCode()).as(run.text()).isEqualTo(exitCode);
            return run.text();
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
    @CsvSource({"6,sqlite", "7,sqlite", "6,postgresql", "7,postgresql", "6,mysql"})
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
    @CsvSource({"7,sqlite", "6,postgresql", "7,mysql"})
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
}
