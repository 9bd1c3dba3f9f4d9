package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.Reach;
import dev.gnomon.engine.dialect.ReachKind;
import dev.gnomon.engine.dialect.ReachScope;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a script reaches out of its database, and what only looks like it. */
class PostgresqlScriptReachTest {

    private static final ReachScope SCOPE = new ReachScope(Optional.of("shop_shadow"), Optional.of("shop"));

    private static List<Reach> read(String script) {
        return new PostgresqlScriptReach().read(script, SCOPE);
    }

    /** Each begins with its kind. */
    static Stream<String> reaching() {
        return Stream.of(
                "DATABASES CREATE DATABASE other",
                "DATABASES CREATE DATABASE \"O t\" TEMPLATE shop",
                "DATABASES DROP DATABASE shop",
                "DATABASES DROP DATABASE IF EXISTS \"shop\" WITH (FORCE)",
                "DATABASES DROP DATABASE shop_shadow",
                "DATABASES ALTER DATABASE shop SET search_path TO app",
                "DATABASES ALTER DATABASE other RENAME TO another",
                "DATABASES ALTER DATABASE shop OWNER TO app",
                "DATABASES COMMENT ON DATABASE shop IS 'mine'",
                "DATABASES SECURITY LABEL FOR dummy ON DATABASE shop IS 'secret'",
                "DATABASES GRANT CONNECT ON DATABASE shop TO app",
                "DATABASES GRANT CONNECT, TEMPORARY ON DATABASE shop_shadow, shop TO app",
                "DATABASES REVOKE ALL PRIVILEGES ON DATABASE shop FROM PUBLIC",
                "DATABASES UPDATE pg_catalog.pg_database SET datallowconn = false",
                "DATABASES DELETE FROM pg_database WHERE datname = 'shop'",
                "ROLES CREATE ROLE app",
                "ROLES CREATE ROLE app WITH LOGIN PASSWORD 'secret'",
                "ROLES CREATE USER app",
                "ROLES CREATE GROUP app",
                "ROLES ALTER ROLE app SET search_path = x",
                "ROLES ALTER USER app WITH SUPERUSER",
                "ROLES ALTER ROLE ALL SET statement_timeout = '1s'",
                "ROLES ALTER ROLE app IN DATABASE shop RESET ALL",
                "ROLES ALTER GROUP app ADD USER other",
                "ROLES DROP ROLE app",
                "ROLES DROP ROLE IF EXISTS app, other",
                "ROLES DROP USER IF EXISTS app",
                "ROLES DROP GROUP app",
                "ROLES GRANT pg_read_all_data TO app",
                "ROLES GRANT owners, readers TO app WITH ADMIN OPTION",
                "ROLES REVOKE owners FROM app",
                "ROLES REVOKE ADMIN OPTION FOR owners FROM app",
                "ROLES REASSIGN OWNED BY app TO other",
                "ROLES DROP OWNED BY app CASCADE",
                "ROLES COMMENT ON ROLE app IS 'the app'",
                "ROLES SECURITY LABEL ON ROLE app IS 'secret'",
                "ROLES UPDATE pg_authid SET rolsuper = true",
                "ROLES INSERT INTO pg_catalog.pg_auth_members VALUES (1, 2, 3, true)",
                "SERVER CREATE TABLESPACE fast LOCATION '/mnt/fast'",
                "SERVER ALTER TABLESPACE fast OWNER TO app",
                "SERVER DROP TABLESPACE IF EXISTS fast",
                "SERVER COMMENT ON TABLESPACE fast IS 'fast'",
                "SERVER GRANT CREATE ON TABLESPACE fast TO app",
                "SERVER GRANT SET ON PARAMETER work_mem TO app",
                "SERVER ALTER SYSTEM SET work_mem = '1GB'",
                "SERVER SELECT pg_terminate_backend(pid) FROM pg_stat_activity",
                "SERVER SELECT pg_catalog.pg_cancel_backend(1)",
                "SERVER SELECT \"pg_reload_conf\"()",
                "SERVER SELECT pg_rotate_logfile()",
                "SERVER SELECT pg_switch_wal()",
                "SERVER SELECT pg_promote()",
                "SERVER PREPARE TRANSACTION 'kept'",
                "SERVER SELECT pg_create_restore_point('here')",
                "SERVER SELECT pg_create_physical_replication_slot('slot')",
                "SERVER SELECT pg_drop_replication_slot('slot')",
                "SERVER SELECT pg_replication_origin_create('origin')",
                "SERVER SELECT cron.schedule('nightly', '0 3 * * *', 'VACUUM')",
                "SERVER SELECT cron.unschedule(1)",
                "SERVER DELETE FROM cron.job",
                "SERVER INSERT INTO pgagent.pga_job (jobname) VALUES ('x')",
                "FILES COPY t FROM '/tmp/rows.csv'",
                "FILES COPY t (a, b) TO '/tmp/rows.csv' WITH (FORMAT csv)",
                "FILES COPY (SELECT 1 FROM t) TO '/tmp/rows.csv'",
                "FILES SELECT lo_import('/etc/passwd')",
                "FILES SELECT lo_export(1, '/tmp/x')",
                "FILES SELECT pg_read_file('/etc/passwd')",
                "FILES SELECT pg_catalog.pg_read_binary_file('/etc/passwd')",
                "FILES SELECT * FROM pg_ls_dir('.')",
                "FILES SELECT pg_stat_file('x')",
                "FILES SELECT pg_file_write('x', 'y', false)",
                "FILES CREATE VIEW v AS SELECT pg_read_file('x')",
                "FILES CREATE TABLE t (a text DEFAULT pg_read_file('x'))",
                "FILES CREATE OPERATOR ## (PROCEDURE = pg_read_file, RIGHTARG = text)",
                "FILES CREATE CAST (text AS x) WITH FUNCTION pg_read_file(text)",
                "PROGRAMS COPY t FROM PROGRAM 'curl x'",
                "PROGRAMS COPY (SELECT 1) TO PROGRAM 'sh'",
                "PROGRAMS LOAD 'auto_explain'",
                "PROGRAMS CREATE FUNCTION f() RETURNS int AS 'lib', 'f' LANGUAGE c",
                "PROGRAMS CREATE FUNCTION f(text) RETURNS text LANGUAGE internal AS 'pg_read_file'",
                "PROGRAMS CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE plpython3u AS 'return 1'",
                "PROGRAMS CREATE PROCEDURE f() LANGUAGE 'plperlu' AS 'system(1)'",
                "PROGRAMS DO LANGUAGE plpythonu 'import os'",
                "SERVERS SELECT dblink_exec('dbname=shop', 'DROP TABLE t')",
                "SERVERS SELECT * FROM dblink('dbname=shop', 'SELECT 1') AS t (a int)",
                "SERVERS SELECT dblink_connect_u('x')",
                "SERVERS CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw",
                "SERVERS ALTER SERVER s OPTIONS (SET host 'x')",
                "SERVERS CREATE USER MAPPING FOR app SERVER s",
                "SERVERS ALTER USER MAPPING FOR app SERVER s OPTIONS (SET user 'x')",
                "SERVERS IMPORT FOREIGN SCHEMA public FROM SERVER s INTO x",
                "SERVERS CREATE FOREIGN TABLE IF NOT EXISTS f (id int) SERVER s",
                "SERVERS CREATE SUBSCRIPTION s CONNECTION 'host=x' PUBLICATION p",
                "SERVERS ALTER SUBSCRIPTION s DISABLE",
                "SERVERS DROP SUBSCRIPTION IF EXISTS s",
                "SERVERS SELECT net.http_post('https://example.org')",
                "SERVERS SELECT http_get('https://example.org')",
                "SERVERS SELECT aws_s3.query_export_to_s3('SELECT 1', 'bucket')",
                "SERVERS CREATE TRIGGER t AFTER INSERT ON x EXECUTE FUNCTION supabase_functions.http_request('u', 'POST')");
    }

