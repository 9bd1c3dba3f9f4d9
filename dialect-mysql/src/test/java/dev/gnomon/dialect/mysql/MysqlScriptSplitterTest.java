package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.ScriptStatement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where one statement of a script ends and the next begins. */
class MysqlScriptSplitterTest {

    @Test
    void ends_a_statement_at_a_semicolon_and_nowhere_in_quotes_or_comments() {
        assertThat(
                        split(
                                "SELECT ';', \"a\\\";b\", `x;y`; -- one; two\n# three;\n/* four; */ SELECT 'it''s;'; SELECT 3-- 2;\n"))
                .containsExactly(
                        "SELECT ';', \"a\\\";b\", `x;y`",
                        "-- one; two\n# three;\n/* four; */ SELECT 'it''s;'",
                        "SELECT 3-- 2;");
    }

    @Test
    void takes_two_dashes_without_a_blank_for_a_minus() {
        assertThat(split("SELECT 3--2; SELECT 1")).containsExactly("SELECT 3--2", "SELECT 1");
    }

    @Test
    void leaves_comments_without_a_statement_out() {
        assertThat(split("-- nothing\n;;/* at all */;\n")).isEmpty();
    }

    @Test
    void keeps_comments_that_the_server_runs() {
        assertThat(split("/*!40101 SET NAMES 'utf8;mb4' */; SELECT 1"))
                .containsExactly("/*!40101 SET NAMES 'utf8;mb4' */", "SELECT 1");
    }

    @Test
    void keeps_the_bodies_of_stored_programs_together() {
        String trigger = """
                CREATE DEFINER=`root`@`localhost` TRIGGER t BEFORE INSERT ON x FOR EACH ROW
                BEGIN
                  IF NEW.a IS NULL THEN SET NEW.a = IF(1, 2, 3); END IF;
                  CASE NEW.b WHEN 1 THEN SET NEW.b = CASE WHEN 1 THEN 2 END; ELSE SET NEW.b = 3; END CASE;
                  label: WHILE 1 DO LEAVE label; END WHILE;
                  REPEAT SET @a = 1; UNTIL 1 END REPEAT;
                END""";
        String procedure = "CREATE PROCEDURE IF NOT EXISTS p() IF 1 THEN SELECT 1; END IF";
        String function = "CREATE FUNCTION f() RETURNS INT DETERMINISTIC RETURN IF(1, 2, 3)";
        String event = "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN DELETE FROM x; END";
        assertThat(split(trigger + ";\n" + procedure + ";" + function + ";\n" + event + ";SELECT 1"))
                .containsExactly(trigger, procedure, function, event, "SELECT 1");
    }

    @Test
    void does_not_take_a_transaction_for_a_block() {
        assertThat(split("BEGIN; INSERT INTO t VALUES (1); COMMIT; START TRANSACTION; ROLLBACK"))
                .hasSize(5);
        assertThat(split("BEGIN NOT ATOMIC SELECT 1; SELECT 2; END; SELECT 3")).hasSize(2);
    }

    @Test
    void does_not_take_a_view_or_a_case_for_a_program() {
        assertThat(split("CREATE DEFINER=root@localhost VIEW v AS SELECT IF(event, 1, 2) FROM t; SELECT 1"))
                .hasSize(2);
        assertThat(split("SELECT CASE WHEN 1 THEN 2; SELECT 1")).hasSize(2);
    }

    @Test
    void understands_the_delimiter_command() {
        assertThat(split("DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END//\ndelimiter ;\nSELECT 2;SELECT 3"))
                .containsExactly("CREATE PROCEDURE p() BEGIN SELECT 1; END", "SELECT 2", "SELECT 3");
    }

    @Test
    void tells_the_line_of_a_statement() {
        assertThat(MysqlScriptSplitter.split("\n-- a\nSELECT 1;\n\nSELECT\n2;\nSELECT 3").stream()
                        .map(ScriptStatement::line))
                .containsExactly(3, 5, 7);
    }

    @Test
    void survives_what_never_ends() {
        for (String script :
                List.of("SELECT 'a", "SELECT \"\\", "/* a", "/*! a", "CREATE TRIGGER t BEGIN", "DELIMITER ")) {
            assertThat(MysqlScriptSplitter.split(script)).hasSizeLessThanOrEqualTo(1);
        }
    }

    private static List<String> split(String script) {
        return MysqlScriptSplitter.split(script).stream()
                .map(ScriptStatement::sql)
                .toList();
    }
}
