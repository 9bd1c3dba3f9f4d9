package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.SessionState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session that is the same after every script as before the first one. */
class PostgresqlSessionGuardTest {

    /** All that a session tells of itself, as a person would ask. */
    private static final String STATE =
            "SELECT string_agg(name || '=' || setting, ', ' ORDER BY name) FROM (SELECT name,"
                    + " setting FROM pg_settings WHERE name !~ '^(transaction_|plpgsql[.])' UNION ALL VALUES ('user', session_user || '/'"
                    + " || current_user), ('role', current_setting('role')), ('mine', coalesce(current_setting('app.mine', true), '')),"
                    + " ('temporary', (SELECT count(*)::text FROM pg_class WHERE relnamespace = pg_my_temp_schema())),"
                    + " ('prepared', (SELECT count(*)::text FROM pg_prepared_statements WHERE from_sql)),"
                    + " ('cursors', (SELECT count(*)::text FROM pg_cursors WHERE is_holdable)),"
                    + " ('channels', (SELECT count(*)::text FROM pg_listening_channels()))) s";

    private final PostgresqlSessionGuard guard = new PostgresqlSessionGuard();
    private final PostgresqlScriptRunner runner = new PostgresqlScriptRunner();
    private ScratchDatabase database;
    private String role;

    @BeforeEach
    void createDatabase() throws SQLException {
        database = ScratchDatabase.create();
        role = "guarded_" + database.name();
        database.execute("CREATE ROLE " + role + " SUPERUSER");
        // As for a command that waits for locks only so long.
        new PostgresqlConnector().limitLockWaits(database.connection(), Duration.ofSeconds(77));
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.execute("DROP OWNED BY " + role + "; DROP ROLE " + role);
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET ROLE %s",
                "SET SESSION AUTHORIZATION %s",
                "SET SESSION AUTHORIZATION %s; SET ROLE NONE",
                "SELECT set_config('role', '%s', false)",
                "SET search_path = pg_catalog",
                "SELECT set_config('search_path', '', false)",
                "CREATE SCHEMA aside; SET search_path TO aside, public; SET SESSION statement_timeout = 9",
                "RESET lock_timeout",
                "RESET ALL",
                "SET TimeZone = 'Asia/Tokyo'; SET DateStyle = 'ISO, DMY'; SET IntervalStyle = 'iso_8601'",
                "SET row_security = on; SET session_replication_role = replica; SET check_function_bodies = off",
                "SET standard_conforming_strings = off; SET client_min_messages = error; SET default_tablespace = ''",
                "SET default_transaction_read_only = on",
                "SET default_transaction_isolation = 'serializable'",
                "SET app.mine = 'x'",
                "SELECT set_config('app.' || 'mine', 'x', false)",
                "DO $$ BEGIN PERFORM set_config('search_path', 'pg_catalog', false); END $$",
                "CREATE TEMPORARY TABLE shadowing (id int); CREATE TEMP VIEW v AS SELECT 1",
                "SELECT 1 AS a INTO TEMP kept",
                "DECLARE c CURSOR WITH HOLD FOR SELECT 1; PREPARE p AS SELECT 1; LISTEN channel",
                "DISCARD ALL",
                "CREATE FUNCTION pg_temp.now() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            })
    void what_a_script_leaves_behind_is_put_back(String script) throws SQLException {
        SessionState before = guard.read(database.connection());
        String told = database.text(STATE);

        String sql = script.replace("%s", role);
        runner.run(database.connection(), sql);
        guard.putBack(database.connection(), before, sql);

        assertThat(database.text(STATE)).isEqualTo(told);
        // A language that a script was the first to use brings settings of its own.
        assertThat(guard.read(database.connection()).settings()).containsAllEntriesOf(before.settings());
    }

    @Test
    void it_tells_what_was_put_back() throws SQLException {
        SessionState before = guard.read(database.connection());
        String script = "SET search_path = pg_catalog; SET work_mem = '7MB'; CREATE TEMP TABLE t (); SET ROLE " + role;
        database.execute(script);

        assertThat(guard.putBack(database.connection(), before, script))
                .containsExactlyInAnyOrder("role", "search_path", "work_mem", "temporary objects");
        assertThat(guard.putBack(database.connection(), before, "SELECT 1")).isEmpty();
    }

    @Test
    void a_transaction_that_is_left_open_is_not_taken_for_done() throws SQLException {
        SessionState before = guard.read(database.connection());
        database.execute("BEGIN; CREATE TABLE t (id int)");

        assertThatThrownBy(() -> guard.putBack(database.connection(), before, "BEGIN; CREATE TABLE t (id int)"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("COMMIT is missing");
        assertThat(database.text("SELECT to_regclass('t')")).isNull();
    }

    @Test
    void scripts_that_go_together_do_not_see_each_others_session() throws SQLException {
        database.execute("CREATE FUNCTION public.leave(name text, value text) RETURNS int LANGUAGE sql AS"
                + " 'SELECT 1 FROM (SELECT set_config(name, value, false)) s'; CREATE TABLE public.t (n int, seen text);"
                + " INSERT INTO public.t VALUES (1)");
        database.execute("SET search_path = public");
        SessionState before = guard.read(database.connection());
        String seen = "UPDATE t SET seen = coalesce(seen, '') || concat_ws(' ', '', current_user,"
                + " current_setting('work_mem'), current_setting('row_security'), nullif(current_setting('app.x', true), ''),"
                + " current_setting('lock_timeout'), to_regclass('pg_temp.aside'))";

        assertThat(runner.runTogether(
                        database.connection(),
                        List.of(
                                seen,
                                "UPDATE t SET n = leave('work_mem', '9MB')",
                                seen,
                                "UPDATE t SET n = leave('role', '" + role + "') + leave('app.x', 'y')",
                                seen,
                                "CREATE TEMP TABLE aside (id int)",
                                seen)))
                .isEqualTo(7);

        String one = database.text("SELECT ' ' || current_user || ' ' || current_setting('work_mem') || ' on 77s'");
        assertThat(database.text("SELECT seen FROM t")).isEqualTo(one.repeat(4));
        assertThat(guard.read(database.connection())).isEqualTo(before);
        assertThat(database.text("SELECT current_setting('row_security')")).isEqualTo("off");
    }

    @Test
    void rows_that_are_hidden_are_hidden_from_scripts_only() throws SQLException {
        database.execute("CREATE TABLE hidden (id int); INSERT INTO hidden VALUES (1), (2);"
                + " ALTER TABLE hidden ENABLE ROW LEVEL SECURITY; CREATE TABLE copied (id int);"
                + " CREATE ROLE plain_" + role + "; GRANT ALL ON hidden, copied TO plain_" + role);
        database.execute("SET ROLE plain_" + role);

        assertThatThrownBy(() -> database.text("SELECT count(*) FROM hidden"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("row-level security");
        runner.run(database.connection(), "INSERT INTO copied SELECT id FROM hidden");
        assertThatThrownBy(() -> database.text("SELECT count(*) FROM hidden")).isInstanceOf(SQLException.class);
        database.execute("RESET ROLE");
        assertThat(database.text("SELECT count(*) FROM copied")).isEqualTo("0");
        database.execute("DROP OWNED BY plain_" + role + "; DROP ROLE plain_" + role);
    }
}