    /** Ways to write the same. */
    private static Stream<UnaryOperator<String>> disguises() {
        return Stream.of(
                statement -> statement,
                statement -> "SELECT 1;\n" + statement + ";\nSELECT 2",
                PostgresqlScriptReachTest::shouted,
                statement -> spaced(statement, "/* /* once */ more */"),
                statement -> spaced(statement, "\n-- a word; ' \" $$\n\t"),
                statement -> "DO $$ BEGIN " + statement + "; END $$",
                statement ->
                        "DO $$ DECLARE x int; BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') THEN "
                                + statement + "; END IF; END $$",
                statement -> "DO LANGUAGE plpgsql $a$ BEGIN EXECUTE $b$" + statement + "$b$; END $a$",
                statement -> "DO $a$ BEGIN EXECUTE 'SELECT 1; " + quoted(statement) + "'; END $a$",
                statement -> "DO $a$ BEGIN EXECUTE " + cut(statement, 3, " || ") + "; END $a$",
                statement -> "DO $a$ BEGIN EXECUTE concat(" + cut(statement, 5, " , ") + "); END $a$",
                statement -> "DO $a$ BEGIN EXECUTE format('%s%s', " + cut(statement, 4, ", ") + "); END $a$",
                statement -> "DO $a$ DECLARE q text := '" + quoted(statement) + "'; BEGIN EXECUTE q; END $a$",
                statement -> "DO 'BEGIN EXECUTE ''" + quoted(quoted(statement)) + "''; END'",
                statement -> "DO E'BEGIN \\x45XECUTE $b$" + quoted(statement) + "$b$; END'",
                statement -> "CREATE FUNCTION g() RETURNS void LANGUAGE plpgsql AS $$ BEGIN " + statement + "; END $$",
                statement -> "CREATE OR REPLACE PROCEDURE g(a int) AS $$ " + statement + " $$ LANGUAGE sql",
                statement -> "CREATE FUNCTION g() RETURNS int LANGUAGE sql BEGIN ATOMIC " + statement + "; END",
                statement -> "SELECT run_it('" + quoted(statement) + "')",
                statement -> "DO $a$ BEGIN PERFORM run_it($b$" + statement + "$b$); END $a$",
                statement -> "SET standard_conforming_strings = off; SELECT '\\'; " + statement + "; --'");
    }

