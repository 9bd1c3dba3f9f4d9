package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.ScriptStatement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where statements end. */
class SqliteScriptSplitterTest {

    private static List<String> split(String script) {
        return SqliteScriptSplitter.split(script).stream()
                .map(statement -> statement.line() + ": " + statement.sql())
                .toList();
    }

    @Test
    void statements_end_at_semicolons_and_say_on_which_line_they_begin() {
        assertThat(split("CREATE TABLE a (x);\n\nCREATE TABLE b\n(y);SELECT 1"))
                .containsExactly("1: CREATE TABLE a (x)", "3: CREATE TABLE b\n(y)", "4: SELECT 1");
    }

    @Test
    void semicolons_in_quotes_and_comments_end_nothing() {
        assertThat(split("SELECT ';', \";\", `;`, [;] /* ; */ -- ;\n;SELECT 2"))
                .containsExactly("1: SELECT ';', \";\", `;`, [;] /* ; */ -- ;", "2: SELECT 2");
    }

    @Test
    void a_trigger_ends_behind_its_end() {
        String trigger = "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN\n"
                + "  INSERT INTO b VALUES (CASE WHEN new.x THEN 1 ELSE 2 END);\n  DELETE FROM b;\nEND";
        assertThat(split(trigger + ";\nSELECT 1")).containsExactly("1: " + trigger, "5: SELECT 1");
        assertThat(split("EXPLAIN QUERY PLAN " + trigger + "; SELECT 1")).hasSize(2);
    }

    @Test
    void what_holds_no_word_is_no_statement() {
        assertThat(split(";; -- nothing\n;/* here */ ")).isEmpty();
    }

    @Test
    void loses_no_word_of_any_text() {
        String[] parts = {
            "CREATE", "TRIGGER", "BEGIN", "END", ";", "'", "\"", "[", "]", "--", "/*", "*/", "\n", "x", " "
        };
        Random random = new Random(20_261_130);
        for (int round = 0; round < 5_000; round++) {
            StringBuilder script = new StringBuilder();
            for (int count = random.nextInt(15); count >= 0; count--) {
                script.append(parts[random.nextInt(parts.length)]);
            }
            long words = SqliteTokens.significant(script.toString()).stream()
                    .filter(token -> !token.isSign(';'))
                    .count();
            long kept = SqliteScriptSplitter.split(script.toString()).stream()
                    .map(ScriptStatement::sql)
                    .flatMap(sql -> SqliteTokens.significant(sql).stream())
                    .filter(token -> !token.isSign(';'))
                    .count();
            assertThat(kept).as(script.toString()).isEqualTo(words);
        }
    }
}
