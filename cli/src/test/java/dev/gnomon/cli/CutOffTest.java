package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.cli.ProjectFolder.Transcript;
import dev.gnomon.engine.tck.fault.ServerProcess;
import dev.gnomon.engine.tck.fault.WireProxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What surroundings can do to a run: one message that says what happened, how things are, and what to do. */
class CutOffTest {

    @TempDir
    Path temporary;

    private static FaultProject project(Kind kind, Path path) {
        return FaultProject.withPendingMigration(kind, path);
    }

    private static void assertTold(Transcript run, String... words) {
        assertThat(run.exitCode()).as(run.output() + run.error()).isEqualTo(1);
        assertThat(run.error()).contains(words);
        assertThat(run.error().split("Error:", -1)).as("one message").hasSize(2);
    }

    private static void assertResumes(FaultProject project) {
        Transcript resumed = project.folder().run("migrate", "deploy", "--resume");
        assertThat(resumed.exitCode()).as(resumed.output() + resumed.error()).isZero();
        assertThat(project.folder().run("migrate", "status").output()).contains("up to date");
        assertThat(project.keptRows()).containsExactly("one", "two", "three");
        assertThat(project.applied().values()).containsOnly(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"POSTGRESQL", "MYSQL", "MARIADB"})
    void a_connection_that_drops_before_or_after_a_statement(Kind kind) {
        for (boolean before : new boolean[] {true, false}) {
            FaultProject project = project(kind, temporary.resolve("dropped-" + before));
            try (WireProxy proxy = project.proxy()) {
                if (before) {
                    proxy.cutBefore("Wheel");
                } else {
                    proxy.cutAfter("Wheel");
                }
                Transcript cut = project.folder().run("migrate", "deploy", "--url", project.urlThrough(proxy));
                assertTold(cut, "P3018", "The migration itself is not to blame", "migrate deploy --resume");
            }
            assertThat(project.folder().run("migrate", "status").error()).contains("--resume");
            assertResumes(project);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"POSTGRESQL", "MYSQL", "MARIADB"})
    void a_connection_that_drops_when_the_end_is_recorded(Kind kind) {
        FaultProject project = project(kind, temporary.resolve("end"));
        try (WireProxy proxy = project.proxy()) {
            proxy.cutBefore("applied_steps_count + 1");
            Transcript cut = project.folder().run("migrate", "deploy", "--url", project.urlThrough(proxy));
            assertTold(cut, "P1017", "ran to its end, but that could not be recorded", "migrate deploy --resume");
        }
        assertResumes(project);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"POSTGRESQL", "MYSQL"})
    void a_proxy_that_closes_idle_connections(Kind kind) throws InterruptedException {
        FaultProject project = project(kind, temporary.resolve("idle"));
        String sleep = kind == Kind.POSTGRESQL ? "SELECT pg_sleep(1);" : "DO SLEEP(1);";
        String more = "prisma/migrations/" + project.migrations().get(1) + "/migration.sql";
        project.folder().write(more, project.folder().read(more) + "\n" + sleep + "\n");
        try (WireProxy proxy = project.proxy()) {
            proxy.cutIdle(300);
            Transcript cut = project.folder().run("migrate", "dev", "--url", project.urlThrough(proxy));
            assertThat(cut.exitCode()).isEqualTo(1);
            assertThat(cut.error())
                    .contains("Error:")
                    .doesNotContain("Exception")
                    .doesNotContain("GN-9001");
        }
        // Nothing was begun that would have to be resumed, and no shadow database stays for long.
        assertThat(project.folder().run("migrate", "dev").exitCode()).isZero();
        String left = "";
        for (int attempt = 0; attempt < 10 && !left.contains("\"shadowDatabases\":[]"); attempt++) {
            // The server may still be at the statement of a session that it does not know to be gone.
            Thread.sleep(300);
            assertThat(project.folder().run("migrate", "dev").exitCode()).isZero();
            left = project.folder().run("shadow", "list", "--json").output();
        }
        assertThat(left).contains("\"shadowDatabases\":[]");
        assertThat(project.keptRows()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"POSTGRESQL", "MYSQL", "MARIADB"})
    void a_server_that_ends_the_session_in_the_middle(Kind kind) {
        FaultProject project = project(kind, temporary.resolve("ended"));
        try (WireProxy proxy = project.proxy()) {
            proxy.runBefore("Wheel", () -> endOtherSessions(project));
            Transcript cut = project.folder().run("migrate", "deploy", "--url", project.urlThrough(proxy));
            assertTold(cut, "P3018", "The migration itself is not to blame", "migrate deploy --resume");
        }
        assertResumes(project);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"POSTGRESQL", "MYSQL", "MARIADB"})
    void a_server_that_restarts_in_the_middle(Kind kind) throws Exception {
        FaultProject project = project(kind, temporary.resolve("restarted"));
        Optional<ServerProcess> server = project.serverProcess();
        if (server.isEmpty()) {
            return;
        }
        CompletableFuture<Boolean> restarted = new CompletableFuture<>();
        try (WireProxy proxy = project.proxy()) {
            proxy.runBefore("Wheel", () -> {
                server.get().restart(kind == Kind.POSTGRESQL ? "INT" : "TERM");
                restarted.complete(true);
            });
            Transcript cut = project.folder().run("migrate", "deploy", "--url", project.urlThrough(proxy));
            restarted.get(60, TimeUnit.SECONDS);
            assertTold(cut, "P3018", "The migration itself is not to blame", "migrate deploy --resume");
        }
        project.awaitServer();
        Transcript status = project.folder().run("migrate", "status");
        assertThat(status.error()).contains("--resume");
        assertResumes(project);
    }

    private static void endOtherSessions(FaultProject project) {
        if (project.kind() == Kind.POSTGRESQL) {
            project.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND pid <> pg_backend_pid()");
        } else {
            project.rows(
                            "SELECT id FROM information_schema.PROCESSLIST WHERE db = DATABASE() AND id <> CONNECTION_ID()")
                    .forEach(id -> end(project, id));
        }
    }

    private static void end(FaultProject project, String session) {
        try {
            project.sql("KILL " + session);
        } catch (IllegalStateException gone) {
            // It ended by itself in between.
        }
    }

    @Test
    void a_file_that_cannot_even_be_read_is_waited_for() throws Exception {
        FaultProject project = project(Kind.SQLITE, temporary.resolve("unreadable"));
        String url = "file:" + project.folder().path().resolve("prisma/dev.db") + "?socket_timeout=0";
        try (Connection other = project.connect();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            assertTold(project.folder().run("migrate", "deploy", "--url", url), "P1008", "--lock-timeout");
            CompletableFuture<Void> end = CompletableFuture.runAsync(
                    () -> {
                        try {
                            statement.execute("COMMIT");
                        } catch (SQLException failure) {
                            throw new IllegalStateException(failure);
                        }
                    },
                    CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
            project.expect(project.folder().run("migrate", "deploy", "--url", url, "--lock-timeout", "60"));
            end.get();
        }
        assertThat(project.applied().values()).containsExactly(1, 1);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_lock_that_somebody_else_holds(Kind kind) throws SQLException {
        FaultProject project = project(kind, temporary.resolve("locked"));
        try (Connection other = project.connect();
                Statement statement = other.createStatement()) {
            statement.execute(
                    switch (kind) {
                        case SQLITE -> "BEGIN IMMEDIATE";
                        case POSTGRESQL, MYSQL, MARIADB -> "BEGIN";
                        case SQLSERVER -> "BEGIN TRANSACTION";
                    });
            statement.execute("UPDATE " + project.quote("Car") + " SET name = 'x'");
            statement.executeQuery("SELECT * FROM " + project.quote("Car")).close();
            Transcript waited = project.folder().run("migrate", "deploy", "--lock-timeout", "1");
            if (kind == Kind.SQLITE) {
                assertTold(waited, "P1002", "Another program uses the database file");
            } else {
                assertTold(waited, "P3018", "Another session holds what the statement needs", "--lock-timeout");
            }
            statement.execute("ROLLBACK");
        }
        assertResumes(project);
    }

    @Test
    void a_statement_that_takes_longer_than_the_server_allows() {
        FaultProject project = project(Kind.POSTGRESQL, temporary.resolve("slow"));
        String more = "prisma/migrations/" + project.migrations().get(1) + "/migration.sql";
        String script = project.folder().read(more);
        project.folder().write(more, script + "\nSELECT pg_sleep(20);\n");
        project.sql(
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET statement_timeout = 700', current_database()); END $$");
        Transcript run = project.folder().run("migrate", "deploy");
        assertTold(run, "P3018", "Nothing of it is left in the database.", "statement_timeout", "--resume");
        assertThat(project.keptRows()).hasSize(3);
    }

    @Test
    void a_role_that_only_reads_and_one_that_loses_a_privilege_in_the_middle() {
        FaultProject project = project(Kind.POSTGRESQL, temporary.resolve("reader"));
        String role = "reader_" + System.nanoTime();
        project.sql("CREATE ROLE " + role + " LOGIN PASSWORD 'pw'");
        try {
            String url = project.url().replaceFirst("//[^@]+@", "//" + role + ":pw@");
            project.sql("GRANT SELECT ON ALL TABLES IN SCHEMA public TO " + role);
            Transcript reader = project.folder().run("migrate", "deploy", "--url", url);
            assertTold(reader, "permission denied", "missing privilege");
            assertThat(reader.error()).doesNotContain("pw@");
            assertThat(project.folder().run("migrate", "status").error()).doesNotContain("failed");

            project.sql("ALTER ROLE " + role + " SET default_transaction_read_only = on");
            project.sql(
                    "GRANT ALL ON ALL TABLES IN SCHEMA public TO " + role + "; GRANT ALL ON SCHEMA public TO " + role);
            assertTold(
                    project.folder().run("migrate", "deploy", "--url", url), "read-only transaction", "primary server");
            project.sql("ALTER ROLE " + role + " RESET default_transaction_read_only");

            project.sql("ALTER TABLE \"Car\" OWNER TO " + role);
            try (WireProxy proxy = project.proxy()) {
                proxy.runBefore("Wheel", () -> project.sql("REVOKE CREATE ON SCHEMA public FROM PUBLIC, " + role));
                Transcript lost = project.folder()
                        .run(
                                "migrate",
                                "deploy",
                                "--url",
                                url.replaceFirst("@[^/]+/", "@127.0.0.1:" + proxy.port() + "/"));
                assertTold(lost, "P3018", "permission denied", "Nothing of it is left in the database", "--resume");
            }
            assertResumes(project);
        } finally {
            project.sql(
                    "REASSIGN OWNED BY " + role + " TO CURRENT_USER; DROP OWNED BY " + role + "; DROP ROLE " + role);
        }
    }

    @Test
    void a_user_of_mysql_who_only_reads() {
        FaultProject project = project(Kind.MYSQL, temporary.resolve("mysql-reader"));
        String user = "reader_" + System.nanoTime() % 1_000_000_000L;
        project.sql("CREATE USER " + user + " IDENTIFIED BY 'pw'");
        try {
            project.sql("GRANT SELECT ON *.* TO " + user);
            String url = project.url().replaceFirst("//[^@]+@", "//" + user + ":pw@");
            assertTold(project.folder().run("migrate", "deploy", "--url", url), "denied to user", "missing privilege");
        } finally {
            project.sql("DROP USER " + user);
        }
    }

    @Test
    void a_sqlite_file_that_only_reads() {
        FaultProject project = project(Kind.SQLITE, temporary.resolve("reading"));
        assertTold(project.folder().run("migrate", "deploy", "--url", "file:./dev.db?mode=ro"), "denied access");
    }
}
