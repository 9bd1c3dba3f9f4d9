package dev.gnomon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

    private static final String SCHEMA = """
            datasource db {
              provider = "postgresql"
            }
            """;

    @TempDir
    Path project;

    private void write(String path, String text) throws IOException {
        Path file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Settings read(Map<String, String> environment) {
        return SettingsReader.read(project, environment, SettingsOverrides.NONE);
    }

    private Settings read() {
        return read(Map.of());
    }

    private static String url(Settings settings) {
        return settings.target().map(DatabaseTarget::url).orElse("none");
    }

    @Test
    void the_usual_config_of_version_7_is_read_without_running_it() throws IOException {
        write("prisma/schema.prisma", SCHEMA);
        write(".env", "DATABASE_URL=\"postgresql://u:secret@localhost/app\"\n");
        write("prisma.config.ts", """
                // where everything is
                import "dotenv/config";
                import path from "node:path";
                import { defineConfig, env } from "prisma/config";

                type Env = { DATABASE_URL: string };

                export default defineConfig({
                  experimental: { externalTables: true },
                  schema: path.join("prisma", "schema.prisma"),
                  migrations: {
                    path: 'db/migrations',
                    seed: `tsx prisma/seed.ts`,
                    initShadowDb: "CREATE SCHEMA auth;",
                  },
                  tables: { external: ["auth.users"] },
                  datasource: {
                    url: env<Env>("DATABASE_URL"),
                    shadowDatabaseUrl: process.env.SHADOW_DATABASE_URL ?? "postgresql://localhost/shadow",
                  },
                } satisfies PrismaConfig);
                """);
        Settings settings = read();
        assertThat(url(settings)).isEqualTo("postgresql://u:secret@localhost/app");
        assertThat(settings.shadowTarget().map(DatabaseTarget::url)).contains("postgresql://localhost/shadow");
        assertThat(settings.migrationsDirectory()).isEqualTo(project.resolve("db/migrations"));
        assertThat(settings.seed()).contains("tsx prisma/seed.ts");
        assertThat(settings.initShadowDatabase()).isEqualTo("CREATE SCHEMA auth;");
        assertThat(settings.externalTables()).containsExactly("auth.users");
        assertThat(settings.datasource().orElseThrow().provider()).contains("postgresql");
        assertThat(settings.toString() + settings.url()).doesNotContain("secret");
    }

    @Test
    void other_forms_of_the_same_config_are_read() throws IOException {
        write("prisma/schema.prisma", SCHEMA);
        write("prisma.config.mjs", """
                import { defineConfig } from 'prisma/config'
                const host = "db.example.com", unused = 1
                const datasource = { url: `postgresql://${host}/${process.env["NAME"]!}` }
                const config = defineConfig({ schema: './prisma', datasource, adapter: async () => { return 1 } })
                export default config
                """);
        assertThat(url(read(Map.of("NAME", "app")))).isEqualTo("postgresql://db.example.com/app");
        Files.delete(project.resolve("prisma.config.mjs"));
        write("prisma.config.cjs", """
                require('dotenv').config();
                const { defineConfig, env } = require('prisma/config');
                module.exports = defineConfig({ datasource: { url: env('U') } });
                """);
        write(".env", "U=postgresql://other/app");
        assertThat(url(read())).isEqualTo("postgresql://other/app");
    }

    @Test
    void what_cannot_be_read_without_running_it_is_told_with_its_place_and_the_same_setting_for_gnomon_toml()
            throws IOException {
        write("prisma/schema.prisma", SCHEMA);
        write("prisma.config.ts", """
                import { defineConfig } from "prisma/config";
                import { secret } from "./secrets";
                export default defineConfig({
                  datasource: { url: secret("database"), shadowDatabaseUrl: build() },
                  colour: "red",
                });
                """);
        assertThatThrownBy(this::read).isInstanceOfSatisfying(GnomonException.class, failure -> {
            assertThat(failure.code()).isEqualTo(EngineErrorCode.SETTINGS_INVALID);
            assertThat(failure.problem())
                    .contains(project.resolve("prisma.config.ts") + ":4:22: `datasource.url` cannot be read")
                    .contains("[datasource]\n  url = { env = \"DATABASE_URL\" }")
                    .contains(":4:61: `datasource.shadowDatabaseUrl`")
                    .contains(":5:11: There is no setting `colour`");
        });
        write("gnomon.toml", """
                [datasource]
                url = "postgresql://localhost/app"
                shadowDatabaseUrl = { env = "SHADOW" }
                """);
        write(
                "prisma.config.ts",
                Files.readString(project.resolve("prisma.config.ts")).replace("  colour: \"red\",\n", ""));
        assertThat(url(read(Map.of("SHADOW", "postgresql://localhost/s")))).isEqualTo("postgresql://localhost/app");
    }

    @Test
    void external_tables_need_the_experimental_setting() throws IOException {
        write("prisma.config.ts", "export default { tables: { external: ['a.b'] } }");
        assertThatThrownBy(this::read)
                .hasMessageContaining("The `tables.external` configuration requires `experimental.externalTables` to be"
                        + " set to `true`.");
    }

    @Test
    void gnomon_toml_sets_everything_and_its_mistakes_are_told_all_at_once() throws IOException {
        write("db/schema.prisma", SCHEMA);
        write("gnomon.toml", """
                schema = "db/schema.prisma"
                lockTimeout = 30
                [datasource]
                url = { env = "U" }
                [migrations]
                path = "db/steps"
                seed = "make seed"
                """);
        Settings settings = read(Map.of("U", "postgresql://localhost/app"));
        assertThat(url(settings)).isEqualTo("postgresql://localhost/app");
        assertThat(settings.lockTimeout().orElseThrow()).hasSeconds(30);
        assertThat(settings.migrationsDirectory()).isEqualTo(project.resolve("db/steps"));
        assertThat(settings.seed()).contains("make seed");

        write("gnomon.toml", "lockTimeout = \"soon\"\n[datasource]\nurl = 4\nuri = 'x'\n");
        assertThatThrownBy(this::read)
                .hasMessageContaining("3 mistakes")
                .hasMessageContaining("gnomon.toml:1:1: `lockTimeout` is no number of seconds")
                .hasMessageContaining("gnomon.toml:3:1: `datasource.url` is a number, not a text.")
                .hasMessageContaining("gnomon.toml:4:1: There is no setting `datasource.uri`");
        write("gnomon.toml", "schema = \n= 3\n");
        assertThatThrownBy(this::read).hasMessageContaining("gnomon.toml:1:");
    }

    @Test
    void a_shadow_database_stays_only_where_that_is_wanted() throws IOException {
        assertThat(read().replay().template()).isFalse();
        assertThat(read(Map.of("GNOMON_SHADOW_TEMPLATE", "1")).replay().template()).isTrue();
        write("gnomon.toml", "[shadow]\ntemplate = true\n");
        assertThat(read().replay().template()).isTrue();
        assertThat(read(Map.of("GNOMON_SHADOW_TEMPLATE", "0")).replay().template()).isFalse();
        write("gnomon.toml", "[shadow]\ntemplate = \"yes\"\n");
        assertThatThrownBy(this::read).hasMessageContaining("`shadow.template` is a text.");
    }

    @Test
    void a_project_of_version_6_is_read_from_its_schema() throws IOException {
        write("prisma/schema.prisma", """
                datasource db {
                  provider          = "sqlite"
                  url               = env("URL")
                  directUrl         = env("DIRECT")
                  shadowDatabaseUrl = env("SHADOW")
                }
                """);
        write(".env", "URL=\"file:./${NAME}.db\" # comment\nexport NAME='dev'\nSHADOW=\n");
        write("prisma/.env", "DIRECT=file:./direct.db\n");
        Settings settings = read();
        assertThat(settings.requireTarget("migrate dev"))
                .isEqualTo(new DatabaseTarget("file:./direct.db", project.resolve("prisma")));
        assertThat(settings.url().orElseThrow())
                .isInstanceOfSatisfying(
                        DatabaseUrl.Known.class,
                        known -> assertThat(known.target().url()).isEqualTo("file:./dev.db"));
        assertThat(settings.shadowTarget()).isEmpty();
        assertThat(settings.migrationsDirectory()).isEqualTo(project.resolve("prisma/migrations"));

        Files.delete(project.resolve(".env"));
        Files.delete(project.resolve("prisma/.env"));
        Settings unset = read();
        assertThatThrownBy(() -> unset.requireTarget("migrate dev"))
                .isInstanceOfSatisfying(GnomonException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(EngineErrorCode.SCHEMA_INVALID);
                    assertThat(failure.problem()).isEqualTo("Environment variable not found: DIRECT.");
                });
    }

    @Test
    void two_env_files_that_disagree_are_a_mistake() throws IOException {
        write("prisma/schema.prisma", SCHEMA);
        write(".env", "A=1\nB=2\n");
        write("prisma/.env", "B=3\n");
        assertThatThrownBy(this::read).hasMessageContaining("conflict").hasMessageContaining(": B.");
    }

    @Test
    void the_command_line_wins_over_every_file() throws IOException {
        write("other/schema.prisma", SCHEMA);
        write("prisma.config.ts", "export default { datasource: { url: 'postgresql://localhost/a' } }");
        Settings settings = SettingsReader.read(
                project,
                Map.of("GNOMON_URL", "postgresql://localhost/b"),
                SettingsOverrides.builder().schema(Optional.of("other/schema.prisma")).url(Optional.of("postgresql://localhost/c")).shadowDatabaseUrl(Optional.of("postgresql://localhost/d")).build());
        assertThat(url(settings)).isEqualTo("postgresql://localhost/c");
        assertThat(settings.shadowTarget().map(DatabaseTarget::url)).contains("postgresql://localhost/d");
        assertThat(settings.requireSchema().location()).isEqualTo(project.resolve("other/schema.prisma"));
        assertThat(url(read(Map.of("GNOMON_URL", "postgresql://localhost/b")))).isEqualTo("postgresql://localhost/b");
    }

    @Test
    void a_schema_that_is_nowhere_is_told_with_the_places_looked_at() {
        Settings settings = read();
        assertThatThrownBy(settings::requireSchema)
                .hasMessageContaining("Could not find Prisma Schema that is required for this command.")
                .hasMessageContaining("schema.prisma: file not found\nprisma/schema.prisma: file not found");
    }

    @Test
    void a_schema_folder_and_package_json_are_found() throws IOException {
        write("package.json", "{\"name\": \"x\", \"prisma\": {\"schema\": \"model\", \"seed\": \"node seed.js\"}}");
        write("model/a.prisma", SCHEMA);
        write("model/deep/b.prisma", "model A {\n id Int @id\n}\n");
        write("model/notes.txt", "");
        Settings settings = read();
        assertThat(settings.requireSchema().paths())
                .containsExactly(project.resolve("model/a.prisma"), project.resolve("model/deep/b.prisma"));
        assertThat(settings.migrationsDirectory()).isEqualTo(project.resolve("model/migrations"));
        assertThat(settings.seed()).contains("node seed.js");
    }

    @TestFactory
    Stream<DynamicTest> a_hostile_file_ends_with_settings_or_with_an_error_of_ours() {
        Random random = new Random(7);
        byte[] noise = new byte[300_000];
        random.nextBytes(noise);
        byte[] brackets = "[{(".repeat(100_000).getBytes();
        byte[] quotes = "\"'`${".repeat(60_000).getBytes();
        byte[] dollars = Stream.iterate(1, i -> i < 60, i -> i + 1)
                .map(i -> "A" + i + "=$A" + (i + 1) + "$A" + (i + 1) + "\n")
                .reduce("", String::concat)
                .getBytes();
        byte[] huge = new byte[(1 << 20) + 1];
        Arrays.fill(huge, (byte) 'a');
        return Stream.of(".env", "gnomon.toml", "prisma.config.ts", "package.json")
                .flatMap(file -> Stream.of(noise, brackets, quotes, dollars, huge)
                        .map(content -> DynamicTest.dynamicTest(file + " of " + content.length + " bytes", () -> {
                            Files.write(project.resolve(file), content);
                            try {
                                read();
                            } catch (GnomonException expected) {
                                assertThat(expected.problem()).isNotBlank();
                            } finally {
                                Files.delete(project.resolve(file));
                            }
                        })));
    }
}
