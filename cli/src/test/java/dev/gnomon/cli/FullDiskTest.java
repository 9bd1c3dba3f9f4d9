package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.cli.ProjectFolder.Transcript;
import dev.gnomon.engine.tck.fault.ServerProcess;
import dev.gnomon.engine.tck.fault.SmallDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database whose disk is full in the middle of a migration: what is said then, and that room is all it takes. */
class FullDiskTest {

    private static final String BIG = "20300101000000_big";

    @TempDir
    Path temporary;

    private static void big(FaultProject project, String script) {
        project.folder().write("prisma/migrations/" + BIG + "/migration.sql", script);
    }

    private static Transcript deploy(FaultProject project, String... more) {
        String[] line = new String[more.length + 2];
        line[0] = "migrate";
        line[1] = "deploy";
        System.arraycopy(more, 0, line, 2, more.length);
        return project.folder().run(line);
    }

    private static void assertTold(Transcript full, String... words) {
        assertThat(full.exitCode()).as(full.output() + full.error()).isEqualTo(1);
        assertThat(full.error()).contains("P3018", "The migration itself is not to blame", "Make room", "--resume");
        assertThat(full.error()).contains(words);
    }

    private static void assertResumed(FaultProject project, String... more) {
        Transcript resumed = deploy(project, more);
        assertThat(resumed.exitCode()).as(resumed.output() + resumed.error()).isZero();
    }

    @Test
    void on_sqlite() {
        FaultProject project = FaultProject.withPendingMigration(Kind.SQLITE, temporary.resolve("sqlite"));
        Optional<SmallDisk> disk = SmallDisk.at(temporary.resolve("small"), 1);
        if (disk.isEmpty()) {
            return;
        }
        try (SmallDisk small = disk.get()) {
            String url = "file:" + temporary.resolve("small/dev.db");
            assertThat(deploy(project, "--url", url).exitCode()).isZero();
            big(project, "CREATE TABLE big AS SELECT randomblob(3000000) AS b;");
            assertTold(
                    deploy(project, "--url", url), "database or disk is full", "Nothing of it is left in the database");
            small.grow(20);
            assertResumed(project, "--resume", "--url", url);
        }
    }

    @Test
    void on_postgresql() {
        FaultProject project = FaultProject.withPendingMigration(Kind.POSTGRESQL, temporary.resolve("postgresql"));
        assertThat(deploy(project).exitCode()).isZero();
        Path folder = temporary.resolve("tablespace");
        Optional<SmallDisk> disk = SmallDisk.at(folder, 2);
        if (disk.isEmpty()) {
            return;
        }
        String tablespace = "small_" + System.nanoTime();
        try (SmallDisk small = disk.get()) {
            if (!project.attempt("CREATE TABLESPACE " + tablespace + " LOCATION '" + folder + "'")) {
                System.out.println("not run: a full disk of PostgreSQL (the server has to run on this machine)");
                return;
            }
            big(project, """
                    CREATE TABLE "before_big" (id INT PRIMARY KEY);
                    CREATE TABLE "big" (b TEXT) TABLESPACE %s;
                    INSERT INTO "big" SELECT string_agg(md5(i::text), '') FROM generate_series(1, 200000) i;
                    """.formatted(tablespace));
            assertTold(deploy(project), "No space left on device", "Nothing of it is left in the database");
            assertThat(project.keptRows()).hasSize(3);
            small.grow(40);
            assertResumed(project, "--resume");
            assertThat(project.applied().values()).containsOnly(1);
            project.sql("DROP TABLE \"big\"");
            project.sql("DROP TABLESPACE " + tablespace);
        }
    }

    @Test
    void on_mysql() {
        FaultProject project = FaultProject.withPendingMigration(Kind.MYSQL, temporary.resolve("mysql"));
        withSmallDatabase(project, (url, disk) -> {
            assertTold(deploy(project, "--url", url), "The database keeps what the first 2 of its 4 statements did");
            assertThat(status(project, url).error()).contains("3 (line 3) failed", "--resume");
            disk.grow(60);
            assertResumed(project, "--resume", "--url", url);
        });
    }

    /** This server ends itself when a page cannot be written, and nobody hears whether the rows are there. */
    @Test
    void on_mariadb() {
        FaultProject project = FaultProject.withPendingMigration(Kind.MARIADB, temporary.resolve("mariadb"));
        Optional<ServerProcess> server = project.serverProcess();
        if (server.isEmpty()) {
            return;
        }
        withSmallDatabase(project, (url, disk) -> {
            Transcript ended = deploy(project, "--url", url);
            assertThat(ended.exitCode()).as(ended.output()).isEqualTo(1);
            assertThat(ended.error())
                    .contains("P3018", "The migration itself is not to blame", "cannot be told from here", "--resume");
            disk.grow(60);
            server.get().restart("TERM");
            project.awaitServer();
            assertThat(status(project, url).error())
                    .contains("2 (line 2) ran", "3 (line 3) unknown whether it ran", "4 (line 4) did not run");
            Transcript refused = deploy(project, "--resume", "--url", url);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.error()).contains("GN-2003");
            String name = url.replaceFirst(".*/", "");
            assertThat(project.rows("SELECT COUNT(*) FROM " + name + ".big")).containsExactly("0");
            project.sql("INSERT INTO " + name + ".big (b) SELECT REPEAT(UUID(), 150000)");
            project.sql("CREATE TABLE " + name + ".after_big (id INT PRIMARY KEY)");
            project.expect(project.folder().run("migrate", "resolve", "--applied", BIG, "--url", url));
        });
    }

    private static Transcript status(FaultProject project, String url) {
        return project.folder().run("migrate", "status", "--url", url);
    }

    /** What happens to a database at this URL, from the first run into the full disk to the end of the migration. */
    private interface Story {
        void tell(String url, SmallDisk disk);
    }

    /** A migration of four statements, of which the third needs more room than there is. */
    private void withSmallDatabase(FaultProject project, Story story) {
        String name = "full_" + System.nanoTime();
        Path folder = Path.of(project.rows("SELECT @@datadir").getFirst(), name);
        if (!Files.isDirectory(folder.getParent())) {
            System.out.println(
                    "not run: a full disk of " + project.kind() + " (the server has to run on this machine)");
            return;
        }
        project.sql("CREATE DATABASE " + name);
        Optional<SmallDisk> disk = SmallDisk.at(folder, 3);
        if (disk.isEmpty()) {
            return;
        }
        String url = project.url().replaceFirst("/t_[0-9a-f]+", "/" + name);
        try (SmallDisk small = disk.get()) {
            assertThat(deploy(project, "--url", url).exitCode()).isZero();
            big(project, """
                    CREATE TABLE before_big (id INT PRIMARY KEY);
                    CREATE TABLE big (id INT AUTO_INCREMENT PRIMARY KEY, b LONGBLOB);
                    INSERT INTO big (b) SELECT REPEAT(UUID(), 150000);
                    CREATE TABLE after_big (id INT PRIMARY KEY);
                    """);
            story.tell(url, small);
            assertThat(status(project, url).output()).contains("up to date");
            assertThat(project.rows("SELECT COUNT(*) FROM " + name + ".big")).containsExactly("1");
            project.sql("DROP TABLE " + name + ".big");
        } finally {
            project.attempt("DROP DATABASE " + name);
        }
    }
}