    private static String quoted(String text) {
        return text.replace("'", "''");
    }

    private static String shouted(String statement) {
        int quote = Math.max(statement.indexOf('\''), statement.indexOf('"'));
        return quote < 0 ? statement.toLowerCase(Locale.ROOT) : statement;
    }

    /** Something else than a blank between the words before the first quote. */
    private static String spaced(String statement, String between) {
        int quote = statement.indexOf('\'');
        String words = quote < 0 ? statement : statement.substring(0, quote);
        if (words.contains("\"O t\"")) {
            return statement;
        }
        return words.replace(" ", between) + statement.substring(words.length());
    }

    /** The statement as two literals. */
    private static String cut(String statement, int place, String between) {
        return "'" + quoted(statement.substring(0, place)) + "'" + between + "'" + quoted(statement.substring(place))
                + "'";
    }

    @ParameterizedTest
    @MethodSource("reaching")
    void what_reaches_out_is_found_in_any_disguise(String kindAndStatement) {
        int blank = kindAndStatement.indexOf(' ');
        ReachKind kind = ReachKind.valueOf(kindAndStatement.substring(0, blank));
        disguises()
                .map(disguise -> disguise.apply(kindAndStatement.substring(blank + 1)))
                .forEach(script -> assertThat(read(script))
                        .as(script)
                        .extracting(Reach::kind)
                        .contains(kind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE users DROP role",
                "ALTER TABLE users DROP COLUMN a, DROP role, ADD database text",
                "ALTER TABLE users ALTER role SET NOT NULL, ALTER database TYPE text",
                "CREATE TABLE role (id int, \"user\" text, \"database\" text)",
                "CREATE TABLE \"create role\" (\"drop database\" int)",
                "CREATE TYPE role AS ENUM ('CREATE ROLE', 'DROP DATABASE x')",
                "INSERT INTO t VALUES ('CREATE ROLE x'), ('DROP DATABASE shop')",
                "INSERT INTO t (statement) VALUES (E'x\\'; DROP DATABASE shop; --')",
                "COMMENT ON TABLE t IS 'CREATE ROLE app'",
                "COMMENT ON COLUMN t.role IS 'COPY t FROM PROGRAM ''x'''",
                "-- CREATE ROLE app;\nSELECT 1",
                "/* DROP DATABASE x; /* nested */ CREATE ROLE app; */ SELECT 1",
                "GRANT SELECT ON t TO app",
                "GRANT USAGE ON SCHEMA public TO app, other",
                "GRANT SELECT (a, b), UPDATE ON t TO app",
                "GRANT ALL ON ALL TABLES IN SCHEMA public TO app",
                "GRANT EXECUTE ON FUNCTION pg_read_file(text) TO app",
                "REVOKE EXECUTE ON FUNCTION pg_catalog.pg_read_file(text), lo_import(text) FROM PUBLIC",
                "REVOKE GRANT OPTION FOR SELECT ON t FROM app",
                "GRANT USAGE ON FOREIGN SERVER s TO app",
                "ALTER DEFAULT PRIVILEGES FOR ROLE app IN SCHEMA public GRANT SELECT ON TABLES TO other",
                "ALTER TABLE t OWNER TO app",
                "CREATE SCHEMA s AUTHORIZATION app",
                "SET ROLE app; RESET ROLE; SET SESSION AUTHORIZATION app",
                "SET search_path = shop, public; SELECT set_config('search_path', '', false)",
                "SELECT * FROM shop.users s JOIN auth.users u ON s.id = u.id",
                "SELECT shop.public.users.id FROM shop.public.users",
                "SELECT data->'database'->>'role' FROM t WHERE data @> '{\"drop\": \"database\"}'",
                "SELECT current_database(), current_user, session_user, pg_backend_pid()",
                "SELECT pg_size_pretty(pg_database_size(current_database())), pg_sleep(0)",
                "SELECT 1 FROM pg_roles, pg_database, pg_stat_activity",
                "CREATE POLICY p ON t FOR ALL TO app USING (role = current_user)",
                "CREATE EXTENSION IF NOT EXISTS dblink; CREATE EXTENSION pg_cron WITH SCHEMA extensions",
                "CREATE EXTENSION postgres_fdw; DROP EXTENSION IF EXISTS http",
                "CREATE TABLE dblink_log (id int); INSERT INTO dblink_log (id) VALUES (1)",
                "CREATE INDEX http_get ON http (id); CREATE TABLE IF NOT EXISTS http_get (id int)",
                "CREATE TABLE t (id int REFERENCES http (id))",
                "DROP FUNCTION IF EXISTS http_get(text); ALTER FUNCTION http_post(text) OWNER TO app",
                "COPY t FROM STDIN",
                "COPY t (a) TO STDOUT WITH (FORMAT csv)",
                "CREATE PUBLICATION p FOR ALL TABLES",
                "NOTIFY channel, 'CREATE ROLE x'",
                "PREPARE q AS SELECT 1; EXECUTE q; EXECUTE q(1); DEALLOCATE q",
                "REINDEX DATABASE shop_shadow; VACUUM; ANALYZE",
                "ALTER DATABASE shop_shadow SET search_path TO app",
                "COMMENT ON DATABASE shop_shadow IS 'mine'",
                "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET x.y = %L', current_database(), 'z'); END $$",
                "DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || quote_ident(current_database()) || ' SET x.y = 1'; END $$",
                "DO $$ DECLARE db text := current_database(); BEGIN EXECUTE format('COMMENT ON DATABASE %I IS ''x''', db); END $$",
                "DO $$ DECLARE r record; BEGIN FOR r IN SELECT tablename FROM pg_tables LOOP"
                        + " EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', r.tablename); END LOOP; END $$",
                "DO $$ DECLARE r record; BEGIN FOR r IN SELECT indexdef FROM pg_indexes LOOP EXECUTE r.indexdef; END LOOP; END $$",
                "DO $$ DECLARE q text; BEGIN SELECT string_agg(format('ALTER TABLE %s DROP role', c.oid::regclass), '; ')"
                        + " INTO q FROM pg_class c; EXECUTE q; END $$",
                "DO $$ DECLARE s text := 'public'; q text; BEGIN q := 'CREATE TABLE ' || s || '.t (id int)'; EXECUTE q;"
                        + " RAISE NOTICE 'CREATE ROLE of %', s; END $$",
                "DO $$ BEGIN EXECUTE 'ALTER TABLE ' || quote_ident('t') || ' ADD COLUMN role text USING ' || 'x'; END $$",
                "CREATE FUNCTION exec_sql(query text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE query; END $$",
                "CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN EXECUTE format('INSERT INTO %I VALUES ($1)',"
                        + " TG_TABLE_NAME || '_log') USING NEW.id; RETURN NEW; END $$",
                "CREATE TRIGGER t AFTER INSERT ON x FOR EACH ROW EXECUTE FUNCTION audit('CREATED')",
                "SELECT exec_sql('ALTER TABLE t DROP role'); SELECT exec_sql($$ UPDATE t SET role = 'x' $$)",
                "SELECT add_permission('Create user account'), add_permission('Drop role'), log('grant access')",
                "INSERT INTO t VALUES (lower('CREATE ROLE x'), jsonb_build_object('a', 'DROP DATABASE x'))",
                "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT 'CREATE ROLE x' $$",
                "CREATE FUNCTION f() RETURNS text LANGUAGE plv8 AS $$ return \"role\" + 'database' $$",
                "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; UPDATE t SET role = 1)",
                "BEGIN; SAVEPOINT s; CREATE TABLE t (role text); RELEASE s; COMMIT",
                "SELECT encode(sha256('x'), 'hex'), decode('AA==', 'base64'), chr(65)",
                "CREATE AGGREGATE sum2 (int) (SFUNC = int4pl, STYPE = int)",
                "SELECT CASE WHEN role = 'a' THEN 'create' ELSE 'drop' END FROM users user_",
                "DROP SERVER IF EXISTS s CASCADE; DROP FOREIGN TABLE f; DROP USER MAPPING IF EXISTS FOR app SERVER s",
                "UPDATE pg_database_stats SET a = 1; DELETE FROM my.pg_authid",
                "UPDATE cronjob SET a = 1; SELECT net.worth(1), cron.next('* * * * *')",
                "SELECT U&'d\\0061t' UESCAPE '\\', $1, 1..2, a $ b",
                "SELECT 'unclosed",
                "/* unclosed CREATE ROLE x",
                "SELECT $x$ CREATE ROLE y; $x$, \"DROP DATABASE shop\"",
                "",
            })
    void what_only_looks_like_it_is_let_through(String script) {
        assertThat(read(script)).as(script).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DO $$ BEGIN EXECUTE 'CREATE ' || kind || ' x'; END $$",
                "DO $$ BEGIN EXECUTE convert_from(decode('43524541544520524f4c452078', 'hex'), 'UTF8'); END $$",
                "DO $$ DECLARE q text := convert_from('\\x435245'::bytea, 'UTF8'); BEGIN EXECUTE q; END $$",
                "DO $$ DECLARE c text; BEGIN FOR c IN SELECT text FROM commands LOOP EXECUTE c; END LOOP; END $$",
                "DO $$ BEGIN EXECUTE translate('DSPQ', 'SQ', 'RX') || 'x'; END $$",
            })
    void what_cannot_be_read_is_said_to_be_so(String script) {
        assertThat(read(script)).as(script).extracting(Reach::kind).containsOnly(ReachKind.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DO $$ BEGIN EXECUTE reverse('x ELOR ETAERC'); END $$",
                "DO $$ BEGIN EXECUTE chr(67) || 'REATE ROLE x'; END $$",
                "DO $$ BEGIN EXECUTE replace('CREATE TABLE x', 'TABLE', 'ROLE'); END $$",
                "DO $$ BEGIN EXECUTE array_to_string(ARRAY['CREATE', 'ROLE', 'x'], ' '); END $$",
                "DO $$ BEGIN EXECUTE U&'CREATE \\0052OLE x'; END $$",
                "DO $$ BEGIN EXECUTE 'CREATE'\n' ROLE x'; END $$",
                "DO $$ BEGIN EXECUTE CASE WHEN true THEN 'CREATE ROLE x' ELSE 'SELECT 1' END; END $$",
                "DO $$ DECLARE q text; BEGIN SELECT c INTO q FROM (VALUES ('CREATE ROLE x')) v (c); EXECUTE q; END $$",
                "INSERT INTO commands VALUES ('CREATE ROLE x'); DO $$ DECLARE q text; BEGIN SELECT c INTO q FROM commands;"
                        + " EXECUTE q; END $$",
                "DO $$ BEGIN EXECUTE '{\"c\": \"CREATE ROLE x\"}'::json ->> 'c'; END $$",
                "DO LANGUAGE plv8 $$ plv8.execute(`CREATE ROLE x`) $$",
                "DO LANGUAGE plperl $$ spi_exec_query(\"CREATE ROLE x\") $$",
                "DO $$ BEGIN EXECUTE format('CREATE ROLE %I', name); END $$",
                "DO $$ BEGIN EXECUTE format('%2$s %1$s', 'ROLE x', 'CREATE'); END $$",
                "DO $$ BEGIN EXECUTE 'DO $x$ BEGIN CREATE ROLE x; END $x$'; END $$",
                "CREATE FUNCTION f() RETURNS void AS 'CREATE ROLE x' LANGUAGE sql",
                "SELECT query_to_xml('SELECT run(''CREATE ROLE x'')', true, true, '')",
            })
    void a_role_in_a_puzzle_is_found(String script) {
        assertThat(read(script)).as(script).extracting(Reach::kind).contains(ReachKind.ROLES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "CREATE ROLE x ~ 1",
                "SELECT 1;\\n\\n  create\\nrole x ~ 3",
                "/* \\n\\n */ SELECT\\n1;\\nDO $$\\nBEGIN\\n  EXECUTE 'CREATE ROLE x';\\nEND $$ ~ 7",
                "DO $$\\nBEGIN\\n EXECUTE\\n  'SELECT 1;\\n  CREATE ' || 'ROLE x';\\nEND $$ ~ 5",
                "CREATE FUNCTION f() RETURNS void AS '\\n\\nCREATE ROLE x;\\n' LANGUAGE sql ~ 3",
                "SELECT E'\\\\n\\\\n';\\nSELECT\\n  pg_read_file('x') ~ 3",
                "DO $$ BEGIN\\nEXECUTE format(\\n'ALTER ROLE %I\\n SET x = 1', y); END $$ ~ 3",
            })
    void the_line_is_that_of_the_words(String script, int line) {
        assertThat(read(script.replace("\\\\n", "\0").replace("\\n", "\n").replace("\0", "\\n")))
                .extracting(Reach::line)
                .containsExactly(line);
    }

