package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.cli.ProjectFolder.Transcript;
import dev.gnomon.engine.tck.fault.FaultyProcess;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A password goes into the database's driver and nowhere else, whatever goes wrong. */
class SecretsTest {

    private static final String SECRET = "xyzzy4Plugh8Plover";

    private static final List<String> LINES = List.of(
            "migrate dev --name init --url %s",
            "migrate deploy --url %s",
            "migrate deploy --resume --json --url %s",
            "migrate status --url %s",
            "migrate status --json --url %s",
            "migrate reset --force --url %s",
            "migrate resolve --applied 20200101000000_none --url %s",
            "migrate dev --shadow-database-url %s",
            "db push --url %s",
            "db push --force-reset --json --url %s",
            "db pull --print --url %s",
            "db execute --stdin --url %s",
            "shadow list --url %s",
            "shadow check --url %s",
            "shadow check --json --url %s",
            "shadow drop --all --url %s",
            "protect --url %s",
            "protect --remove --url %s",
            "migrate diff --from-url %s --to-schema prisma/schema.prisma",
            "dialects",
            "validate",
            "format");

    @TempDir
    Path folder;

    private final List<String> logged = Collections.synchronizedList(new ArrayList<>());

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            StringWriter text = new StringWriter();
            text.append(entry.getMessage()).append(' ').append(Arrays.toString(entry.getParameters()));
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(new PrintWriter(text));
            }
            if (text.toString().contains(SECRET)) {
                logged.add(entry.getLoggerName() + ": " + text);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private static List<String> urls(TestServer server, String database) {
        String user = server.user();
        String at = server.host() + ":" + server.port() + "/";
        String scheme = server.kind() == dev.gnomon.engine.tck.server.ServerKind.POSTGRESQL ? "postgresql" : "mysql";
        List<String> urls = new ArrayList<>();
        urls.add(scheme + "://" + user + ":" + SECRET + "@" + at + database);
        urls.add("jdbc:" + scheme + "://" + at + database + "?user=" + user + "&password=" + SECRET);
        urls.add(scheme + "://" + user + ":" + SECRET + "@127.0.0.1:1/" + database);
        urls.add(scheme + "://" + user + ":" + SECRET + "@no.such.host.invalid/" + database);
        urls.add(scheme + "://" + user + ":" + SECRET + "@" + at + database + "?sslmode=require&sslaccept=strict");
        urls.add(scheme + "://" + user + ":" + SECRET + "@" + at + database + "?sslidentity=none.p12&sslpassword="
                + SECRET);
        urls.add(scheme + "://nobody:" + SECRET + "@" + at + database);
        // Mistakes that people make.
        urls.add(scheme + "://" + user + ":a/" + SECRET + "@" + at + database);
        urls.add(scheme + "://" + user + ":a#" + SECRET + "@" + at + database);
        urls.add(scheme + "://" + user + ":a@" + SECRET + "@" + at + database);
        urls.add(scheme + "://" + user + ":a%zz" + SECRET + "@" + at + database);
        urls.add(scheme + "://" + user + ":" + SECRET + "@" + server.host() + ":port/" + database);
        urls.add(scheme + "//" + user + ":" + SECRET + "@" + at + database);
        urls.add("oracle://" + user + ":" + SECRET + "@" + at + database);
        urls.add("sqlserver://127.0.0.1:1;database=x;user=sa;password={" + SECRET + "};encrypt=true");
        urls.add("sqlserver://127.0.0.1:1;database=x;user=sa;password={" + SECRET);
        return urls;
    }

    @Test
    void of_no_command_in_no_form_of_url_with_no_failure() throws IOException {
        ProjectFolder project = new ProjectFolder(folder)
                .with("GNOMON_DEBUG", "1")
                .with("DEBUG", "*")
                .with("RUST_LOG", "debug")
                .with("XDG_CACHE_HOME", folder.resolve("cache").toString())
                .with("HOME", folder.resolve("home").toString());
        Logger root = Logger.getLogger("");
        Level level = root.getLevel();
        root.addHandler(handler);
        root.setLevel(Level.ALL);
        handler.setLevel(Level.ALL);
        int runs = 0;
        try {
            for (TestServer server : List.of(TestServers.postgresql(), TestServers.mysql())) {
                String provider =
                        server.kind() == dev.gnomon.engine.tck.server.ServerKind.POSTGRESQL ? "postgresql" : "mysql";
                String database = server.newTarget().url().replaceFirst(".*/", "");
                for (String url : urls(server, database)) {
                    project.write("prisma/schema.prisma", """
                            datasource db {
                              provider = "%s"
                              url      = env("SECRET_URL")
                            }

                            model Car {
                              id Int @id
                            }
                            """.formatted(
                                    url.startsWith("sqlserver") ? "sqlserver" : provider));
                    project.with("SECRET_URL", url);
                    for (String line : lines(url)) {
                        String[] words = line.split(" ");
                        for (int index = 0; index < words.length; index++) {
                            words[index] = words[index].replace("%s", url);
                        }
                        check(line, url, project.runWithInput("SELECT nonsense FROM nothing;", words));
                        runs++;
                    }
                    check(
                            "rpc",
                            url,
                            project.runWithInput(
                                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ensureConnectionValidity\",\"params\":{\"datasource\":{\"tag\":\"ConnectionString\",\"url\":\""
                                            + url + "\"}}}\n{\"url\":\"" + url + "\n",
                                    "schema-engine"));
                    check(
                            "rpc",
                            url,
                            project.run(
                                    "schema-engine",
                                    "--datasource",
                                    "{\"url\":\"" + url + "\"",
                                    "cli",
                                    "create-database"));
                    runs += 2;
                }
            }
        } finally {
            root.setLevel(level);
            root.removeHandler(handler);
        }
        assertThat(logged).isEmpty();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(SECRET);
            }
        }
        System.out.println("secrets: " + runs + " runs");
    }

    /**
     * What others see of a process and its sessions while it runs: the words that it and its children were started with,
     * the names of its threads, what the server shows of its sessions.
     */
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"POSTGRESQL", "MYSQL", "MARIADB"})
    void of_no_process_and_no_session_that_runs(Kind kind) throws Exception {
        FaultProject project = FaultProject.withPendingMigration(kind, folder.resolve(kind.name()));
        String user = "u" + System.nanoTime();
        boolean postgresql = kind == Kind.POSTGRESQL;
        project.sql(
                postgresql
                        ? "CREATE ROLE " + user + " LOGIN SUPERUSER PASSWORD '" + SECRET + "'"
                        : "CREATE USER " + user + " IDENTIFIED BY '" + SECRET + "'");
        if (!postgresql) {
            project.sql("GRANT ALL ON *.* TO " + user + " WITH GRANT OPTION");
        }
        Path started = folder.resolve("started");
        try {
            String slow = postgresql ? "SELECT pg_sleep(3);" : "DO SLEEP(3);";
            String more = "prisma/migrations/" + project.migrations().get(1) + "/migration.sql";
            project.folder().write(more, slow + "\n" + project.folder().read(more));
            project.folder().write("gnomon.toml", "[migrations]\nseed = \"sh -c 'touch " + started + "; sleep 3'\"\n");
            FaultyProcess program = project.process()
                    .with("GNOMON_URL", project.url().replaceFirst("//[^@]+@", "//" + user + ":" + SECRET + "@"));
            Process deploy = program.start("migrate", "deploy");
            String sessions = postgresql
                    ? "SELECT concat_ws(' ', usename, application_name, query) FROM pg_stat_activity WHERE usename = '"
                            + user + "' AND query LIKE '%sleep%'"
                    : "SELECT CONCAT_WS(' ', USER, STATE, INFO) FROM information_schema.PROCESSLIST WHERE USER = '"
                            + user + "' AND INFO LIKE '%SLEEP%'";
            await(() -> !project.rows(sessions).isEmpty());
            assertThat(project.rows(sessions).toString()).contains(user).doesNotContain(SECRET);
            assertShowsNothing(deploy.toHandle());
            assertThat(FaultyProcess.await(deploy).exitCode()).isZero();

            Process seed = program.start("db", "seed");
            await(() -> Files.exists(started));
            assertThat(seed.descendants()).isNotEmpty();
            assertShowsNothing(seed.toHandle());
            assertThat(FaultyProcess.await(seed).exitCode()).isZero();
        } finally {
            project.sql(
                    postgresql
                            ? "REASSIGN OWNED BY " + user + " TO CURRENT_USER; DROP OWNED BY " + user + "; DROP ROLE "
                                    + user
                            : "DROP USER " + user);
        }
    }

    private static void assertShowsNothing(ProcessHandle process) throws IOException {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process);
        for (ProcessHandle each : all) {
            assertThat(String.valueOf(each.info())).doesNotContain(SECRET);
            Path told = Path.of("/proc", String.valueOf(each.pid()));
            if (Files.isReadable(told.resolve("cmdline"))) {
                assertThat(new String(Files.readAllBytes(told.resolve("cmdline")), StandardCharsets.ISO_8859_1))
                        .isNotEmpty()
                        .doesNotContain(SECRET);
                try (Stream<Path> threads = Files.list(told.resolve("task"))) {
                    for (Path thread : threads.toList()) {
                        assertThat(Files.readString(thread.resolve("comm"))).doesNotContain(SECRET);
                    }
                }
            }
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int attempt = 0; attempt < 600 && !condition.getAsBoolean(); attempt++) {
            Thread.sleep(50);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    /** Every command with the two forms that connect; those that fail otherwise with what mistakes lead to. */
    private static List<String> lines(String url) {
        return url.contains("@") && !url.contains(":a") && !url.contains("127.0.0.1:1/")
                ? LINES
                : List.of(
                        LINES.get(0),
                        LINES.get(3),
                        LINES.get(4),
                        LINES.get(7),
                        LINES.get(11),
                        LINES.get(14),
                        LINES.get(18));
    }

    private static void check(String line, String url, Transcript run) {
        assertThat(run.output()).as("%s with %s", line, url).doesNotContain(SECRET);
        assertThat(run.error()).as("%s with %s", line, url).doesNotContain(SECRET);
    }
}
