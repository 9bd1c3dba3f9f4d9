package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.ScriptStatement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a statement ends. */
class PostgresqlScriptSplitterTest {

    private static List<ScriptStatement> split(String script) {
        return new PostgresqlScriptRunner().split(script);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a;b', 'it''s; fine'",
                "SELECT E'it\\'s; fine', e'\\\\'",
                "SELECT U&'d\\0061t;a'",
                "SELECT \"a;\"\"b\"",
                "DO $$ BEGIN PERFORM 1; END $$",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $body$ SELECT 1; SELECT '$$'; $body$",
                "SELECT $1::int, a$b$c FROM t WHERE x = $tag$;$tag$",
                "SELECT 1 /* a; /* nested; */ b; */ + 2",
                "SELECT 1 -- a; b\n + 2",
                "CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2)",
                "CREATE OR REPLACE FUNCTION f(a int) RETURNS int BEGIN ATOMIC SELECT CASE WHEN a > 0 THEN 1 END; SELECT 2; END",
                "CREATE PROCEDURE p() LANGUAGE sql BEGIN ATOMIC INSERT INTO t VALUES (1); END",
                "SELECT '{\"a\": \"?\"}'::jsonb ? 'a;'",
                "SELECT 'never closed; SELECT 2",
                "SELECT $$never closed; SELECT 2",
                "SELECT 1 /* never closed; SELECT 2"
            })
    void keeps_one_statement_together(String statement) {
        assertThat(split(statement)).containsExactly(new ScriptStatement(statement, 1));
    }

    @Test
    void tells_the_line_of_the_first_word_and_keeps_the_comment_before() {
        assertThat(split("-- CreateTable\nCREATE TABLE t (\n  id int\n);\n\n\n-- again;\nSELECT 1;\n-- the end;\n"))
                .containsExactly(
                        new ScriptStatement("-- CreateTable\nCREATE TABLE t (\n  id int\n)", 2),
                        new ScriptStatement("-- again;\nSELECT 1", 8));
    }

    @Test
    void takes_an_explicit_transaction_for_statements() {
        assertThat(split("BEGIN; SELECT 1; END; COMMIT"))
                .extracting(ScriptStatement::sql)
                .containsExactly("BEGIN", "SELECT 1", "END", "COMMIT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";", " ;;\n; ", "-- nothing", "/* nothing */;", "\uFEFF\n"})
    void finds_nothing_where_nothing_is(String script) {
        assertThat(split(script)).isEmpty();
    }

    @Test
    void gives_some_list_for_any_input() {
        String[] parts = {
            "'",
            "\"",
            "$$",
            "$a$",
            "E'",
            "\\",
            "--",
            "/*",
            "*/",
            "\n",
            ";",
            "(",
            ")",
            " ",
            "CREATE FUNCTION",
            "BEGIN",
            "END",
            "x",
            "é",
            "🚀"
        };
        Random random = new Random(20_261_122);
        for (int round = 0; round < 5_000; round++) {
            StringBuilder script = new StringBuilder();
            for (int count = random.nextInt(30); count >= 0; count--) {
                script.append(parts[random.nextInt(parts.length)]);
            }
            int end = 0;
            for (PostgresqlScriptSplitter.Piece piece : PostgresqlScriptSplitter.split(script.toString())) {
                assertThat(piece.start()).isGreaterThanOrEqualTo(end);
                assertThat(piece.firstWord()).isBetween(piece.start(), piece.end() - 1);
                assertThat(piece.words()).doesNotContain("");
                end = piece.end();
            }
            assertThat(end).isLessThanOrEqualTo(script.length());
        }
    }

    @Test
    void survives_unbalanced_parentheses() {
        assertThat(split("SELECT 1); SELECT (2")).hasSize(2);
    }
}
