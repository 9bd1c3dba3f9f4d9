package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptFailedException.Failure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about scripts that fail, held against what the server's catalog shows. */
class PostgresqlFailedScriptTest {

    /** Makes the table that is called after the statement's place in the script. */
    private static final String TABLE = "CREATE TABLE t%d (id int)";

    /** Stretches of scripts that leave no transaction open. */
    private static final List<List<String>> STRETCHES = List.of(
            List.of(TABLE, TABLE),
            List.of("BEGIN", TABLE, TABLE, "COMMIT"),
            List.of("START TRANSACTION READ WRITE", TABLE, "END"),
            List.of("BEGIN WORK", TABLE, "ROLLBACK"),
            List.of("BEGIN", TABLE, "SAVEPOINT s", TABLE, "ROLLBACK TO s", TABLE, "RELEASE SAVEPOINT s", "COMMIT"),
            List.of("BEGIN", TABLE, "COMMIT AND CHAIN", TABLE, "COMMIT"),
            List.of("BEGIN", TABLE, "ROLLBACK AND CHAIN", TABLE, "END"),
            List.of("DO $$ BEGIN CREATE TABLE t%d (id int); COMMENT ON SCHEMA public IS 'COMMIT; x'; END $$"),
            List.of("BEGIN", "BEGIN", TABLE, "COMMIT", "COMMIT"),
            List.of("SELECT 'BEGIN; /*'", TABLE, "COMMIT AND NO CHAIN"),
            List.of("BEGIN", TABLE, "COMMIT", "VACUUM pg_class", TABLE),
            List.of("PREPARE TRANSACTIONS AS SELECT 1", TABLE, "DEALLOCATE TRANSACTIONS"));

    private static final List<String> FAILURES = List.of(
            "SELECT 1 / (SELECT count(*) FROM pg_class WHERE false)",
            "SELECT nothing",
            "DO $$ BEGIN RAISE 'no'; END $$",
            "INSERT INTO missing VALUES (1)");

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

    private Failure failureOf(String script) {
        return catchThrowableOfType(ScriptFailedException.class, () -> runner.run(database.connection(), script))
                .failure();
    }

    private Set<String> tables() throws SQLException {
        String names = database.text("SELECT coalesce(string_agg(relname, ',' ORDER BY relname), '') FROM pg_class"
                + " WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'");
        return names.isEmpty() ? Set.of() : new TreeSet<>(Arrays.asList(names.split(",")));
    }

    private static List<String> numbered(List<String> statements) {
        List<String> numbered = new ArrayList<>();
        for (int index = 0; index < statements.size(); index++) {
            numbered.add(statements.get(index).replace("%d", String.valueOf(index)));
        }
        return numbered;
    }

