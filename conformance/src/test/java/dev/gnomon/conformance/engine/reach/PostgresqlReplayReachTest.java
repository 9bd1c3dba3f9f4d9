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

    /** One for all tests, since their names speak of it. */
    @TempDir
    private static Path files;

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
        world.addAll(rows(
                "postgres",
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
                "SELECT count(*) FROM pg_stat_activity WHERE datname = '" + victim + "'"));
        for (String database : List.of(main, victim)) {
            world.addAll(rows(
                    database,
                    "SELECT id FROM precious",
                    "SELECT relname, relkind, relacl, reloptions FROM pg_class WHERE oid >= 16384 AND relname !~ '^pg_'",
                    "SELECT proname FROM pg_proc WHERE oid >= 16384",
                    "SELECT nspname, nspacl FROM pg_namespace"));
        }
        // The shadow database is left empty, and nobody's mark stays.
        world.addAll(
                rows(
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
        String folder = files.toString();
        return Stream.of(
                Attack.of("CREATE DATABASE " + main + "_other", "CREATE DATABASE"),
                Attack.of("DROP DATABASE " + victim, "DROP DATABASE " + victim),
                Attack.of("ALTER DATABASE " + main + " SET search_path TO nowhere", "the project's own one"),
                Attack.of("ALTER DATABASE \"" + victim + "\" ALLOW_CONNECTIONS false", victim),
                Attack.of("COMMENT ON DATABASE " + victim + " IS NULL", victim),
                new Attack("SELECT 1;\nGRANT CONNECT ON DATABASE " + victim + "\n TO " + role, 2, victim),
                Attack.of("REVOKE ALL ON DATABASE " + main + " FROM PUBLIC", main),
                Attack.of("UPDATE pg_database SET datconnlimit = 7 WHERE datname = '" + victim + "'", "pg_database"),
                Attack.of("CREATE ROLE " + role + "_more", "CREATE ROLE"),
                new Attack(
                        "DO $$\nBEGIN\n  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'x') THEN\n    CREATE ROLE "
                                + role + "_more;\n  END IF;\nEND $$;",
                        4,
                        "CREATE ROLE"),
                new Attack(
                        "DO $$ BEGIN\n EXECUTE 'CREATE ' || /* */ 'USER " + role + "_more'; END $$", 2, "CREATE USER"),
                Attack.of("ALTER ROLE " + role + " SUPERUSER", "ALTER ROLE"),
                Attack.of("/**/ALTER /* */ USER " + role + " SET search_path = x", "ALTER USER"),
                Attack.of("GRANT pg_read_all_data TO " + role, "GRANT"),
                Attack.of("DROP ROLE " + role, "DROP ROLE"),
                Attack.of("DROP OWNED BY " + role, "DROP OWNED"),
                Attack.of("COMMENT ON ROLE " + role + " IS 'x'", "COMMENT ON ROLE"),
                Attack.of("CREATE TABLESPACE t LOCATION '" + folder + "'", "CREATE TABLESPACE"),
                Attack.of("ALTER SYSTEM SET work_mem = '7MB'", "ALTER SYSTEM"),
                Attack.of("SELECT pg_reload_conf()", "pg_reload_conf"),
                Attack.of("SELECT pg_create_physical_replication_slot('slot')", "pg_create_physical_replication_slot"),
                Attack.of(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + main + "'",
                        "pg_terminate_backend"),
                Attack.of("COPY plain TO '" + folder + "/rows'", "COPY … TO a file"),
                Attack.of("COPY plain TO PROGRAM 'touch " + folder + "/touched'", "PROGRAM"),
                Attack.of("SELECT lo_export(lo_create(0), '" + folder + "/object')", "lo_export"),
                Attack.of("SELECT pg_read_file('PG_VERSION')", "pg_read_file"),
                Attack.of("SELECT pg_file_write('" + folder + "/written', 'x', false)", "pg_file_write"),
                Attack.of("LOAD 'auto_explain'", "LOAD"),
                new Attack(
                        "CREATE EXTENSION dblink;\nSELECT dblink_exec('dbname=" + victim + "', 'DROP TABLE precious')",
                        2,
                        "dblink_exec"),
                Attack.of("CREATE FUNCTION f() RETURNS int LANGUAGE internal AS 'pg_reload_conf'", "LANGUAGE internal"),
                new Attack(
                        "CREATE EXTENSION postgres_fdw;\nCREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (dbname '"
                                + main + "')",
                        2,
                        "CREATE SERVER"),
                Attack.of(
                        "CREATE SUBSCRIPTION s CONNECTION 'dbname=" + main + "' PUBLICATION p WITH (connect = false)",
                        "CREATE SUBSCRIPTION"),
                new Attack(
                        "CREATE FUNCTION run(q text) RETURNS void LANGUAGE plpgsql AS 'BEGIN EXECUTE q; END';\n"
                                + "SELECT run('CREATE ROLE " + role + "_more')",
                        2,
                        "CREATE ROLE"),
                Attack.of("DO $$ BEGIN EXECUTE convert_from(decode('00', 'hex'), 'UTF8'); END $$", "cannot be read"));
    }

    /** None is refused for certain: they leave the session in another state, or hide what they do as well as they can. */
    @Override
    Stream<String> riddles() {
        return Stream.of(
                "SET ROLE " + role,
                "SET SESSION AUTHORIZATION " + role,
                "CREATE SCHEMA aside; SET search_path = aside; CREATE TABLE _prisma_migrations (id int)",
                "BEGIN; CREATE TABLE open (id int)",
                "CREATE TEMPORARY TABLE plain (id int)",
                "SET statement_timeout = 1; SET default_transaction_read_only = on",
                "SELECT pg_advisory_unlock_all(); DISCARD ALL",
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET work_mem = 700', current_database()); EXECUTE"
                        + " format('ALTER DATABASE %I RESET work_mem', current_database()); END $$",
                "CREATE PUBLICATION p FOR ALL TABLES; SELECT lo_create(0); CREATE VIEW v AS SELECT 1 AS a",
                "CREATE FUNCTION e() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;"
                        + " CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION e()",
                "SET standard_conforming_strings = off; SELECT '\\'; CREATE ROLE " + role + "_more; --'",
                "\\connect " + victim + "\nDROP TABLE precious",
                "DROP TABLE " + victim + ".public.precious",
                "INSERT INTO plain VALUES (1); CREATE TABLE commands (c text);"
                        + " INSERT INTO commands VALUES ('CREATE ROLE " + role + "_more');"
                        + " DO $$ DECLARE q text; BEGIN SELECT c INTO q FROM commands; EXECUTE q; END $$");
    }

    @Override
    Stream<String> everydayScripts() {
        return Stream.of(
                "ALTER TABLE plain ADD COLUMN role TEXT; ALTER TABLE plain DROP role",
                "INSERT INTO plain VALUES (1); COMMENT ON TABLE plain IS 'CREATE ROLE x; DROP DATABASE y'",
                "GRANT SELECT ON plain TO " + role + "; REVOKE ALL ON plain FROM " + role,
                "DO $$ DECLARE r record; BEGIN FOR r IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP"
                        + " EXECUTE format('COMMENT ON TABLE %I IS ''x''', r.tablename); END LOOP; END $$",
                "CREATE FUNCTION exec(q text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE q; END $$;"
                        + " SELECT exec('ALTER TABLE plain ADD COLUMN a INTEGER')",
                "CREATE EXTENSION pg_trgm; CREATE TABLE words (w TEXT); CREATE INDEX ON words USING gin (w gin_trgm_ops)",
                "ALTER TABLE plain ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON plain USING (true)",
                "BEGIN; ALTER TABLE plain ADD COLUMN b INTEGER; COMMIT; CREATE INDEX CONCURRENTLY i ON plain (b)");
    }

    private void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows(String database, String... queries) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String query : queries) {
                try (ResultSet rows = statement.executeQuery(
                        "SELECT pg_catalog.row_to_json(t)::text FROM (" + query + ") t ORDER BY 1")) {
                    while (rows.next()) {
                        found.add(database + ": " + rows.getString(1));
                    }
                }
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
