package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.cli.ProjectFolder.Transcript;
import dev.gnomon.engine.tck.fault.WireProxy;
import dev.gnomon.engine.tck.server.PgBouncer;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However the main database is spelled, it does not become the shadow database, and none of its rows is lost. */
class FooledTest {

    @TempDir
    Path temporary;

    /** Tries each spelling; gives those that did not lead anywhere. */
    private static List<String> unreachable(FaultProject project, Map<String, String> spellings) {
        List<String> unreachable = new ArrayList<>();
        spellings.forEach((name, url) -> {
            String database = project.url().replaceFirst(".*/", "").replaceFirst("\\?.*", "");
            Transcript run = project.folder()
                    .run("migrate", "dev", "--shadow-database-url", url, "--allow-shadow-reset", database);
            assertThat(run.exitCode()).as("%s: %s", name, run.output()).isEqualTo(1);
            if (!run.error().contains("appears to be the same as the main database")) {
                assertThat(run.error()).as(name).containsAnyOf("P1000", "P1001", "P1003", "P1010", "P1013", "GN-6003");
                unreachable.add(name);
            }
            assertThat(project.keptRows()).as(name).containsExactly("one", "two", "three");
            assertThat(project.applied()).as(name).hasSize(1);
        });
        return unreachable;
    }

