package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.ProjectFolder.Transcript;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people get wrong about the URL of a database, and what they are told. */
class UrlMistakesTest {

    @TempDir
    private Path folder;

    private ProjectFolder project(String provider) {
        ProjectFolder project = new ProjectFolder(folder);
        project.write(
                "prisma/schema.prisma",
                "datasource db {\n  provider = \"%s\"\n  url = env(\"TEXT_URL\")\n}\nmodel A {\n  id Int @id\n}\n"
                        .formatted(provider));
        return project;
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql, postgresql://u:p@127.0.0.1:1/d",
        "mysql, mysql://u:p@127.0.0.1:1/d",
        "sqlserver, sqlserver://127.0.0.1:1;database=d",
        "sqlite, file:./d.db"
    })
    void quotes_that_came_with_a_URL_are_named(String provider, String url) {
        for (String quoted : new String[] {"\"" + url + "\"", "'" + url + "'"}) {
            Transcript refused = project(provider).with("TEXT_URL", quoted).run("migrate", "deploy");

            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.error())
                    .contains("P1013: The provided database string is invalid. The scheme is not recognized")
                    .contains("Remove the quotes around the URL");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "mysql, postgresql://u:p@127.0.0.1:1/d, postgresql",
        "postgresql, mysql://u:p@127.0.0.1:1/d, mysql",
        "postgresql, sqlserver://127.0.0.1:1;database=d, sqlserver",
        "sqlite, postgres://u:p@127.0.0.1:1/d, postgresql",
        "sqlserver, file:./dev.db, sqlite",
        "mysql, mongodb+srv://u:p@h/d, mongodb"
    })
    void a_URL_of_another_provider_is_told_as_one(String provider, String url, String other) {
        Transcript refused = project(provider).with("TEXT_URL", url).run("migrate", "deploy");

        assertThat(refused.error()).contains("The URL is one for the provider `" + other + "`");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://u:p@127.0.0.1:1/app_${STAGE}",
                "postgresql://127.0.0.1:1/app_${STAGE:-development}",
                "jdbc:postgresql://127.0.0.1:1/app_${STAGE}"
            })
    void a_reference_that_was_not_replaced_is_no_part_of_a_name(String url) {
        Transcript refused = project("postgresql").with("TEXT_URL", url).run("migrate", "dev", "--name", "init");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.error())
                .contains("The URL of the database still holds `${STAGE")
                .contains("prisma/schema.prisma:3:9")
                .contains("(GN-1002)");
    }

    @Test
    void a_password_may_hold_what_looks_like_a_reference() {
        assertThat(project("sqlserver")
                        .with("TEXT_URL", "sqlserver://127.0.0.1:1;database=d;user=u;password={a${b}}c}")
                        .run("migrate", "deploy")
                        .error())
                .contains("P1001");
    }

    @Test
    void a_default_in_an_env_file_is_taken() {
        ProjectFolder project = project("sqlite");
        project.write(".env", "TEXT_URL=\"file:./${NAME:-fallback}.db\"\n");

        assertThat(project.run("db", "push").exitCode()).isZero();
        assertThat(folder.resolve("prisma/fallback.db")).exists();
    }
}
