package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.cli.ProjectFolder.Transcript;
import dev.gnomon.engine.tck.fault.FaultyProcess;
import dev.gnomon.engine.tck.fault.FaultyProcess.Result;
import dev.gnomon.engine.tck.server.PgBouncer;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many runs at once on one database: with {@code -Dgnomon.fault=full}, fifty of them in processes of their own. */
class CrowdedTest {

    private static final boolean FULL = "full".equals(System.getProperty("gnomon.fault"));

    private static final int PROCESSES = FULL ? 50 : 10;
    private static final int THREADS = FULL ? 40 : 12;

    @TempDir
    Path temporary;

    private static List<Transcript> atOnce(int count, Callable<Transcript> run) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            List<Future<Transcript>> futures = new ArrayList<>();
            for (int index = 0; index < count; index++) {
                futures.add(pool.submit(run));
            }
            List<Transcript> results = new ArrayList<>();
            for (Future<Transcript> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void processes_that_deploy_at_once_apply_each_migration_once(Kind kind) {
        if (!FULL && (kind == Kind.MARIADB || kind == Kind.MYSQL)) {
            System.out.println("not run: many processes on " + kind + " (only with -Dgnomon.fault=full)");
            return;
        }
        FaultProject project = FaultProject.withPendingMigration(kind, temporary.resolve("crowd"));
        List<Process> crowd = IntStream.range(0, PROCESSES)
                .mapToObj(index -> project.process().start("migrate", "deploy", "--lock-timeout", "200"))
                .toList();
        for (Process process : crowd) {
            Result result = FaultyProcess.await(process);
            assertThat(result.exitCode()).as(result.output()).isZero();
        }
        assertThat(project.applied()).hasSize(2);
        assertThat(project.applied().values()).containsOnly(1);
        assertThat(project.rows("SELECT id FROM _prisma_migrations")).hasSize(2);
        assertThat(project.keptRows()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void runs_that_deploy_at_once_into_a_database_that_is_not_there_yet(Kind kind) throws Exception {
        FaultProject template = FaultProject.withPendingMigration(kind, temporary.resolve("template"));
        FaultProject project = template.withoutDatabase(temporary.resolve("new"));
        List<Transcript> runs =
                atOnce(THREADS, () -> project.folder().run("migrate", "deploy", "--lock-timeout", "200"));
        assertThat(runs)
                .allSatisfy(run -> assertThat(run.exitCode())
                        .as(run.output() + run.error())
                        .isZero());
        assertThat(project.applied().values()).containsOnly(1);
        assertThat(project.rows("SELECT id FROM _prisma_migrations")).hasSize(2);
    }

    @Test
    void runs_through_a_pooler_in_transaction_mode_are_refused_and_apply_nothing() throws Exception {
        TestServer server = TestServers.postgresql();
        Optional<TestServer> pooler = PgBouncer.inFrontOf(server);
        if (pooler.isEmpty()) {
            System.out.println("not run: PgBouncer is not installed");
        }
        Assumptions.assumeTrue(pooler.isPresent(), "PgBouncer is not installed");
        FaultProject project = FaultProject.withPendingMigration(Kind.POSTGRESQL, temporary.resolve("pooled"));
        String name = project.url().replaceFirst(".*/", "");
        String pooled = pooler.orElseThrow().url(name);
        List<Transcript> runs = atOnce(THREADS, () -> project.folder().run("migrate", "deploy", "--url", pooled));
        assertThat(runs).allSatisfy(run -> {
            assertThat(run.exitCode()).as(run.output()).isEqualTo(1);
            assertThat(run.error()).contains("GN-6003").contains("direct URL");
        });
        assertThat(project.applied()).hasSize(1);
        assertThat(project.folder().run("migrate", "deploy").exitCode()).isZero();
        assertThat(project.applied().values()).containsExactly(1, 1);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void two_that_make_a_migration_at_once_make_one(Kind kind) throws Exception {
        for (int round = 0; round < (FULL ? 10 : 1); round++) {
            FaultProject project = FaultProject.withPendingMigration(kind, temporary.resolve("dev" + round));
            project.schema(FaultProject.THIRD);
            List<Transcript> runs = atOnce(2, () -> project.folder().run("migrate", "dev", "--name", "next"));
            assertThat(runs).anySatisfy(run -> assertThat(run.exitCode()).isZero());
            assertThat(runs).allSatisfy(run -> {
                if (run.exitCode() != 0) {
                    assertThat(run.output() + run.error()).containsAnyOf("GN-2004", "P1002", "P1008");
                }
            });
            assertThat(project.folder().run("migrate", "dev").output()).contains("Already in sync");
            assertThat(project.migrations()).hasSize(3);
            assertThat(project.applied()).hasSize(3);
            assertThat(project.applied().values()).containsOnly(1);
            assertThat(project.keptRows()).hasSize(3);
        }
    }
}