    @Test
    void on_postgresql() {
        FaultProject project = FaultProject.withPendingMigration(Kind.POSTGRESQL, temporary.resolve("postgresql"));
        URI main = URI.create(project.url());
        String database = main.getPath().substring(1);
        String user = main.getUserInfo();
        String port = ":" + main.getPort();
        project.sql("CREATE ROLE " + database + " LOGIN SUPERUSER PASSWORD 'pw'");
        Map<String, String> spellings = new LinkedHashMap<>();
        spellings.put("the same", project.url());
        spellings.put("the address", "postgresql://" + user + "@127.0.0.1" + port + "/" + database);
        spellings.put("the name", "postgresql://" + user + "@localhost" + port + "/" + database);
        spellings.put("capitals", "postgresql://" + user + "@LocalHost" + port + "/" + database);
        spellings.put("a trailing dot", "postgresql://" + user + "@localhost." + port + "/" + database);
        spellings.put("IPv6", "postgresql://" + user + "@[::1]" + port + "/" + database);
        spellings.put("IPv4 in IPv6", "postgresql://" + user + "@[::ffff:127.0.0.1]" + port + "/" + database);
        spellings.put("a short address", "postgresql://" + user + "@127.1" + port + "/" + database);
        spellings.put("another loopback address", "postgresql://" + user + "@127.0.0.2" + port + "/" + database);
        spellings.put("the address of everything", "postgresql://" + user + "@0.0.0.0" + port + "/" + database);
        spellings.put("the other scheme", "postgres://" + user + "@localhost" + port + "/" + database);
        spellings.put(
                "JDBC",
                "jdbc:postgresql://localhost" + port + "/" + database + "?user=" + user.split(":")[0] + "&password=pw");
        spellings.put("another user", "postgresql://" + database + ":pw@localhost" + port + "/" + database);
        spellings.put(
                "user and password as parameters",
                "postgresql://localhost" + port + "/" + database + "?user=" + database + "&password=pw");
        spellings.put("a fragment", project.url() + "#x");
        spellings.put("a second schema", project.url() + "?schema=other");
        spellings.put("a parameter", project.url() + "?application_name=x");
        spellings.put("many parameters", project.url() + "?connect_timeout=9&sslmode=disable&pgbouncer=true");
        spellings.put("percents", project.url().replace("/t_", "/%74%5F"));
        spellings.put("blanks around", "  " + project.url() + " ");
        TestServer server = TestServers.postgresql();
        PgBouncer.inFrontOf(server).ifPresent(pooler -> spellings.put("a pooler", pooler.url(database)));
        project.rows("SHOW unix_socket_directories").stream()
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> folder.split(",")[0])
                .forEach(folder -> spellings.put(
                        "a socket", "postgresql://" + user + "@localhost" + port + "/" + database + "?host=" + folder));
        try (WireProxy forward = WireProxy.to(main.getHost(), main.getPort())) {
            spellings.put("a port forward", "postgresql://" + user + "@localhost:" + forward.port() + "/" + database);
            List<String> unreachable = unreachable(project, spellings);
            System.out.println(
                    "PostgreSQL: " + spellings.size() + " spellings, of which nothing answered at " + unreachable);
            assertThat(spellings.size() - unreachable.size()).isGreaterThanOrEqualTo(14);
        } finally {
            project.sql("REASSIGN OWNED BY " + database + " TO CURRENT_USER; DROP OWNED BY " + database + "; DROP ROLE "
                    + database);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"MYSQL", "MARIADB"})
    void on_mysql_and_mariadb(Kind kind) {
        FaultProject project = FaultProject.withPendingMigration(kind, temporary.resolve("mysql"));
        URI main = URI.create(project.url());
        String database = main.getPath().substring(1);
        String user = main.getUserInfo();
        String port = ":" + main.getPort();
        project.sql("CREATE USER " + database + " IDENTIFIED BY 'pw'");
        project.sql("GRANT ALL ON *.* TO " + database);
        Map<String, String> spellings = new LinkedHashMap<>();
        spellings.put("the same", project.url());
        spellings.put("the address", "mysql://" + user + "@127.0.0.1" + port + "/" + database);
        spellings.put("the name", "mysql://" + user + "@localhost" + port + "/" + database);
        spellings.put("capitals", "mysql://" + user + "@LOCALHOST" + port + "/" + database);
        spellings.put("IPv6", "mysql://" + user + "@[::1]" + port + "/" + database);
        spellings.put("another user", "mysql://" + database + ":pw@127.0.0.1" + port + "/" + database);
        spellings.put("a parameter", project.url() + "?connection_limit=1");
        spellings.put("percents", project.url().replace("/t_", "/%74%5F"));
        spellings.put("JDBC", "jdbc:mysql://127.0.0.1" + port + "/" + database + "?user=" + database + "&password=pw");
        project.rows("SELECT @@socket")
                .forEach(socket -> spellings.put("a socket", project.url() + "?socket=" + socket));
        try (WireProxy forward = WireProxy.to(main.getHost(), main.getPort())) {
            spellings.put("a port forward", "mysql://" + user + "@127.0.0.1:" + forward.port() + "/" + database);
            List<String> unreachable = unreachable(project, spellings);
            System.out.println(
                    kind + ": " + spellings.size() + " spellings, of which nothing answered at " + unreachable);
            assertThat(spellings.size() - unreachable.size()).isGreaterThanOrEqualTo(8);
        } finally {
            project.sql("DROP USER " + database);
        }
    }

    @Test
    void on_sqlite() throws IOException {
        FaultProject project = FaultProject.withPendingMigration(Kind.SQLITE, temporary.resolve("sqlite"));
        Path file = project.folder().path().resolve("prisma/dev.db").toAbsolutePath();
        Path folder = file.getParent();
        Files.createSymbolicLink(folder.resolve("symbolic.db"), file);
        Files.createSymbolicLink(folder.resolve("chain.db"), folder.resolve("symbolic.db"));
        Files.createLink(folder.resolve("hard.db"), file);
        Files.createSymbolicLink(temporary.resolve("elsewhere"), folder);
        Map<String, String> spellings = new LinkedHashMap<>();
        spellings.put("absolute", "file:" + file);
        spellings.put("with an empty host", "file://" + file);
        spellings.put("the other scheme", "sqlite:" + file);
        spellings.put("JDBC", "jdbc:sqlite:" + file);
        spellings.put("JDBC with file", "jdbc:sqlite:file:" + file);
        spellings.put("up and down", "file:" + folder + "/../prisma/./dev.db");
        spellings.put("a symbolic link", "file:" + folder.resolve("symbolic.db"));
        spellings.put("a chain of links", "file:" + folder.resolve("chain.db"));
        spellings.put("a hard link", "file:" + folder.resolve("hard.db"));
        spellings.put("a linked folder", "file:" + temporary.resolve("elsewhere/dev.db"));
        spellings.put("a parameter", "file:" + file + "?connection_limit=1");
        spellings.put("slashes", "file:" + folder + "//dev.db");
        // Replays take place in memory, so that no file that is named for them is touched.
        spellings.forEach((name, url) -> {
            Transcript run = project.folder()
                    .run(
                            "migrate",
                            "dev",
                            "--shadow-database-url",
                            url,
                            "--allow-shadow-reset",
                            "dev.db",
                            "--no-cache");
            assertThat(run.exitCode()).as("%s: %s", name, run.error()).isZero();
            assertThat(project.keptRows()).as(name).containsExactly("one", "two", "three");
        });
    }
}
