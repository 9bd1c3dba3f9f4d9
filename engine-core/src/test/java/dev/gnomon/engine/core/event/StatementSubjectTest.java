package dev.gnomon.engine.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementSubjectTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "DROP TABLE \"A b\" | DropTable A b",
                "drop table if exists `a` cascade | DropTable a",
                "DROP TABLE [dbo].[a] | DropTable dbo.a",
                "DROP TABLE public.a, \"public\".\"b\" | DropTable public.a, DropTable public.b",
                "/* why */ TRUNCATE a, b | Truncate a, Truncate b",
                "ALTER TABLE ONLY a DROP COLUMN b | DropColumn a",
                "ALTER TABLE a DROP b | DropColumn a",
                "ALTER TABLE a ADD COLUMN c INT DEFAULT 0, DROP COLUMN b | DropColumn a",
                "ALTER TABLE a DROP CONSTRAINT b | AlterTable a",
                "ALTER TABLE a ADD COLUMN b INT | AddColumn a",
                "ALTER TABLE a ALTER COLUMN b SET NOT NULL | AlterColumn a",
                "ALTER TABLE \"new_a\" RENAME TO \"a\" | RenameTable new_a",
                "CREATE TEMPORARY TABLE IF NOT EXISTS a (id INT) | CreateTable a",
                "DELETE FROM a WHERE true | Delete a",
                "INSERT INTO a VALUES (1) | Insert a",
                "UPDATE a SET b = 1 | Update a",
            })
    void the_first_words_say_what_happens_to_which_table(String statement, String expected) {
        assertThat(StatementSubject.of(statement).stream()
                        .map(subject -> subject.kind().word() + " " + subject.table())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(expected);
    }

    @Test
    void comments_do_not_count() {
        assertThat(StatementSubject.of("-- DROP TABLE b\n# why\nDROP TABLE a"))
                .extracting(subject -> subject.table().name())
                .containsExactly("a");
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
            "\"open"
        }) {
            assertThat(StatementSubject.of(statement)).as(statement).isEmpty();
        }
    }
}
