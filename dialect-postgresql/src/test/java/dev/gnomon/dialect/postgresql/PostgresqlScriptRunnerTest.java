package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptFailedException.Failure;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole scripts on a real server. */
class PostgresqlScriptRunnerTest {

    private final PostgresqlScriptRunner runner = new PostgresqlScriptRunner();
    private ScratchDatabase database;

    @BeforeEach
    void createDatabase() {
        database = ScratchDatabase.create();
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.close();
    }

    private void run(String script) throws ScriptFailedException {
        runner.run(database.connection(), script);
    }

    private Failure failureOf(String script) {
        return catchThrowableOfType(ScriptFailedException.class, () -> run(script))
                .failure();
    }

    private String tables() throws SQLException {
        return database.text("SELECT coalesce(string_agg(relname, ',' ORDER BY relname), '') FROM pg_class"
                + " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'");
    }

    @Test
    void leaves_nothing_of_a_script_that_fails() throws SQLException {
        Failure failure =
                failureOf("CREATE TABLE a (id int);\nCREATE TABLE b (\n  id nonsense\n);\nCREATE TABLE c ();");

        assertThat(tables()).isEmpty();
        assertThat(failure.rolledBack()).isTrue();
        assertThat(failure.databaseCode()).contains("42704");
        assertThat(failure.statementIndex()).contains(1);
        assertThat(failure.statement()).contains("CREATE TABLE b (\n  id nonsense\n)");
        assertThat(failure.line()).contains(3);
    }

    @Test
    void reports_a_failure_in_prismas_words() {
        String escape = "\u001b";
        assertThat(failureOf("CREATE TABLE a (id int);\nCREATE TABLE b (id nonsense);")
                        .report())
                .startsWith("ERROR: type \"nonsense\" does not exist\n\nPosition:\n"
                        + escape + "[1m  0" + escape + "[0m\n"
                        + escape + "[1m  1" + escape + "[0m CREATE TABLE a (id int);\n"
                        + escape + "[1m  2" + escape + "[1;31m CREATE TABLE b (id nonsense);" + escape + "[0m\n\n"
                        + "DbError { severity: \"ERROR\", parsed_severity: Some(Error), code: SqlState(E42704),"
                        + " message: \"type \\\"nonsense\\\" does not exist\", detail: None, hint: None,"
                        + " position: Some(Original(45)), where_: None, schema: None, table: None, column: None,"
                        + " datatype: None, constraint: None, file: Some(\"parse_type.c\"), line: Some(")
                .endsWith("), routine: Some(\"typenameType\") }");
    }

    @Test
    void finds_the_statement_where_the_server_gives_no_position() throws SQLException {
        Failure failure = failureOf("CREATE TABLE a (id int PRIMARY KEY);\nINSERT INTO a VALUES (1);\n"
                + "INSERT INTO a VALUES (1);\nDROP TABLE a;");

        assertThat(failure.databaseCode()).contains("23505");
        assertThat(failure.statementIndex()).contains(2);
        assertThat(failure.line()).contains(3);
        assertThat(failure.report()).contains("\nDETAIL: Key (id)=(1) already exists.");
        assertThat(tables()).isEmpty();
    }

    @Test
    void counts_code_points_not_characters() {
        assertThat(failureOf("SELECT '🚀🚀🚀';\nSELECT nothing;").line()).contains(2);
    }

    @Test
    void keeps_what_the_script_itself_commits() throws SQLException {
        Failure failure = failureOf("BEGIN;\nCREATE TABLE a (id int);\nCOMMIT;\nCREATE TABLE b (id nonsense);");

        assertThat(tables()).isEqualTo("a");
        assertThat(failure.rolledBack()).isFalse();
        assertThat(failure.statementIndex()).contains(3);
    }

    @Test
    void leaves_the_session_usable_after_a_failure_in_the_scripts_own_transaction() throws SQLException {
        Failure failure = failureOf("BEGIN;\nCREATE TABLE a (id int);\nSELECT nothing;\nCOMMIT;");

        assertThat(failure.rolledBack()).isTrue();
        assertThat(tables()).isEmpty();
    }

    @Test
    void runs_alone_what_must_not_be_in_a_transaction() throws SQLException {
        run("CREATE TABLE a (id int);\nINSERT INTO a VALUES (1);\nCREATE INDEX CONCURRENTLY i ON a (id);\n"
                + "DROP INDEX CONCURRENTLY i;\nVACUUM a;\nALTER TABLE a ADD COLUMN n int;");

        assertThat(tables()).isEqualTo("a");
    }

    @Test
    void says_that_something_stays_where_part_of_a_script_ran_alone() throws SQLException {
        Failure failure =
                failureOf("CREATE TABLE a (id int);\nCREATE INDEX CONCURRENTLY i ON a (id);\nSELECT nothing;");

        assertThat(failure.rolledBack()).isFalse();
        assertThat(failure.statementIndex()).contains(2);
        assertThat(failure.line()).contains(3);
        assertThat(tables()).isEqualTo("a");
    }

    @Test
    void lets_a_script_use_an_enum_value_that_it_adds() throws SQLException {
        run("CREATE TYPE e AS ENUM ('a'); CREATE TABLE t (v e)");

        run("ALTER TYPE e ADD VALUE 'b';\nINSERT INTO t VALUES ('b');");

        assertThat(database.text("SELECT v FROM t")).isEqualTo("b");
    }

    @Test
    void runs_bodies_of_sql_functions() throws SQLException {
        run("CREATE TABLE t (id int);\nCREATE PROCEDURE p(a int) LANGUAGE sql BEGIN ATOMIC INSERT INTO t VALUES (a);"
                + " INSERT INTO t VALUES (a); END;\nCALL p(1);");

        assertThat(database.text("SELECT count(*) FROM t")).isEqualTo("2");
    }

    @Test
    void takes_braces_and_question_marks_as_they_are() throws SQLException {
        run("CREATE TABLE t (j jsonb); INSERT INTO t VALUES ('{\"fn\": \"{ts ?}\"}');"
                + " DELETE FROM t WHERE j ? 'other' OR j ->> 'fn' = '{d''2020-01-01''}';");

        assertThat(database.text("SELECT j ->> 'fn' FROM t")).isEqualTo("{ts ?}");
    }

    @Test
    void refuses_rows_that_come_after_the_statement() throws SQLException {
        Failure failure = failureOf("CREATE TABLE t (id int);\nCOPY t (id) FROM stdin;\n1\n\\.\n");

        assertThat(failure.report()).contains("INSERT");
        assertThat(failure.line()).contains(2);
        assertThat(tables()).isEmpty();
        assertThat(database.connection().isValid(1)).isTrue();
    }

    @Test
    void puts_the_search_path_back_that_a_dump_empties() throws SQLException {
        run("SELECT pg_catalog.set_config('search_path', '', false);\nCREATE TABLE public.t (id int);");

        assertThat(database.text("SELECT current_schema()")).isEqualTo("public");
    }

    @Test
    void does_nothing_for_an_empty_script() throws SQLException {
        run("-- This is an empty migration.");

        assertThat(tables()).isEmpty();
    }
}
