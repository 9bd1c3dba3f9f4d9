package dev.gnomon.conformance.engine.reach;

import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlReplayReachTest extends ReplayReachTest {

    private final TestServer server = TestServers.postgresql();
    private final String main =
            "reach_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final String shadow = main + "_shadow";
    private final String victim = main + "_victim";
    private final String role = main + "_role";

    @TempDir
    private Path files;

    @BeforeAll
    void make_what_can_be_reached() throws SQLException {
        for (String database : List.of(main, shadow, victim)) {
            execute("postgres", "CREATE DATABASE " + database);
        }
        for (String database : List.of(main, victim)) {
            execute(
                    database,
                    "CREATE TABLE precious (id INTEGER PRIMARY KEY); INSERT INTO precious VALUES (1), (2);"
                            + " COMMENT ON DATABASE " + database + " IS 'precious'");
        }
        execute("postgres", "CREATE ROLE " + role);
    }

    @AfterAll
    void drop_it() throws SQLException {
        for (String database : List.of(main, shadow, victim)) {
            execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
        }
        execute("postgres", "DROP ROLE " + role);
    }

    @Override
    String provider() {
        return "postgresql";
    }

    @Override
    String mainUrl() {
        return server.url(main);
    }

    @Override
    String shadowUrl() {
        return server.url(shadow);
    }

    @Override
    List<String> world() throws SQLException, IOException {
        List<String> world = new ArrayList<>();
        for (String query : List.of(
                // Another class makes shadow databases on the same server at the same time; of ours, the mark tells.
                "SELECT datname, datdba, datconnlimit, datallowconn, datacl, dattablespace,"
                        + " shobj_description(oid, 'pg_database') FROM pg_database WHERE datname !~ '^t_'",
                "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole, rolcanlogin, rolconnlimit, rolvaliduntil,"
                        + " rolpassword, shobj_description(oid, 'pg_authid') FROM pg_authid WHERE rolname !~ '^u_'",
                "SELECT roleid::regrole, member::regrole, admin_option FROM pg_auth_members",
                "SELECT setdatabase, setrole, setconfig FROM pg_db_role_setting",
                "SELECT spcname, spcacl, spcoptions FROM pg_tablespace",
                "SELECT subname FROM pg_subscription",
                "SELECT slot_name FROM pg_replication_slots",
                "SELECT name, setting FROM pg_file_settings",
                "SELECT provider, classoid, label FROM pg_shseclabel",
                "SELECT count(*) FROM pg_stat_activity WHERE datname = '" + victim + "'")) {
            world.addAll(rows("postgres", query));
        }
        for (String database : List.of(main, victim)) {
            for (String query : List.of(
                    "SELECT id FROM precious",
                    "SELECT relname, relkind, relacl, reloptions FROM pg_class WHERE oid >= 16384 AND relname !~ '^pg_'",
                    "SELECT proname FROM pg_proc WHERE oid >= 16384",
                    "SELECT nspname, nspacl FROM pg_namespace")) {
                world.addAll(rows(database, query));
            }
        }
        // The shadow database is left empty, and nobody's mark stays.
        world.addAll(rows(
                shadow,
                "SELECT relname FROM pg_class WHERE oid >= 16384 AND relname !~ '^pg_' UNION ALL SELECT 'comment: '"
                        + " || shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"));
        try (Stream<Path> found = Files.walk(files)) {
            for (Path path : found.sorted().toList()) {
                world.add(path + (Files.isRegularFile(path) ? ": " + Files.readString(path) : ""));
            }
        }
        return world;
    }

    @Override
    Stream<Attack> attacks() {
        return Stream.of(Attack.of("CREATE ROLE intruder", "CREATE ROLE"));
    }

    @Override
    Stream<String> riddles() {
        return Stream.of("SELECT 1");
    }

    @Override
    Stream<String> everydayScripts() {
        return Stream.of("ALTER TABLE plain ADD COLUMN other INTEGER");
    }

    private void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows(String database, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT pg_catalog.row_to_json(t)::text FROM (" + query + ") t ORDER BY 1")) {
            while (rows.next()) {
                found.add(database + ": " + rows.getString(1));
            }
        }
        return found;
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + database + "?preferQueryMode=simple",
                server.user(),
                server.password());
    }
}
