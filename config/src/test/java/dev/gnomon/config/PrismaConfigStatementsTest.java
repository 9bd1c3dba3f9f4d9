package dev.gnomon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real configurations do besides saying their settings, and what of it matters. */
class PrismaConfigStatementsTest {

    private static final String EXPORT =
            "export default defineConfig({ schema: 'prisma/schema.prisma', datasource: { url: env('U') } });\n";

    @TempDir
    private Path project;

    @BeforeEach
    void make_a_project() throws IOException {
        write("prisma/schema.prisma", "datasource db {\n  provider = \"postgresql\"\n}\n");
        write("config/.env", "U=postgresql://localhost/loaded\n");
        write(".env", "U=postgresql://localhost/usual\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = project.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String url(Map<String, String> environment) {
        return SettingsReader.read(project, environment, SettingsOverrides.NONE)
                .target()
                .map(DatabaseTarget::url)
                .orElse("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config({ path: 'config/.env' });",
                "dotenv.config({ path: path.resolve('config', '.env'), quiet: true })",
                "config({ path: ['config/missing.env', 'config/.env'] })",
                "process.loadEnvFile('config/.env')",
                "loadEnvFile(\"config/.env\");",
                "require('node:process').loadEnvFile('config/.env')",
                "require('dotenv').config({ path: 'config/.env' });",
                "if (!process.env['U']) { config({ path: 'config/.env' }) }",
                "if (!process.env.U) config({ path: 'config/.env' })",
                "if (process.env.U) { process.exit(1) } else { config({ path: 'config/.env' }) }",
                "if (process.env.NODE_ENV !== 'production' && !process.env.U) {\n  config({ path: 'config/.env' })\n}",
                "if (fs.existsSync('config/.env')) dotenv.config({ path: 'config/.env' })",
                "if (existsSync('.env.local')) dotenv.config({ path: '.env.local' })\nconfig({ path: 'config/.env' })",
                "try { process.loadEnvFile('config/.env') } catch {}",
                "try {\n  loadEnvFile('config/.env');\n} catch (missing) {\n  console.log(missing)\n} finally { }"
            })
    void statements_that_only_load_a_file_of_variables_are_understood(String statement) throws IOException {
        write("prisma.config.ts", "import 'x';\n" + statement + "\n" + EXPORT);

        assertThat(url(Map.of())).isEqualTo("postgresql://localhost/loaded");
        assertThat(url(Map.of("U", "postgresql://localhost/own"))).isEqualTo("postgresql://localhost/own");
    }

    @Test
    void a_file_without_a_name_is_the_usual_one() throws IOException {
        for (String statement : new String[] {
            "try { require('node:process').loadEnvFile(); } catch {}", "config({})", "if (!process.env.U) { config() }"
        }) {
            write("prisma.config.ts", statement + "\n" + EXPORT);
            assertThat(url(Map.of())).as(statement).isEqualTo("postgresql://localhost/usual");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if (process.argv.includes('--prod')) { config({ path: 'config/.env' }) } else { start() }",
                "if (!process.env.U) throw new Error('no URL')",
                "for (const file of files) { config({ path: file }) }",
                "await load();",
                "config({ path: find() })",
                "dotenv.config({ path: 'config/.env', override: true })",
                "process.env.U ||= build();"
            })
    void a_statement_that_must_be_run_matters_only_where_a_variable_is_missing(String statement) throws IOException {
        write("prisma.config.ts", statement + "\n" + EXPORT.replace("env('U')", "process.env.OTHER"));

        assertThat(url(Map.of("OTHER", "postgresql://localhost/own"))).isEqualTo("postgresql://localhost/own");
        assertThatThrownBy(() -> url(Map.of()))
                .hasMessageContaining("Cannot resolve environment variable: OTHER.")
                .satisfies(failure -> assertThat(((GnomonException) failure).remedy())
                        .contains("The statement at " + project.resolve("prisma.config.ts") + ":1:"));
        write("gnomon.toml", "[datasource]\nurl = \"postgresql://localhost/toml\"\n");
        assertThat(url(Map.of())).isEqualTo("postgresql://localhost/toml");
    }

    @Test
    void what_such_a_statement_changes_is_unknown() throws IOException {
        write("prisma.config.ts", """
                let url = "postgresql://localhost/a";
                if (process.argv.includes("--prod")) { url = "postgresql://localhost/b"; }
                process.env["U"] = url;
                export default { schema: "prisma/schema.prisma", datasource: { url } };
                """);
        assertThatThrownBy(() -> url(Map.of()))
                .hasMessageContaining("`url`, which a statement changes that must be run");

        write(
                "prisma.config.ts",
                Files.readString(project.resolve("prisma.config.ts")).replace("{ url }", "{ url: env('U') }"));
        assertThatThrownBy(() -> url(Map.of("U", "postgresql://localhost/own")))
                .hasMessageContaining("the variable U, which a statement changes that must be run");
    }

    @Test
    void a_spread_of_a_choice_is_decided_where_its_condition_is_known() throws IOException {
        String config = """
                export default defineConfig({
                  schema: "prisma/schema.prisma",
                  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
                  ...(process.env.NODE_ENV === "test" && { migrations: { path: "test/steps" } }),
                });
                """;
        write("prisma.config.ts", config);
        assertThat(url(Map.of("DATABASE_URL", "postgresql://localhost/a"))).isEqualTo("postgresql://localhost/a");
        assertThat(url(Map.of())).isEqualTo("none");
        Settings test = SettingsReader.read(project, Map.of("NODE_ENV", "test"), SettingsOverrides.NONE);
        assertThat(test.migrationsDirectory()).isEqualTo(project.resolve("test/steps"));
    }

    @Test
    void a_spread_of_something_unknown_is_named_for_what_it_is_and_only_if_it_is_asked_for() throws IOException {
        write("prisma.config.ts", """
                export default defineConfig({
                  schema: "db/my.prisma",
                  migrations: { path: "db/steps" },
                  ...shared,
                  datasource: { url: env("MY_URL") },
                });
                """);
        write("db/my.prisma", "datasource db {\n  provider = \"postgresql\"\n}\n");
        Settings unknown = SettingsReader.read(project, Map.of("MY_URL", "postgresql://h/d"), SettingsOverrides.NONE);

        assertThat(unknown.target().map(DatabaseTarget::url)).contains("postgresql://h/d");
        assertThatThrownBy(unknown::migrationsDirectory).isInstanceOfSatisfying(GnomonException.class, failure -> {
            assertThat(failure.code()).isEqualTo(EngineErrorCode.SETTINGS_INVALID);
            assertThat(failure.problem())
                    .contains("prisma.config.ts:4:3: `migrations.path` cannot be read")
                    .contains("a spread of something unknown, `shared`, which is set elsewhere")
                    .doesNotContain("There is no setting");
        });
        assertThatThrownBy(unknown::requireSchema).hasMessageContaining("`schema` cannot be read");

        write("gnomon.toml", """
                schema = "db/my.prisma"
                [migrations]
                path = "db/steps"
                seed = "true"
                initShadowDb = ""
                [tables]
                external = []
                [enums]
                external = []
                """);
        Settings known = SettingsReader.read(project, Map.of("MY_URL", "postgresql://h/d"), SettingsOverrides.NONE);
        assertThat(known.migrationsDirectory()).isEqualTo(project.resolve("db/steps"));
        assertThat(known.requireSchema().location()).isEqualTo(project.resolve("db/my.prisma"));
        assertThat(known.externalTables()).isEmpty();
        assertThat(known.initShadowDatabase()).isEmpty();
    }

    @Test
    void the_suggestion_has_the_paths_that_the_file_names() throws IOException {
        write("prisma.config.ts", """
                export default defineConfig({
                  ...shared,
                  schema: "db/my.prisma",
                  migrations: { path: path.join(__dirname, "db/steps") },
                });
                """);
        write("db/my.prisma", "datasource db {\n  provider = \"postgresql\"\n}\n");

        assertThatThrownBy(() -> url(Map.of()))
                .hasMessageContaining(
                        "\n  schema = \"db/my.prisma\"\n  [datasource]\n  url = { env = \"DATABASE_URL\" }"
                                + "\n  [migrations]\n  path = \"db/steps\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export default build();",
                "export default defineConfig({ colour: 'red', schema: build() })",
                "start();",
                "throw new Error('never')",
                "export default {{{"
            })
    void a_command_on_the_schema_alone_that_is_told_which_does_not_mind(String config) throws IOException {
        write("prisma.config.ts", config);
        SettingsOverrides schema = SettingsOverrides.builder().schema(Optional.of("prisma/schema.prisma")).build();

        assertThat(SettingsReader.readForSchema(project, Map.of(), schema)
                        .requireSchema()
                        .location())
                .isEqualTo(project.resolve("prisma/schema.prisma"));
    }

    @Test
    void a_file_that_must_be_run_as_a_whole_gives_way_to_gnomon_toml() throws IOException {
        write("prisma.config.ts", "export default await build();\n");
        assertThatThrownBy(() -> url(Map.of())).hasMessageContaining("`datasource.url` cannot be read");

        write(
                "gnomon.toml",
                "schema = \"prisma/schema.prisma\"\n[datasource]\nurl = \"postgresql://localhost/toml\"\n");
        assertThat(url(Map.of())).isEqualTo("postgresql://localhost/toml");
    }
}
