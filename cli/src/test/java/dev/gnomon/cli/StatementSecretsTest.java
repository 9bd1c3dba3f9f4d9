package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.cli.ProjectFolder.Transcript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A password that stands in a script goes to the database, and is told by nobody when the script fails. */
class StatementSecretsTest {

    private static final String SECRET = "Plugh8Plover";

    @TempDir
    private Path folder;

    /** Statements with the secret that the database refuses, quoting them where it does so. */
    private static List<String> statements(Kind kind) {
        return switch (kind) {
            case POSTGRESQL ->
                List.of(
                        "CREATE ROLE postgres LOGIN PASSWORD '" + SECRET + "'",
                        "ALTER ROLE nobody_at_all PASSWORD $$" + SECRET + "$$",
                        "ALTER ROLE postgres PASSWORD E'" + SECRET + "' NONSENSE",
                        "SELECT dblink('host=h password=" + SECRET + "', 'SELECT 1')");
            case MYSQL, MARIADB ->
                List.of(
                        "ALTER USER nobody@nowhere IDENTIFIED BY '" + SECRET + "'",
                        "CREATE USER u NONSENSE IDENTIFIED BY \"" + SECRET + "\"",
                        "SET PASSWORD FOR nobody@nowhere = '" + SECRET + "'");
            case SQLSERVER -> List.of();
            case SQLITE ->
                List.of("CREATE USER u IDENTIFIED BY '" + SECRET + "'", "PRAGMA key = '" + SECRET + "' nonsense");
        };
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "SQLSERVER")
    void of_no_statement_that_fails(Kind kind) throws IOException {
        int number = 0;
        for (String statement : statements(kind)) {
            FaultProject project = FaultProject.withPendingMigration(kind, folder.resolve("project" + number++));
            project.folder().write("gnomon.toml", "[audit]\njournal = \"audit.jsonl\"\n");
            project.folder().with("GNOMON_DEBUG", "1");
            String script = "prisma/migrations/" + project.migrations().getLast() + "/migration.sql";
            project.folder().write(script, "-- a comment\n" + statement + ";\n");
            List<Transcript> told = new ArrayList<>();
            told.add(project.folder().run("migrate", "deploy"));
            assertThat(told.get(0).exitCode()).as(statement).isEqualTo(1);
            told.add(project.folder().run("migrate", "status"));
            told.add(project.folder().run("migrate", "status", "--json"));
            told.add(project.folder().run("migrate", "dev", "--name", "more"));
            told.add(project.folder().runWithInput(statement + ";", "db", "execute", "--stdin"));
            for (Transcript each : told) {
                assertThat(each.output() + each.error()).as(statement).doesNotContain(SECRET, SECRET.substring(0, 7));
            }
            assertThat(project.rows("SELECT logs FROM _prisma_migrations").toString())
                    .as(statement)
                    .contains("Failing statement")
                    .doesNotContain(SECRET);
            Files.delete(project.folder().path().resolve(script));
            assertNoFileHasIt(project.folder().path(), statement);
        }
    }

    private static void assertNoFileHasIt(Path project, String statement) throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(statement + " in " + file)
                        .doesNotContain(SECRET);
            }
        }
    }
}
