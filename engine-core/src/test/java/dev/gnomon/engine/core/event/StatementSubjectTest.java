package dev.gnomon.engine.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.support.StandardWords;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementSubjectTest {

    private static List<StatementSubject> subjects(String statement) {
        return StatementSubject.of(StandardWords.of(statement));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "DROP TABLE \"A b\" | DropTable A b",
                "drop table if exists `a` cascade | DropTable a",
                "DROP TABLE [dbo].[a] | DropTable dbo.a",
                "DROP TABLE \"public\".a, \"public\".\"b\" | DropTable public.A, DropTable public.b",
                "DROP TABLES a, b | DropTable A, DropTable B",
                "DROP TEMPORARY TABLE IF EXISTS a | DropTable A",
                "DROP FOREIGN TABLE a | DropTable A",
                "CREATE OR REPLACE TABLE a (id INT) | DropTable A, CreateTable A",
                "CREATE OR REPLACE DATABASE a | DropDatabase A, DropTable ?",
                "DROP DATABASE IF EXISTS a | DropDatabase A, DropTable ?",
                "DROP SCHEMA a, b CASCADE | DropNamespace A, DropNamespace B, DropTable ?",
                "DROP SCHEMA a | DropNamespace A",
                "DROP TYPE a CASCADE | DropType A, DropColumn ?",
                "DROP DOMAIN a | DropType A",
                "DROP EXTENSION a CASCADE | DropColumn ?",
                "DROP OWNED BY a | DropTable ?",
                "/* why */ TRUNCATE a, b | Truncate A, Truncate B",
                "TRUNCATE TABLE ONLY a CASCADE | Truncate A, Truncate ?",
                "ALTER TABLE ONLY a DROP COLUMN b | DropColumn A",
                "ALTER TABLE a DROP b | DropColumn A",
                "ALTER TABLE a * DROP b | DropColumn A",
                "ALTER TABLE IF EXISTS a NOWAIT DROP b | DropColumn A",
                "ALTER IGNORE TABLE a DROP b | DropColumn A",
                "ALTER ONLINE TABLE a WAIT 5 DROP b | DropColumn A",
                "ALTER FOREIGN TABLE a DROP b | DropColumn A",
                "ALTER TABLE a ADD COLUMN c INT DEFAULT 0, DROP COLUMN b | AddColumn A, DropColumn A",
                "ALTER TABLE a ADD d INT, DROP c | AddColumn A, DropColumn A",
                "ALTER TABLE a ADD (d NUMERIC(1, 2), e INT), DROP c | AddColumn A, DropColumn A",
                "ALTER TABLE a DROP CONSTRAINT b, COLUMN c | AlterTable A, DropColumn A",
                "ALTER TABLE a DROP CONSTRAINT b | AlterTable A",
                "ALTER TABLE a DROP INDEX b, LOCK = NONE | AlterTable A",
                "ALTER TABLE a DROP PRIMARY KEY, ALGORITHM = INPLACE | AlterTable A",
                "ALTER TABLE a DROP index | DropColumn A",
                "ALTER TABLE a DROP \"index\" CASCADE | DropColumn A",
                "ALTER TABLE a DROP PARTITION p, q | Truncate A",
                "ALTER TABLE a TRUNCATE PARTITION ALL | Truncate A",
                "ALTER TABLE a DISCARD TABLESPACE | Truncate A",
                "ALTER TABLE a DROP SYSTEM VERSIONING | Truncate A",
                "ALTER TABLE a ENGINE = BLACKHOLE | Truncate A",
                "ALTER TABLE a ADD COLUMN b INT | AddColumn A",
                "ALTER TABLE a WITH NOCHECK ADD CONSTRAINT b CHECK (c > 0) | AlterTable A",
                "ALTER TABLE a ALTER COLUMN b SET NOT NULL | AlterColumn A",
                "ALTER TABLE a MODIFY b INT, CHANGE c d INT | AlterColumn A",
                "ALTER TABLE \"new_a\" RENAME TO \"a\" | RenameTable new_a",
                "ALTER TABLE a RENAME COLUMN b TO c | AlterTable A",
                "ALTER TABLE a RENAME b TO c | AlterTable A",
                "ALTER TABLE a RENAME b | RenameTable A",
                "ALTER TYPE a DROP ATTRIBUTE b | DropColumn A",
                "RENAME TABLE a TO b, c TO d | RenameTable A, RenameTable C",
                "CREATE TEMPORARY TABLE IF NOT EXISTS a (id INT) | CreateTable A",
                "DELETE FROM a WHERE true | Delete A",
                "DELETE a | Delete A",
                "DELETE FROM ONLY a | Delete A",
                "DELETE TOP (10) PERCENT FROM a | Delete A",
                "DELETE x, y FROM a x JOIN b AS y | Delete A, Delete B",
                "DELETE FROM x USING a x | Delete A",
                "DELETE HISTORY FROM a | Delete A",
                "INSERT INTO a VALUES (1) | Insert A",
                "INSERT INTO a VALUES (1) ON DUPLICATE KEY UPDATE b = 1 | Insert A, Update A",
                "INSERT OR REPLACE INTO a VALUES (1) | Delete A, Insert A",
                "REPLACE INTO a VALUES (1) | Delete A, Insert A",
                "REPLACE a VALUES (1) | Delete A, Insert A",
                "LOAD DATA INFILE 'f' REPLACE INTO TABLE a | Delete A, Insert A",
                "COPY a FROM 'f' | Insert A",
                "MERGE INTO a x USING b ON (x.c = b.c) WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT VALUES (1) | Delete A, Insert A",
                "UPDATE a SET b = 1, c = 2 | Update A",
                "UPDATE x SET b = 1 FROM a AS x | Update A",
                "WITH x AS (DELETE FROM a RETURNING *) SELECT replace(b, 'c', 'd') FROM x FOR UPDATE | Delete A",
                "WITH x AS (SELECT 1) DELETE FROM a | Delete A",
                "WITH x AS (SELECT * FROM a) DELETE FROM x | Delete ?",
                "WITH x AS (SELECT 1), y (b) AS (SELECT 2) INSERT INTO a SELECT * FROM x | Insert A",
                "EXPLAIN ANALYZE DELETE FROM a | Delete A",
                "EXPLAIN (ANALYZE, BUFFERS) DELETE FROM a | Delete A",
                "ANALYZE FORMAT = JSON DELETE FROM a | Delete A",
                "SET STATEMENT max_statement_time = 9 FOR DELETE FROM a | Delete A",
                "BEGIN NOT ATOMIC DROP TABLE a; END | DropTable A",
                "IF b > 0 THEN DROP TABLE a; ELSE TRUNCATE b; END IF | DropTable A, Truncate B",
                "EXEC sp_rename 'dbo.a', 'b' | RenameTable a",
                "DO 'DROP TABLE a' | Opaque ?",
                "CALL a() | Opaque ?",
                "EXECUTE a | Opaque ?",
                "PREPARE a FROM @b | Opaque ?",
                "SOMETHING NEW | Opaque ?",
            })
    void the_first_words_say_what_happens_to_which_table(String statement, String expected) {
        assertThat(subjects(statement).stream()
                        .map(subject -> (subject.kind().word() + " "
                                + subject.table().map(ObjectName::toString).orElse("?")))
                        .collect(Collectors.joining(", ")))
                .isEqualTo(expected);
    }

    @Test
    void comments_do_not_count() {
        assertThat(subjects("-- DROP TABLE b\n/* why */\nDROP TABLE a"))
                .extracting(subject -> subject.table().orElseThrow().toString())
                .containsExactly("A");
    }

    @Test
    void what_is_about_no_table_says_nothing() {
        for (String statement : new String[] {
            "",
            "SELECT 1",
            "DROP INDEX a",
            "CREATE INDEX a ON b (c)",
            "DROP",
            "DROP TABLE",
            "DROP TABLE \"\"",
            "ALTER TABLE",
            "/* open",
            "EXPLAIN DELETE FROM a",
            "EXPLAIN ANALYZE SELECT 1 FROM a FOR UPDATE",
            "ANALYZE a",
            "DESC a",
            "(SELECT 1) UNION SELECT 2",
            "BEGIN",
            "BEGIN ISOLATION LEVEL SERIALIZABLE",
            "COMMIT",
            "SET a = 1",
            "UPDATE STATISTICS a",
            "PREPARE TRANSACTION 'a'",
            "GRANT DELETE, UPDATE ON a TO b",
            "COMMENT ON TABLE a IS 'DROP TABLE a'",
            "CREATE TRIGGER a AFTER DELETE ON b FOR EACH ROW BEGIN DELETE FROM c; DROP TABLE d; END",
            "CREATE OR REPLACE FUNCTION a() RETURNS INT BEGIN ATOMIC DELETE FROM b; END",
            "CREATE DEFINER = `a`@`b` PROCEDURE c() DELETE FROM d",
            "WITH x AS (SELECT 1) SELECT * FROM x",
            "COPY a TO 'f'",
            "PRAGMA foreign_keys = OFF",
            "IF 1 = 1 PRINT 1",
            "DROP VIEW a CASCADE",
            "DROP TRIGGER a"
        }) {
            assertThat(subjects(statement)).as(statement).isEmpty();
        }
    }
}
