package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DefaultValue.CurrentTimestamp;
import dev.gnomon.engine.model.DefaultValue.Expression;
import dev.gnomon.engine.model.DefaultValue.Literal;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MysqlConstantsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "STRING | 'abc'",
                "STRING | ('it''s')",
                "STRING | \"abc\"",
                "INT | -1",
                "INT | '42'",
                "DECIMAL | 0.00",
                "FLOAT | 1e3",
                "BOOLEAN | TRUE",
                "BOOLEAN | 1",
            })
    void constants_are_values(Scalar family, String sql) {
        assertThat(folded(column(family, sql)).defaultValue().orElseThrow()).isInstanceOf(Literal.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "STRING | 'a\\\\b'",
                "STRING | 5",
                "STRING | concat('a', 'b')",
                "STRING | 'a' 'b'",
                "INT | 1 + 2",
                "INT | 'a'",
                "BOOLEAN | 'true'",
                "JSON | ('{}')",
            })
    void what_is_more_is_left_to_the_server(Scalar family, String sql) {
        assertThat(folded(column(family, sql)).defaultValue()).contains(new Expression(sql));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOW(3)", "current_timestamp( 3 )", "LOCALTIMESTAMP(3)", "(localtime(3))"})
    void the_present_time_has_many_names(String sql) {
        assertThat(folded(time(sql)).defaultValue()).contains(new CurrentTimestamp());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NOW()", "CURRENT_TIMESTAMP", "sysdate(3)", "now(3) + interval 1 day", "now", "utc_timestamp(3)"
            })
    void but_other_digits_are_another_time(String sql) {
        assertThat(folded(time(sql)).defaultValue()).contains(new Expression(sql));
    }

    @Test
    void on_update_is_told_apart_from_the_default() {
        Column both = folded(time("NOW(3) on  update NOW(3)"));
        assertThat(both.defaultValue()).contains(new CurrentTimestamp());
        assertThat(MysqlOnUpdate.statedBy(both)).contains(new MysqlOnUpdate("NOW(3)"));
        assertThat(MysqlOnUpdate.split("(concat('a ON UPDATE b', \")\"))").onUpdate())
                .isEmpty();
        assertThat(MysqlOnUpdate.split("'it''s ON UPDATE x' ON UPDATE NOW()").value())
                .isEqualTo("'it''s ON UPDATE x'");
        assertThat(folded(time("NULL ON UPDATE NOW(3)")).defaultValue()).isEmpty();
    }

    private static Column folded(Column column) {
        return new MysqlColumnRules().folded(column);
    }

    private static Column time(String sql) {
        ColumnType type =
                new ColumnType(Scalar.DATE_TIME, Arity.REQUIRED, Optional.of(new NativeType("DateTime", List.of("3"))));
        return Column.of("c", type).withDefault(new Expression(sql));
    }

    private static Column column(Scalar family, String sql) {
        return Column.of("c", ColumnType.of(family, Arity.REQUIRED)).withDefault(new Expression(sql));
    }
}