    /** Every two stretches, with something that fails before each statement and after the last one. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void of_a_script_with_transactions_of_its_own_is_kept_what_the_catalog_shows(int first) throws SQLException {
        int tried = 0;
        for (List<String> second : STRETCHES) {
            List<String> statements = new ArrayList<>(STRETCHES.get(first));
            statements.addAll(second);
            for (int failing = 0; failing <= statements.size(); failing++) {
                List<String> broken = new ArrayList<>(statements);
                broken.add(failing, FAILURES.get(tried % FAILURES.size()));
                tried++;
                judge(numbered(broken), failing);
                database.execute("DEALLOCATE ALL; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
            }
        }
        assertThat(tried).isGreaterThan(40);
    }

    private void judge(List<String> statements, int failing) throws SQLException {
        String script = String.join(";\n", statements) + ";\n";
        Failure failure = failureOf(script);
        Set<String> tables = tables();
        assertThat(failure.statementIndex()).as(script).contains(failing);
        assertThat(failure.line()).as(script).contains(failing + 1);
        assertThat(failure.statement()).as(script).contains(statements.get(failing));
        int kept = failure.kept().orElseThrow();
        Set<String> expected = new TreeSet<>();
        for (int index = 0; index < kept; index++) {
            String statement = statements.get(index);
            if (statement.contains("CREATE TABLE t") && !failure.takenBack().contains(index)) {
                expected.add("t" + index);
            }
        }
        assertThat(tables).as("kept " + kept + " of\n" + script).isEqualTo(expected);
        assertThat(kept).as(script).isLessThanOrEqualTo(failing);
        if (!tables.isEmpty()) {
            assertThat(failure.rolledBack()).as(script).isFalse();
        }
        if (failure.rolledBack()) {
            assertThat(kept).as(script).isZero();
        }
    }

    @Test
    void an_own_transaction_that_fails_keeps_nothing_of_what_comes_around_it() throws SQLException {
        Failure failure = failureOf(
                "CREATE TABLE a (x int);\nBEGIN;\nCREATE TABLE b (x int);\nSELECT 1/0;\nCOMMIT;\nCREATE TABLE c (x int);");

        assertThat(tables()).isEmpty();
        assertThat(failure.rolledBack()).isTrue();
        assertThat(failure.statementIndex()).contains(3);
    }

    @Test
    void a_syntax_error_anywhere_means_that_nothing_ran() throws SQLException {
        Failure failure = failureOf("BEGIN;\nCREATE TABLE a (x int);\nCOMMIT;\nCREATE TABEL b (x int);\nSELECT 1;");

        assertThat(tables()).isEmpty();
        assertThat(failure.rolledBack()).isTrue();
        assertThat(failure.statementIndex()).contains(3);
        assertThat(failure.line()).contains(4);
    }

    @Test
    void a_commit_that_fails_is_the_statement_that_failed() throws SQLException {
        Failure failure = failureOf("""
                CREATE TABLE p (id int PRIMARY KEY);
                CREATE TABLE c (p int REFERENCES p DEFERRABLE INITIALLY DEFERRED);
                COMMIT;
                BEGIN;
                INSERT INTO c VALUES (1);
                COMMIT;
                CREATE TABLE later (id int);
                """);

        assertThat(tables()).containsExactly("c", "p");
        assertThat(failure.statementIndex()).contains(5);
        assertThat(failure.kept()).contains(3);
        assertThat(database.text("SELECT count(*) FROM c")).isEqualTo("0");
    }

    @Test
    void what_fails_at_the_end_of_the_one_transaction_is_no_statement() throws SQLException {
        Failure failure = failureOf("""
                CREATE TABLE p (id int PRIMARY KEY);
                CREATE TABLE c (p int REFERENCES p DEFERRABLE INITIALLY DEFERRED);
                INSERT INTO c VALUES (1);
                CREATE TABLE later (id int);
                """);

        assertThat(tables()).isEmpty();
        assertThat(failure.rolledBack()).isTrue();
        assertThat(failure.statementIndex()).isEmpty();
    }

    @Test
    void a_transaction_that_is_not_ended_is_a_failure_and_not_lost_without_a_word() throws SQLException {
        Failure failure =
                failureOf("BEGIN;\nCREATE TABLE a (x int);\nCOMMIT;\n\nSTART TRANSACTION;\nCREATE TABLE b (x int);\n");

        assertThat(tables()).containsExactly("a");
        assertThat(failure.kept()).contains(3);
        assertThat(failure.rolledBack()).isFalse();
        assertThat(failure.statementIndex()).contains(3);
        assertThat(failure.line()).contains(5);
        assertThat(failure.report()).contains("COMMIT");
        assertThat(database.text("SELECT 1")).isEqualTo("1");
    }

    @Test
    void an_empty_transaction_at_the_end_does_no_harm() throws SQLException {
        runner.run(database.connection(), "BEGIN;\nCREATE TABLE a (x int);\nCOMMIT AND CHAIN;\n");
        database.connection().createStatement().execute("ROLLBACK");

        assertThat(tables()).containsExactly("a");
    }

    @Test
    void a_block_that_commits_by_itself_may_have_left_something() throws SQLException {
        Failure failure =
                failureOf("DO $$ BEGIN CREATE TABLE a (x int); COMMIT; CREATE TABLE b (x int); PERFORM 1/0; END $$;");

        assertThat(tables()).containsExactly("a");
        assertThat(failure.rolledBack()).isFalse();
        assertThat(failure.kept()).contains(0);
        assertThat(failure.leftBehind().orElseThrow()).contains("committed before it failed");
    }

    @Test
    void a_procedure_that_commits_by_itself_may_have_left_something() throws SQLException {
        database.execute("CREATE PROCEDURE p() LANGUAGE plpgsql AS"
                + " $$ BEGIN CREATE TABLE a (x int); commit; PERFORM 1/0; END $$");

        Failure failure = failureOf("CALL p();");

        assertThat(tables()).containsExactly("a");
        assertThat(failure.rolledBack()).isFalse();
        assertThat(failure.leftBehind().orElseThrow()).contains("committed before it failed");
    }

    @Test
    void a_procedure_that_cannot_commit_leaves_nothing() throws SQLException {
        database.execute(
                "CREATE PROCEDURE p() LANGUAGE plpgsql AS" + " $$ BEGIN CREATE TABLE a (x int); PERFORM 1/0; END $$");

        Failure failure = failureOf("CALL p();");

        assertThat(tables()).isEmpty();
        assertThat(failure.rolledBack()).isTrue();
        assertThat(failure.leftBehind()).isEmpty();
    }

    @Test
    void an_index_that_a_failure_left_invalid_is_named() throws SQLException {
        Failure failure = failureOf("""
                CREATE TABLE a (x int);
                INSERT INTO a VALUES (1),(1);
                CREATE INDEX CONCURRENTLY a_idx ON a(x);
                CREATE TABLE b (x int);
                CREATE UNIQUE INDEX CONCURRENTLY a_u ON a(x);
                CREATE TABLE c (x int);
                """);

        assertThat(failure.kept()).contains(4);
        assertThat(failure.leftBehind().orElseThrow())
                .contains("invalid")
                .contains("`DROP INDEX CONCURRENTLY \"public\".\"a_u\"`")
                .doesNotContain("a_idx");
        database.execute("DROP INDEX CONCURRENTLY \"public\".\"a_u\"");

        Failure alone = failureOf("CREATE UNIQUE INDEX CONCURRENTLY a_u ON a(x);");
        assertThat(alone.rolledBack()).isFalse();
        assertThat(alone.leftBehind().orElseThrow()).contains("`DROP INDEX CONCURRENTLY \"public\".\"a_u\"`");

        Failure again = failureOf("CREATE UNIQUE INDEX CONCURRENTLY a_u ON a(x);");
        assertThat(again.databaseCode()).contains("42P07");
        assertThat(again.leftBehind().orElseThrow()).contains("`DROP INDEX CONCURRENTLY \"public\".\"a_u\"`");

        Failure other = failureOf("CREATE UNIQUE INDEX CONCURRENTLY z ON missing(x);");
        assertThat(other.leftBehind()).isEmpty();
    }

    @Test
    void an_index_that_was_to_be_built_anew_leaves_its_copy() throws SQLException {
        database.execute("CREATE TABLE a (x int);CREATE UNIQUE INDEX a_u ON a(x);"
                + "UPDATE pg_index SET indisunique = false WHERE indexrelid = 'a_u'::regclass");
        database.execute("INSERT INTO a VALUES (1),(1)");
        database.execute("UPDATE pg_index SET indisunique = true WHERE indexrelid = 'a_u'::regclass");

        Failure failure = failureOf("REINDEX INDEX CONCURRENTLY a_u;");

        assertThat(failure.leftBehind().orElseThrow()).contains("`DROP INDEX CONCURRENTLY \"public\".\"a_u_ccnew\"`");
    }

    @Test
    void a_partition_that_is_half_detached_is_named() throws SQLException {
        database.execute("CREATE TABLE m (x int) PARTITION BY LIST (x);"
                + "CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1);SET lock_timeout = '300ms'");
        try (var other = new PostgresqlConnector().connect(database.target());
                var statement = other.createStatement()) {
            statement.execute("BEGIN; SELECT count(*) FROM m");

            Failure failure = failureOf("ALTER TABLE m DETACH PARTITION m1 CONCURRENTLY;");

            assertThat(failure.rolledBack()).isFalse();
            assertThat(failure.leftBehind().orElseThrow())
                    .contains("`ALTER TABLE \"public\".\"m\" DETACH PARTITION \"public\".\"m1\" FINALIZE`");
            statement.execute("ROLLBACK");
        }
        database.execute("ALTER TABLE \"public\".\"m\" DETACH PARTITION \"public\".\"m1\" FINALIZE");
    }

    @Test
    void a_connection_that_is_lost_leaves_the_statement_unknown() throws SQLException {
        try (var other = new PostgresqlConnector().connect(database.target())) {
            int pid = Integer.parseInt(database.text("SELECT pg_backend_pid()"));
            Thread killer = Thread.startVirtualThread(() -> {
                try (var statement = other.createStatement()) {
                    Thread.sleep(500);
                    statement.execute("SELECT pg_terminate_backend(" + pid + ")");
                } catch (SQLException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            Failure failure = failureOf("BEGIN;\nCREATE TABLE a (x int);\nCOMMIT;\nSELECT pg_sleep(60);\nSELECT 1;");
            assertThat(failure.kept()).contains(3);
            assertThat(killer).isNotNull();
        }
    }
}
