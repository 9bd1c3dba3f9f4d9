package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gnomon.cli.Door.Errand;
import dev.gnomon.engine.tck.server.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One table, setting by door: whatever a project sets counts for the command line, for the client of the schema engine's
 * protocol, and for a program. Each cell is tried without the setting too, so that the effect is the setting's.
 *
 * <p>Not a matter of the protocol are {@code schema} and {@code migrations.path}, since its client sends both, and
 * {@code migrations.seed}, which is a command of the command line alone.
 */
class SettingsAtEveryDoorTest {

    private static final String INIT = "prisma/migrations/20260101000000_init/migration.sql";
    private static final String USERS = "model User {\n  id Int @id\n}\n";
    private static final String USERS_SQL = "CREATE TABLE \"User\" (\"id\" INTEGER NOT NULL PRIMARY KEY);\n";
    private static final String NO_TABLES = "[[rule]]\naction = \"deny\"\nchanges = [\"CreateTable\"]\n";
    private static final String BY_POLICY = "vetoed by the policy in ";

    @TempDir
    private Path folder;

    /** What a cell shows: what was said, and what lies in the project afterwards. */
    private record Seen(String said, ProjectFolder project) {

        boolean has(String file) {
            return Files.exists(project.path().resolve(file));
        }

        long files(String prefix) {
            try (Stream<Path> files = Files.list(project.path())) {
                return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                        .count();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * A row of the table.
     *
     * @param set    sets it in a project
     * @param effect whether it shows
     */
    private record Setting(
            String name, Errand errand, Consumer<ProjectFolder> before, Consumer<ProjectFolder> set, Effect effect) {

        @Override
        public String toString() {
            return name;
        }
    }

    @FunctionalInterface
    private interface Effect {
        boolean shows(Seen seen);
    }

    private static Setting setting(String name, Errand errand, Consumer<ProjectFolder> set, Effect effect) {
        return new Setting(name, errand, project -> {}, set, effect);
    }

    private static Consumer<ProjectFolder> toml(String text) {
        return project -> project.write("gnomon.toml", text);
    }

    private static Effect says(String words) {
        return seen -> seen.said().contains(words);
    }

    private static Stream<Setting> settings() {
        return Stream.of(
                setting(
                        "gnomon.policy.toml",
                        Errand.DEPLOY,
                        project -> project.write("gnomon.policy.toml", NO_TABLES),
                        says(BY_POLICY + "gnomon.policy.toml")),
                setting(
                        "policy.file",
                        Errand.DEPLOY,
                        project -> {
                            project.write("rules/strict.toml", NO_TABLES);
                            project.write("gnomon.toml", "[policy]\nfile = \"rules/strict.toml\"\n");
                        },
                        says(BY_POLICY)),
                new Setting(
                        "policy.environment",
                        Errand.DEPLOY,
                        project -> project.write("gnomon.policy.toml", NO_TABLES + "environments = [\"production\"]\n"),
                        toml("[policy]\nenvironment = \"production\"\n"),
                        says(BY_POLICY)),
                setting(
                        "audit.journal",
                        Errand.DEPLOY,
                        toml("[audit]\njournal = \"audit.jsonl\"\n"),
                        seen -> seen.has("audit.jsonl")
                                && seen.project().read("audit.jsonl").contains("migrationApplied")),
                new Setting(
                        "audit.rotateBytes",
                        Errand.DEPLOY,
                        toml("[audit]\njournal = \"audit.jsonl\"\n"),
                        toml("[audit]\njournal = \"audit.jsonl\"\nrotateBytes = 100\n"),
                        seen -> seen.files("audit") > 2),
                setting(
                        "GNOMON_POLICY",
                        Errand.DEPLOY,
                        project -> {
                            project.write("rules/strict.toml", NO_TABLES);
                            project.with("GNOMON_POLICY", "rules/strict.toml");
                        },
                        says(BY_POLICY)),
                new Setting(
                        "GNOMON_ENVIRONMENT",
                        Errand.DEPLOY,
                        project -> project.write("gnomon.policy.toml", NO_TABLES + "environments = [\"production\"]\n"),
                        project -> project.with("GNOMON_ENVIRONMENT", "production"),
                        says(BY_POLICY)),
                setting(
                        "GNOMON_AUDIT_JOURNAL",
                        Errand.DEPLOY,
                        project -> project.with("GNOMON_AUDIT_JOURNAL", "audit.jsonl"),
                        seen -> seen.has("audit.jsonl")),
                new Setting(
                        "GNOMON_SHADOW_ALLOW",
                        Errand.DRIFT,
                        project -> project.write(
                                INIT, "ATTACH DATABASE '" + project.path().resolve("other.db") + "' AS other;\n"),
                        project -> project.with("GNOMON_SHADOW_ALLOW", "databases,files"),
                        seen -> !seen.said().contains("reach out of the shadow database")),
                new Setting(
                        "the folder for dialects",
                        Errand.DEPLOY,
                        project -> dropListener(project, "return Verdict.veto(\"from a jar\");"),
                        project -> project.with(
                                "GNOMON_DIALECTS",
                                project.path().resolve("dialects").toString()),
                        says("from a jar")),
                new Setting(
                        "listeners.timeout",
                        Errand.DEPLOY,
                        project -> {
                            dropListener(project, """
                                    if (event instanceof EngineEvent.ApplyProposed) {
                                        try {
                                            Thread.sleep(3_000);
                                        } catch (InterruptedException woken) {
                                            Thread.currentThread().interrupt();
                                        }
                                    }
                                    return Verdict.proceed();
                                    """);
                            project.with(
                                    "GNOMON_DIALECTS",
                                    project.path().resolve("dialects").toString());
                        },
                        toml("[listeners]\ntimeout = 1\n"),
                        says("gave no answer within 1000 ms")),
                new Setting(
                        "the cache",
                        Errand.DRIFT,
                        project -> {},
                        project -> project.with(
                                "XDG_CACHE_HOME",
                                project.path().resolve("caches").toString()),
                        seen -> seen.has("caches/gnomon/replays")),
                new Setting(
                        "cache = false",
                        Errand.DRIFT,
                        project -> project.with(
                                "XDG_CACHE_HOME",
                                project.path().resolve("caches").toString()),
                        toml("cache = false\n"),
                        seen -> !seen.has("caches/gnomon/replays")),
                new Setting(
                        "shadow.allow",
                        Errand.DRIFT,
                        project -> project.write(
                                INIT, "ATTACH DATABASE '" + project.path().resolve("other.db") + "' AS other;\n"),
                        toml("[shadow]\nallow = [\"databases\", \"files\"]\n"),
                        seen -> !seen.said().contains("reach out of the shadow database")),
                new Setting(
                        "migrations.initShadowDb",
                        Errand.DRIFT,
                        project -> project.write(INIT, "CREATE INDEX i ON auth (id);\n"),
                        toml("[migrations]\ninitShadowDb = \"CREATE TABLE auth (id INTEGER);\"\n"),
                        seen -> !seen.said().contains("no such table")),
                new Setting(
                        "tables.external",
                        Errand.PUSH,
                        project -> project.sql("CREATE TABLE legacy (id INTEGER PRIMARY KEY)"),
                        toml("[tables]\nexternal = [\"legacy\"]\n"),
                        seen -> seen.project()
                                .query("SELECT name FROM sqlite_master WHERE name = 'legacy'")
                                .equals("legacy")),
                new Setting(
                        "datasource.url",
                        Errand.DEPLOY,
                        SettingsAtEveryDoorTest::withoutUrl,
                        toml("[datasource]\nurl = \"file:./prisma/dev.db\"\n"),
                        seen -> seen.has("prisma/dev.db")
                                && seen.project()
                                        .query("SELECT name FROM sqlite_master WHERE name = 'User'")
                                        .equals("User")),
                new Setting(
                        "datasource.directUrl",
                        Errand.DEPLOY,
                        SettingsAtEveryDoorTest::withoutUrl,
                        toml(
                                "[datasource]\nurl = \"file:./no/such/folder.db\"\ndirectUrl = \"file:./prisma/dev.db\"\n"),
                        seen -> seen.has("prisma/dev.db")
                                && seen.project()
                                        .query("SELECT name FROM sqlite_master WHERE name = 'User'")
                                        .equals("User")));
    }

    private static Stream<Arguments> cells() {
        return settings().flatMap(setting -> Stream.of(Door.values()).map(door -> Arguments.of(setting, door)));
    }

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("cells")
    void a_setting_counts_at_every_door(Setting setting, Door door) {
        assertThat(setting.effect().shows(see(setting, door, false)))
                .as("%s, without the setting", setting)
                .isFalse();
        Seen with = see(setting, door, true);
        assertThat(setting.effect().shows(with))
                .as("%s, with the setting: %s", setting, with.said())
                .isTrue();
    }

    private Seen see(Setting setting, Door door, boolean set) {
        ProjectFolder project = ProjectFolder.sqlite(folder.resolve(set ? "with" : "without"), USERS);
        project.with("XDG_CACHE_HOME", project.path().resolve("elsewhere").toString());
        project.write(INIT, USERS_SQL);
        project.write("prisma/migrations/migration_lock.toml", "provider = \"sqlite\"\n");
        // The client of the protocol has a missing database made before it asks for more.
        project.write("prisma/dev.db", "");
        setting.before().accept(project);
        if (set) {
            setting.set().accept(project);
        }
        return new Seen(door.go(project, setting.errand()), project);
    }

    /** Not tried without the setting: ten seconds would pass. */
    @ParameterizedTest
    @MethodSource("doors")
    void nobody_waits_longer_for_a_lock_than_the_settings_say(Door door) throws SQLException {
        ProjectFolder project = migrated("locked");
        project.write("gnomon.toml", "lockTimeout = 1\n");
        try (Connection holder = DriverManager.getConnection(
                        "jdbc:sqlite:" + project.path().resolve("prisma/dev.db"));
                Statement lock = holder.createStatement()) {
            lock.execute("BEGIN EXCLUSIVE");
            assertThat(door.go(project, Errand.DEPLOY)).contains("timed out after `1s`");
        }
    }

    private static void withoutUrl(ProjectFolder project) {
        project.write("prisma/schema.prisma", "datasource db {\n  provider = \"sqlite\"\n}\n\n" + USERS);
    }

    private static void dropListener(ProjectFolder project, String body) {
        try {
            new PluginJar(Files.createDirectories(project.path().resolve("work")))
                    .source("stranger/StrangeListener.java", """
                            package stranger;
                            import dev.gnomon.engine.event.*;
                            public class StrangeListener implements Gate {
                                public Verdict before(Occurrence occurrence, EngineEvent.Proposed event) {
                                    %s
                                }
                            }
                            """.formatted(body))
                    .resource("META-INF/services/dev.gnomon.engine.event.EngineListener", "stranger.StrangeListener\n")
                    .into(Files.createDirectories(project.path().resolve("dialects"))
                            .resolve("strange-listener-2.0.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void the_log_counts_at_every_door(Door door) {
        List<String> lines = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("dev.gnomon");
        Level usual = logger.getLevel();
        logger.addHandler(handler);
        logger.setLevel(Level.ALL);
        try {
            ProjectFolder project = migrated("log");
            door.go(project, Errand.DRIFT);
            assertThat(lines).noneMatch(line -> line.contains("runEnded"));
            project.write("gnomon.toml", "[logging]\nlevel = \"INFO\"\n");
            door.go(project, Errand.DRIFT);
            assertThat(lines).anyMatch(line -> line.contains("runEnded"));
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(usual);
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void the_webhook_counts_at_every_door(Door door) throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            ProjectFolder project = migrated("hook");
            door.go(project, Errand.DRIFT);
            assertThat(bodies).isEmpty();
            project.write(
                    "gnomon.toml",
                    "[webhook]\nurl = \"http://127.0.0.1:" + server.getAddress().getPort() + "/\"\n");
            door.go(project, Errand.DRIFT);
            assertThat(String.join("\n", bodies)).contains("runEnded");
        } finally {
            server.stop(0);
        }
    }

    private static Stream<Door> doors() {
        return Stream.of(Door.values());
    }

    private ProjectFolder migrated(String name) {
        ProjectFolder project = ProjectFolder.sqlite(folder.resolve(name), USERS);
        project.with("XDG_CACHE_HOME", folder.resolve("caches").toString());
        project.write(INIT, USERS_SQL);
        assertThat(project.run("migrate", "deploy").exitCode()).isZero();
        return project;
    }

    @ParameterizedTest
    @MethodSource("doors")
    void the_settings_of_the_shadow_database_and_of_the_lock_count_on_a_server(Door door) throws SQLException {
        String url = TestServers.postgresql().newTarget().url();
        ProjectFolder project = new ProjectFolder(folder.resolve("app"));
        project.with("XDG_CACHE_HOME", folder.resolve("caches").toString());
        project.write(
                "prisma/schema.prisma",
                "datasource db {\n  provider = \"postgresql\"\n  url = \"" + url + "\"\n}\n\nenum Kept {\n  A\n}\n");
        project.write(INIT, "CREATE TABLE t (id INTEGER PRIMARY KEY);\n");
        project.write("prisma/migrations/migration_lock.toml", "provider = \"postgresql\"\n");
        assertThat(project.run("migrate", "deploy").exitCode()).isZero();

        project.write("gnomon.toml", "[shadow]\ntemplate = true\n");
        List<String> before = databases(url);
        door.go(project, Errand.DRIFT);
        List<String> kept = new ArrayList<>(databases(url));
        kept.removeAll(before);
        assertThat(kept).as("the template stays").hasSize(1);
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE \"" + kept.get(0) + "\"");
        }

        project.write("gnomon.toml", "[datasource]\nshadowDatabaseUrl = \"postgresql://127.0.0.1:1/none\"\n");
        assertThat(door.go(project, Errand.DRIFT)).contains("127.0.0.1:1");

        project.write("gnomon.toml", "[enums]\nexternal = [\"public.theirs\"]\n");
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TYPE theirs AS ENUM ('A'); CREATE TYPE ours AS ENUM ('A')");
            door.go(project, Errand.PUSH);
            try (ResultSet types = statement.executeQuery(
                    "SELECT string_agg(typname, ',' ORDER BY typname) FROM pg_type WHERE typtype = 'e'"
                            + " AND typnamespace = 'public'::regnamespace")) {
                types.next();
                assertThat(types.getString(1)).isEqualTo("Kept,theirs");
            }
            // The lock of another run, and the variable that says not to mind it.
            statement.execute("SELECT pg_advisory_lock(72707369)");
            project.write("gnomon.toml", "lockTimeout = 1\n");
            assertThat(door.go(project, Errand.DEPLOY)).contains("Timeout: 1000ms");
            project.with("PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK", "1");
            assertThat(door.go(project, Errand.DEPLOY)).doesNotContain("Timeout");
        }
    }

    private static List<String> databases(String url) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT datname FROM pg_database ORDER BY 1")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private static Connection connect(String url) throws SQLException {
        URI uri = URI.create(url);
        String[] user = uri.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(),
                user[0],
                user.length > 1 ? user[1] : "");
    }
}
