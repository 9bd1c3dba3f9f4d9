package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.cli.ProjectFolder.Transcript;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.tck.fault.FaultyProcess;
import dev.gnomon.engine.tck.fault.FaultyProcess.Result;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two processes whose projects were given the same shadow database. */
class SharedShadowProcessesTest {

    @TempDir
    private Path folder;

    private static FaultProject project(Kind kind, Path path, String shadow) {
        FaultProject project = FaultProject.withPendingMigration(kind, path);
        project.expect(project.folder().run("migrate", "deploy"));
        project.folder()
                .write(
                        "gnomon.toml",
                        "cache = false\n[datasource]\nurl = \"" + project.url() + "\"\nshadowDatabaseUrl = \"" + shadow
                                + "\"\n");
        return project;
    }

    private static void awaitTable(Dialect dialect, DatabaseTarget shadow) throws Exception {
        for (int attempt = 0; attempt < 1200; attempt++) {
            try (Connection connection = dialect.connector().connect(shadow);
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT id FROM started");
                return;
            } catch (SQLException | GnomonException notYet) {
                Thread.sleep(50);
            }
        }
        throw new AssertionError("no replay began");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"POSTGRESQL", "MYSQL", "MARIADB"})
    void one_waits_or_is_refused_and_each_sees_its_own_history(Kind kind) throws Exception {
        Dialect dialect = Dialects.load(List.<Path>of()).require(kind.provider());
        DatabaseTarget shadow = new DatabaseTarget(kind.newUrl(), folder);
        dialect.connector().createDatabase(shadow);
        try {
            FaultProject slow = project(kind, folder.resolve("slow"), shadow.url());
            FaultProject other = project(kind, folder.resolve("other"), shadow.url());
            String sleep = kind == Kind.POSTGRESQL ? "SELECT pg_sleep(8)" : "SELECT SLEEP(8)";
            slow.folder()
                    .write("prisma/migrations/20000101000000_first/migration.sql", "CREATE TABLE started (id INT);\n");
            slow.folder()
                    .write("prisma/migrations/20000102000000_last/migration.sql", sleep + ";\nDROP TABLE started;\n");
            for (String marked : List.of("20000101000000_first", "20000102000000_last")) {
                slow.expect(slow.folder().run("migrate", "resolve", "--applied", marked));
            }
            other.schema(FaultProject.THIRD);

            Process running = slow.process().start("migrate", "dev", "--name", "nothing");
            awaitTable(dialect, shadow);
            Result refused = FaultyProcess.await(
                    other.process().start("migrate", "dev", "--name", "road", "--lock-timeout", "1"));
            Result waited = FaultyProcess.await(other.process().start("migrate", "dev", "--name", "road"));
            Result first = FaultyProcess.await(running);

            assertThat(refused.exitCode()).as(refused.output()).isEqualTo(1);
            assertThat(refused.output()).contains("P1002");
            assertThat(first.exitCode()).as(first.output()).isZero();
            assertThat(first.output()).contains("Already in sync");
            assertThat(waited.exitCode()).as(waited.output()).isZero();
            String script = other.folder()
                    .read("prisma/migrations/" + other.migrations().getLast() + "/migration.sql");
            assertThat(script).contains("Road").doesNotContain("DROP", "Keep", "started");
            for (FaultProject each : List.of(slow, other)) {
                Transcript again = each.folder().run("migrate", "dev", "--name", "again");
                assertThat(again.output()).as(again.error()).contains("Already in sync");
            }
        } finally {
            dialect.connector().dropDatabase(shadow);
        }
    }
}
