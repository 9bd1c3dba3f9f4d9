package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.cli.ProjectFolder.Transcript;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A migration that lets go of the locks of its session lets go of the one that keeps other runs away. */
class LockLetGoTest {

    @TempDir
    private Path folder;

    private static String letGo(Kind kind) {
        return switch (kind) {
            case POSTGRESQL -> "SELECT pg_advisory_unlock_all()";
            case MYSQL -> "SELECT RELEASE_ALL_LOCKS()";
            default -> "SELECT RELEASE_LOCK('prisma_migrate')";
        };
    }

    private static String held(Kind kind) {
        return kind == Kind.POSTGRESQL
                ? "SELECT count(*) AS held FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
                : "SELECT IS_USED_LOCK('prisma_migrate') = CONNECTION_ID() AS held";
    }

    private static void migration(FaultProject project, String name, String script) {
        project.folder().write("prisma/migrations/" + name + "/migration.sql", script + ";\n");
    }

    private static void awaitStart(FaultProject project) throws InterruptedException {
        String started = "SELECT 1 FROM _prisma_migrations WHERE migration_name LIKE '%lets_go'";
        for (int attempt = 0; attempt < 600 && project.rows(started).isEmpty(); attempt++) {
            Thread.sleep(50);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"POSTGRESQL", "MYSQL", "MARIADB"})
    void it_is_taken_again_before_anything_else_is_done(Kind kind) {
        FaultProject project = FaultProject.withPendingMigration(kind, folder);
        migration(project, "20900101000000_lets_go", letGo(kind));
        migration(project, "20900102000000_looks", "CREATE TABLE seen AS " + held(kind));
        if (kind == Kind.POSTGRESQL) {
            migration(project, "20900103000000_discards", "DISCARD ALL");
            migration(project, "20900104000000_looks", "INSERT INTO seen " + held(kind));
        }

        Transcript deployed = project.folder().run("migrate", "deploy");

        assertThat(deployed.exitCode()).as(deployed.error()).isZero();
        assertThat(project.rows("SELECT held FROM seen")).containsOnly("1");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"POSTGRESQL", "MYSQL", "MARIADB"})
    void the_run_stops_if_another_one_has_it_by_then(Kind kind) throws Exception {
        FaultProject project = FaultProject.withPendingMigration(kind, folder);
        String sleep = kind == Kind.POSTGRESQL ? "SELECT pg_sleep(6)" : "SELECT SLEEP(6)";
        migration(project, "20900101000000_lets_go", letGo(kind) + "; " + sleep);
        migration(project, "20900102000000_next", "CREATE TABLE too_late (id INT)");

        CompletableFuture<Transcript> running =
                CompletableFuture.supplyAsync(() -> project.folder().run("migrate", "deploy"));
        awaitStart(project);
        String take =
                kind == Kind.POSTGRESQL ? "SELECT pg_advisory_lock(72707369)" : "SELECT GET_LOCK('prisma_migrate', 60)";
        try (Connection other = project.connect();
                Statement waiting = other.createStatement()) {
            waiting.execute(take);
            Transcript stopped = running.get(1, TimeUnit.MINUTES);

            assertThat(stopped.exitCode()).as(stopped.output()).isEqualTo(1);
            assertThat(stopped.error()).contains("GN-6009").contains("let go of the migration lock");
        }
        assertThat(project.applied()).doesNotContainKey("20900102000000_next");
    }
}
