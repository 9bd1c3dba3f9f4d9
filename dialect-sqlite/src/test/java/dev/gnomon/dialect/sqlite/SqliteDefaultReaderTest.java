package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the catalog says behind DEFAULT. */
class SqliteDefaultReaderTest {

    private static Optional<DefaultValue> read(String sql, TypeFamily family) {
        return SqliteDefaultReader.read(sql, family);
    }

    private static Optional<DefaultValue> literal(LiteralValue value) {
        return Optional.of(new DefaultValue.Literal(value));
    }

    @Test
    void a_default_of_null_is_none() {
        assertThat(read("NULL", Scalar.STRING)).isEmpty();
        assertThat(read(" /* none */ ", Scalar.INT)).isEmpty();
    }

    @Test
    void reads_constants_of_each_kind() {
        assertThat(read("'it''s'", Scalar.STRING)).isEqualTo(literal(new LiteralValue.Text("it's")));
        assertThat(read("\"a\"", Scalar.STRING)).isEqualTo(literal(new LiteralValue.Text("a")));
        assertThat(read("-7", Scalar.BIG_INT)).isEqualTo(literal(new LiteralValue.Number("-7")));
        assertThat(read("'42'", Scalar.INT)).isEqualTo(literal(new LiteralValue.Number("42")));
        assertThat(read("1e3", Scalar.DECIMAL)).isEqualTo(literal(new LiteralValue.Number("1000")));
        assertThat(read("TRUE", Scalar.BOOLEAN)).isEqualTo(literal(new LiteralValue.Bool(true)));
        assertThat(read("0", Scalar.BOOLEAN)).isEqualTo(literal(new LiteralValue.Bool(false)));
        assertThat(read("'{}'", Scalar.JSON)).isEqualTo(literal(new LiteralValue.Json("{}")));
        assertThat(read("'red'", new TypeFamily.EnumReference(ObjectName.of("Color"))))
                .isEqualTo(literal(new LiteralValue.EnumValue("red")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "INT | +1",
                "INT | 0x10",
                "INT | 1.5",
                "INT | 9223372036854775808",
                "FLOAT | 1 + 2",
                "BOOLEAN | 2",
                "BYTES | x'00'",
                "DATE_TIME | '2020-01-01'",
                "DATE_TIME | datetime('now', '+1 day')",
            })
    void what_no_schema_can_say_as_a_value_stays_an_expression(Scalar family, String sql) {
        assertThat(read(sql, family)).contains(new DefaultValue.Expression(sql));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"CURRENT_TIMESTAMP", "current_timestamp", "datetime('now')", "datetime('now', 'localtime')"})
    void knows_the_present_time(String sql) {
        assertThat(read(sql, Scalar.DATE_TIME)).contains(new DefaultValue.CurrentTimestamp());
    }
}
