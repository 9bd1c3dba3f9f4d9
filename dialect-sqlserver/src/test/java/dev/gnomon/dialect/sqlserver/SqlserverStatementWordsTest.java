package dev.gnomon.dialect.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.StatementWord;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlserverStatementWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/* a /* b */ c */ DROP TABLE [dbo].[T] | DROP TABLE dbo . T",
                "IF 1 = 1 DROP TABLE a ELSE DELETE b | IF 1 = 1 ; DROP TABLE a ELSE ; DELETE b",
                "SET NOCOUNT ON TRUNCATE TABLE a | SET NOCOUNT ON ; TRUNCATE TABLE a",
                "SELECT 1 DELETE FROM a EXEC p | SELECT 1 ; DELETE FROM a ; EXEC p",
                "ALTER TABLE a DROP COLUMN b DROP TABLE c | ALTER TABLE a DROP COLUMN b ; DROP TABLE c",
                "ALTER TABLE a ALTER COLUMN b INT | ALTER TABLE a ALTER COLUMN b INT",
                "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES c ON DELETE CASCADE ON UPDATE NO ACTION"
                        + " | ALTER TABLE a ADD FOREIGN KEY ( b ) REFERENCES c ON DELETE CASCADE ON UPDATE NO ACTION",
                "EXEC('DROP TABLE a') | DROP TABLE a ;",
                "EXEC sp_executesql N'DELETE FROM a' | DELETE FROM a ;",
                "EXEC('DROP TABLE ' + @a) | EXEC ( DROP TABLE  + @a )",
                "WITH x AS (SELECT 1 b) DELETE FROM a | WITH x AS ( SELECT 1 b ) DELETE FROM a",
                "GRANT SELECT, DELETE ON a TO b | GRANT SELECT , DELETE ON a TO b",
                "MERGE a USING b ON 1 = 1 WHEN MATCHED THEN DELETE | MERGE a USING b ON 1 = 1 WHEN MATCHED THEN DELETE",
            })
    void statements_stand_apart_and_texts_that_are_run_are_read(String statement, String expected) {
        assertThat(SqlserverStatementWords.of(statement).stream()
                        .map(StatementWord::text)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
    }
}
