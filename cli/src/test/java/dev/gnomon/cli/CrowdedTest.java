package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.engine.tck.fault.FaultyProcess;
import dev.gnomon.engine.tck.fault.FaultyProcess.Result;
import dev.gnomon.engine.tck.server.PgBouncer;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many processes at once on one database: with {@code -Dgnomon.fault=full}, fifty of them. */
class CrowdedTest {

    private static final boolean FULL = "full".equals(System.getProperty("gnomon.fault"));

    private static final int PROCESSES = FULL ? 50 : 10;

    @TempDir
    Path temporary;

    /** Start so many processes with the same command line, and wait for all of them. */
    private static List<Result> atOnce(int count, FaultProject project, String... line) {
        List<Process> crowd = IntStream.range(0, count)
                .mapToObj(index -> project.process().start(line))
                .toList();
        return crowd.stream().map(FaultyProcess::await).toList();
    }

    private static void assertAllDeployed(List<Result> results) {
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.exitCode()).as(result.output()).isZero());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void processes_that_deploy_at_once_apply_each_migration_once(Kind kind) {
        if (isForTheFullRun(kind)) {
            return;
        }
        FaultProject project = FaultProject.withPendingMigration(kind, temporary.resolve("crowd"));
        assertAllDeployed(atOnce(PROCESSES, project, "migrate", "deploy", "--lock-timeout", "200"));
        assertAppliedOnce(project);
    }

    private static boolean isForTheFullRun(Kind kind) {
        if (FULL || (kind != Kind.MARIADB && kind != Kind.MYSQL)) {
            return false;
        }
        System.out.println("not run: many processes on " + kind + " (only with -Dgnomon.fault=full)");
        return true;
    }

    private static void assertAppliedOnce(FaultProject project) {
        assertThat(project.applied()).hasSize(2);
        assertThat(project.applied().values()).containsOnly(1);
        assertThat(project.rows("SELECT id FROM _prisma_migrations")).hasSize(2);
        assertThat(project.keptRows()).hasSize(3);
    }

    @Test
    void processes_that_deploy_at_once_beside_a_program_that_uses_a_write_ahead_log() throws SQLException {
        FaultProject project = FaultProject.withPendingMigration(Kind.SQLITE, temporary.resolve("ahead"));
        project.rows("PRAGMA journal_mode=WAL");
        try (Connection program = project.connect();
                Statement statement = program.createStatement()) {
            statement.execute("UPDATE \"Car\" SET name = 'changed'");
            assertAllDeployed(atOnce(PROCESSES, project, "migrate", "deploy", "--lock-timeout", "200"));
            statement.execute("UPDATE \"Car\" SET color = 'changed'");
        }
        assertAppliedOnce(project);
        assertThat(project.files()).noneMatch(file -> file.endsWith("-gnomon"));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void processes_that_deploy_at_once_into_a_database_that_is_not_there_yet(Kind kind) {
        if (isForTheFullRun(kind)) {
            return;
        }
        FaultProject template = FaultProject.withPendingMigration(kind, temporary.resolve("template"));
        FaultProject project = template.withoutDatabase(temporary.resolve("new"));
        assertAllDeployed(atOnce(PROCESSES, project, "migrate", "deploy", "--lock-timeout", "200"));
        assertThat(project.applied().values()).containsOnly(1);
        assertThat(project.rows("SELECT id FROM _prisma_migrations")).hasSize(2);
    }

    @Test
    void processes_that_deploy_through_a_pooler_in_transaction_mode_are_refused_and_apply_nothing() {
        TestServer server = TestServers.postgresql();
        Optional<TestServer> pooler = PgBouncer.inFrontOf(server);
        if (pooler.isEmpty()) {
            System.out.println("not run: PgBouncer is not installed");
        }
        Assumptions.assumeTrue(pooler.isPresent(), "PgBouncer is not installed");
        FaultProject project = FaultProject.withPendingMigration(Kind.POSTGRESQL, temporary.resolve("pooled"));
        String name = project.url().replaceFirst(".*/", "");
        String pooled = pooler.orElseThrow().url(name);
        assertThat(atOnce(PROCESSES, project, "migrate", "deploy", "--url", pooled))
                .allSatisfy(refused -> {
                    assertThat(refused.exitCode()).as(refused.output()).isEqualTo(1);
                    assertThat(refused.output()).contains("GN-6003").contains("direct URL");
                });
        assertThat(project.applied()).hasSize(1);
        assertThat(project.folder().run("migrate", "deploy").exitCode()).isZero();
        assertThat(project.applied().values()).containsExactly(1, 1);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void two_processes_that_make_a_migration_at_once_make_one(Kind kind) {
        for (int round = 0; round < (FULL ? 10 : 1); round++) {
            FaultProject project = FaultProject.withPendingMigration(kind, temporary.resolve("dev" + round));
            project.schema(FaultProject.THIRD);
            List<Result> results = atOnce(2, project, "migrate", "dev", "--name", "next");
            assertThat(results)
                    .anySatisfy(result -> assertThat(result.exitCode()).isZero());
            assertThat(results).allSatisfy(result -> {
                if (result.exitCode() != 0) {
                    assertThat(result.output()).containsAnyOf("GN-2004", "P1002", "P1008");
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
