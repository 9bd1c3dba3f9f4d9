package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that go to a real server together. */
class PostgresqlScriptBatchTest {

    private static final String FIRST = "CREATE TABLE a (id int)";
    private static final String LAST = "CREATE TABLE z (id int);\n";

    private ScratchDatabase database;

    @BeforeEach
    void createDatabase() {
        database = ScratchDatabase.create();
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.close();
    }

    private int together(String... scripts) {
        return new PostgresqlScriptRunner().runTogether(database.connection(), List.of(scripts));
    }

    private String tables() throws SQLException {
        return database.text("SELECT coalesce(string_agg(relname, ',' ORDER BY relname), '') FROM pg_class"
                + " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'");
    }

    @Test
    void run_in_turn_each_in_a_transaction_of_its_own() throws SQLException {
        assertThat(together(
                        "CREATE TYPE mood AS ENUM ('good'); -- open",
                        "ALTER TYPE mood ADD VALUE 'bad'",
                        "CREATE TABLE a (m mood DEFAULT 'bad'); COMMENT ON TABLE a IS 'it''s; one';",
                        "-- nothing\n",
                        LAST))
                .isEqualTo(5);

        assertThat(tables()).isEqualTo("a,z");
        assertThat(database.text("SELECT obj_description('a'::regclass)")).isEqualTo("it's; one");
    }

    @Test
    void stop_at_the_first_that_fails_of_which_nothing_stays() throws SQLException {
        assertThat(together(FIRST, "CREATE TABLE b (id int); DROP TABLE missing;", LAST))
                .isEqualTo(1);
        assertThat(tables()).isEqualTo("a");
        assertThat(together("DROP TABLE missing", LAST)).isZero();
        assertThat(tables()).isEqualTo("a");
    }

    @Test
    void do_not_run_at_all_when_the_server_cannot_read_one_of_them() throws SQLException {
        assertThat(together(FIRST, LAST, "CREATE TABEL b (id int)")).isZero();
        assertThat(tables()).isEmpty();
    }

    @Test
    void stop_at_one_whose_deferred_constraint_fails_when_its_transaction_ends() throws SQLException {
        database.execute("CREATE TABLE p (id int PRIMARY KEY)");
        database.execute("CREATE TABLE c (p int REFERENCES p DEFERRABLE INITIALLY DEFERRED)");
        database.execute("INSERT INTO p VALUES (1)");
        database.execute("INSERT INTO c VALUES (1)");

        assertThat(together(FIRST, "DELETE FROM p", LAST)).isEqualTo(1);
        assertThat(database.text("SELECT count(*) FROM p")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN; CREATE TABLE b (id int); COMMIT",
                "CREATE INDEX CONCURRENTLY i ON a (id)",
                "LOCK TABLE a",
                "SET standard_conforming_strings = off",
                "SELECT set_config('search_path', '', false)",
                "DO $$ BEGIN CREATE TABLE b (id int); END $$",
                "INSERT INTO a VALUES (1)",
                "ALTER TYPE mood ADD VALUE 'bad'; ALTER TABLE a ADD m mood DEFAULT 'bad'",
                "COPY a FROM STDIN",
                "CREATE TABLE b (id int); /* open",
                "COMMENT ON TABLE a IS 'open",
                "COMMENT ON TABLE a IS $open$",
                "CREATE TABLE b (id int",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1;",
                "COMMENT ON TABLE a IS \"open",
            })
    void leave_out_what_is_not_the_same_in_company(String script) throws SQLException {
        assertThat(together(FIRST, script, LAST)).isZero();
        assertThat(together(FIRST, LAST, script)).isEqualTo(2);
        assertThat(tables()).isEqualTo("a,z");
    }

    @Test
    void leave_the_search_path_to_the_next_as_it_was() throws SQLException {
        database.execute("CREATE SCHEMA aside");
        database.execute("CREATE FUNCTION stray() RETURNS int LANGUAGE plpgsql AS"
                + " $$ BEGIN PERFORM set_config('search_path', 'aside', false); RETURN 1; END $$");
        database.execute("CREATE TABLE rows AS SELECT 1 AS one");

        assertThat(together("ALTER TABLE rows ADD COLUMN two int DEFAULT stray()", LAST))
                .isEqualTo(2);
        assertThat(tables()).isEqualTo("rows,z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"$user\", public", "\"odd, \"\"name\", public", "Public", "user, public"})
    void keep_every_search_path(String path) throws SQLException {
        String setting = "SELECT set_config('search_path', '" + path + "', false)";
        database.execute(setting);
        int ran = together("CREATE TABLE public.a (id int)", "CREATE TABLE public.z (id int)");

        assertThat(ran).isEqualTo(2);
        assertThat(database.text("SELECT current_setting('search_path')")).isEqualToIgnoringCase(path);
    }

    @Test
    void go_to_the_server_in_portions_when_they_are_many() throws SQLException {
        List<String> scripts = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            scripts.add("CREATE TABLE t" + number + " (id int)");
        }
        int ran = together(scripts.toArray(String[]::new));

        assertThat(ran).isBetween(2, 199);
        assertThat(database.text("SELECT count(*) FROM pg_class WHERE relname ~ '^t[0-9]+$'"))
                .isEqualTo(String.valueOf(ran));
    }

    @Test
    void are_left_to_be_run_one_by_one_where_the_session_is_gone_or_may_not_wait_long() throws SQLException {
        database.connection().setNetworkTimeout(Runnable::run, 60_000);
        assertThat(together(FIRST, LAST)).isZero();
        database.connection().setNetworkTimeout(Runnable::run, 0);
        assertThat(together(FIRST, LAST)).isEqualTo(2);
        database.connection().close();
        assertThat(together(FIRST, LAST)).isZero();
    }
}