    @Test
    void jobs_are_reached_only_where_they_can_be() {
        String script = "SELECT cron.schedule('x', '* * * * *', 'SELECT 1'); DELETE FROM cron.job";
        ReachScope automatic = new ReachScope(Optional.empty(), Optional.of("shop"));

        assertThat(new PostgresqlScriptReach().read(script, automatic)).isEmpty();
        assertThat(read(script)).hasSize(2);
    }

    @Test
    void it_says_what_and_what_to_write_instead_and_no_secret() {
        assertThat(read("GRANT CONNECT ON DATABASE shop TO app"))
                .singleElement()
                .satisfies(reach -> {
                    assertThat(reach.what())
                            .isEqualTo(
                                    "`GRANT … ON DATABASE shop` changes rights on a database of the server, the project's own one");
                    assertThat(reach.remedy()).contains("current_database()");
                });
        assertThat(
                        read(
                                "CREATE ROLE app LOGIN PASSWORD 'hidden'; SELECT dblink('password=hidden', 'x');"
                                        + " CREATE SUBSCRIPTION s CONNECTION 'password=hidden' PUBLICATION p; COPY t FROM PROGRAM 'hidden'"))
                .hasSize(4)
                .noneMatch(reach -> (reach.what() + reach.remedy()).contains("hidden"));
    }

    @Test
    void any_input_gives_some_list() {
        String parts = "'\"$$/*--*/;()[],.||::\\\n\t eEuU&ncreate role do execute format begin end language as $a$ 1";
        Random random = new Random(11);
        for (int round = 0; round < 5_000; round++) {
            StringBuilder script = new StringBuilder();
            for (int part = random.nextInt(40); part >= 0; part--) {
                int from = random.nextInt(parts.length());
                script.append(parts, from, Math.min(parts.length(), from + 1 + random.nextInt(9)));
            }
            assertThat(read(script.toString())).as(script.toString()).isNotNull();
        }
    }
}
