package dev.gnomon.conformance.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is not what it was when a replay was kept: another version, other extensions, other defaults. */
class ReplayCacheServerTest {

    private static final Migration FIRST = Migration.of("1", "CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY);\n");

    /** A version that few other tests use, since its files are changed for a moment. */
    private static final int SELDOM_USED = 15;

    private final Dialect dialect = Dialects.load(Optional.empty()).require("postgresql");
    private final List<DatabaseTarget> created = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void dropDatabases() {
        created.forEach(dialect.connector()::dropDatabase);
    }

    private CachedRun diagnose(DatabaseTarget main, Migration... migrations) {
        return CachedRun.of(
                folder.resolve("replays"), Workspace.of(dialect, main).build(), migrations);
    }

    private DatabaseTarget database(TestServer server, String name) {
        DatabaseTarget target = server.target(name);
        dialect.connector().createDatabase(target);
        created.add(target);
        return target;
    }

    private static String newName() {
        return "t_" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    private void execute(DatabaseTarget target, String sql) throws SQLException {
        try (Connection connection = dialect.connector().connect(target);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(DatabaseTarget target, String query) throws SQLException {
        try (Connection connection = dialect.connector().connect(target);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void an_upgraded_server_at_the_same_address_replays_again() throws Exception {
        String name = newName();
        try (Route route = new Route()) {
            for (int version = 14; version <= 18; version++) {
                TestServer server = TestServers.postgresql(version);
                DatabaseTarget direct = database(server, name);
                DatabaseTarget main = direct.withUrl(direct.url().replaceFirst("@[^/]*/", "@" + route.address() + "/"));

                route.leadTo(server.host(), server.port());

                diagnose(main, FIRST).assertReplayed(1);
                diagnose(main, FIRST).assertKnown();
            }
            TestServer oldest = TestServers.postgresql(14);
            route.leadTo(oldest.host(), oldest.port());
            DatabaseTarget back = oldest.target(name);
            diagnose(back.withUrl(back.url().replaceFirst("@[^/]*/", "@" + route.address() + "/")), FIRST)
                    .assertKnown();
        }
    }

    @Test
    void an_extension_that_could_be_created_or_would_come_in_another_version_counts() throws Exception {
        DatabaseTarget main = database(TestServers.postgresql(SELDOM_USED), newName());
        Path extensions = Path.of(text(main, "SELECT setting FROM pg_config WHERE name = 'SHAREDIR'"), "extension");
        assumeTrue(Files.isWritable(extensions), "not run: the server's files are not here");
        Migration creating = Migration.of("1", "CREATE EXTENSION gnomon_stray;\n");
        Path control = extensions.resolve("gnomon_stray.control");
        List<Path> scripts = List.of(
                Files.writeString(extensions.resolve("gnomon_stray--1.0.sql"), "CREATE TABLE one (id INTEGER);"),
                Files.writeString(extensions.resolve("gnomon_stray--2.0.sql"), "CREATE TABLE two (id INTEGER);"));
        try {
            diagnose(main, FIRST).assertReplayed(1);
            diagnose(main, FIRST).assertKnown();
            Files.writeString(control, "default_version = '1.0'\n");
            diagnose(main, FIRST).assertReplayed(1);
            diagnose(main, creating).assertReplayed(1);
            diagnose(main, creating).assertKnown();
            Files.writeString(control, "default_version = '2.0'\n");
            diagnose(main, creating).assertReplayed(1);
            diagnose(main, creating).assertKnown();
            diagnose(main, FIRST).assertReplayed(1);
        } finally {
            Files.deleteIfExists(control);
            for (Path script : scripts) {
                Files.delete(script);
            }
        }
    }

    @Test
    void defaults_of_all_databases_and_of_a_role_within_one_count() throws SQLException {
        DatabaseTarget main = database(TestServers.postgresql(), newName());
        String role = newName();
        execute(main, "CREATE ROLE " + role + " LOGIN CREATEDB");
        execute(main, "GRANT CREATE ON SCHEMA public TO " + role);
        try {
            DatabaseTarget asRole = main.withUrl(main.url().replaceFirst("//[^@]*@", "//" + role + "@"));
            diagnose(asRole, FIRST).assertReplayed(1);
            diagnose(asRole, FIRST).assertKnown();
            execute(main, "ALTER ROLE " + role + " SET xmloption = 'document'");
            diagnose(asRole, FIRST).assertReplayed(1);
            execute(main, "ALTER DATABASE " + main.url().replaceFirst(".*/", "") + " SET xmloption = 'content'");
            diagnose(asRole, FIRST).assertReplayed(1);
            diagnose(asRole, FIRST).assertKnown();
        } finally {
            execute(main, "REVOKE ALL ON SCHEMA public FROM " + role);
            execute(main, "DROP ROLE " + role);
        }
    }

    @Test
    void privileges_that_new_databases_begin_with_count() throws SQLException {
        TestServer server = TestServers.postgresql();
        DatabaseTarget main = database(server, newName());
        DatabaseTarget template = server.target("template1");
        diagnose(main, FIRST).assertReplayed(1);
        execute(template, "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC");
        try {
            diagnose(main, FIRST).assertReplayed(1);
        } finally {
            execute(template, "ALTER DEFAULT PRIVILEGES REVOKE SELECT ON TABLES FROM PUBLIC");
        }
    }
}
