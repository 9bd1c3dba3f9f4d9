package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.DefaultValue.CurrentTimestamp;
import dev.gnomon.engine.model.DefaultValue.Expression;
import dev.gnomon.engine.model.DefaultValue.Literal;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions of schemas that are values. */
class SqliteConstantsTest {

    private static Column column(Scalar family, DefaultValue value) {
        return Column.of("c", ColumnType.of(family, Arity.NULLABLE)).withDefault(value);
    }

    private static Column folded(Scalar family, String sql) {
        return SqliteConstants.folded(column(family, new Expression(sql)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"STRING | 'abc'", "STRING | ('it''s')", "INT | -1", "INT | ((42))", "DECIMAL | 0.50", "BOOLEAN | 1"
            })
    void constants_are_values(Scalar family, String sql) {
        assertThat(folded(family, sql).defaultValue().orElseThrow()).isInstanceOf(Literal.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"STRING | lower('A')", "INT | 1 + 2", "INT | abs(1)", "DATE_TIME | date('now')"})
    void expressions_stay_what_they_are(Scalar family, String sql) {
        assertThat(folded(family, sql).defaultValue()).contains(new Expression(sql));
    }

    @Test
    void null_is_no_default_and_the_present_time_has_a_word_of_its_own() {
        assertThat(folded(Scalar.STRING, "(NULL)").defaultValue()).isEmpty();
        assertThat(folded(Scalar.DATE_TIME, "(CURRENT_TIMESTAMP)").defaultValue())
                .contains(new CurrentTimestamp());
    }

    @Test
    void a_column_without_an_expression_is_the_same_column() {
        Column now = column(Scalar.DATE_TIME, new CurrentTimestamp());
        assertThat(SqliteConstants.folded(now)).isSameAs(now);
    }
}
