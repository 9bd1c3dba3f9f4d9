package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.DefaultValue.CurrentTimestamp;
import dev.gnomon.engine.model.DefaultValue.Expression;
import dev.gnomon.engine.model.DefaultValue.Literal;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresqlConstantsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "STRING | 'abc'",
                "STRING | ''::text",
                "STRING | ('it''s'::character varying)",
                "INT | -1",
                "INT | ( 42 )",
                "INT | '42'",
                "INT | 5::int4",
                "DECIMAL | 0.00",
                "DECIMAL | '12.5'::numeric",
                "FLOAT | 1e3",
                "BOOLEAN | TRUE",
                "BOOLEAN | false::bool",
                "JSON | '{}'::jsonb",
                "JSON | '[1, 2]'",
            })
    void constants_are_values(Scalar family, String sql) {
        assertThat(folded(family, Arity.REQUIRED, sql))
                .hasValueSatisfying(value -> assertThat(value).isInstanceOf(Literal.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "STRING | 'abc'::char(2)",
                "STRING | 'abc'::varchar(2)",
                "STRING | 'abc' COLLATE \"C\"",
                "STRING | E'a\\tb'",
                "STRING | 5",
                "STRING | lower('A')",
                "STRING | now()",
                "STRING | current_user",
                "INT | 1.5",
                "INT | 12.5::int",
                "INT | 1 + 2",
                "INT | nextval('a_seq')",
                "DECIMAL | 1.5::int",
                "BOOLEAN | not true",
                "DATE_TIME | CURRENT_TIMESTAMP(3)",
                "DATE_TIME | clock_timestamp()",
                "DATE_TIME | '2020-01-01'",
                "DATE_TIME | now() + interval '1 day'",
                "JSON | '{}'::text",
            })
    void what_is_more_or_another_type_is_left_to_the_server(Scalar family, String sql) {
        assertThat(folded(family, Arity.REQUIRED, sql)).contains(new Expression(sql));
    }

    @Test
    void the_present_time_has_two_names() {
        for (String sql : List.of("now()", "NOW ( )", "(current_timestamp)", "CURRENT_TIMESTAMP")) {
            assertThat(folded(Scalar.DATE_TIME, Arity.REQUIRED, sql)).contains(new CurrentTimestamp());
        }
    }

    @Test
    void null_is_no_default() {
        assertThat(folded(Scalar.STRING, Arity.NULLABLE, "(NULL)")).isEmpty();
    }

    @Test
    void lists_and_values_of_enums_are_read() {
        DefaultValue none = new Literal(new LiteralValue.ListOf(List.of()));
        for (String sql : List.of("'{}'", "'{}'::text[]", "ARRAY[]::text[]", "array[]::TEXT[]")) {
            assertThat(folded(Scalar.STRING, Arity.LIST, sql)).as(sql).contains(none);
        }
        assertThat(folded(Scalar.STRING, Arity.LIST, "ARRAY['a', 'b c']"))
                .contains(new Literal(
                        new LiteralValue.ListOf(List.of(new LiteralValue.Text("a"), new LiteralValue.Text("b c")))));
        TypeFamily mood = new TypeFamily.EnumReference(ObjectName.of("Mood"));
        assertThat(folded(mood, Arity.REQUIRED, "'A'::\"Mood\""))
                .contains(new Literal(new LiteralValue.EnumValue("A")));
        assertThat(folded(mood, Arity.REQUIRED, "'A'::\"Other\"")).contains(new Expression("'A'::\"Other\""));
    }

    private static Optional<DefaultValue> folded(TypeFamily family, Arity arity, String sql) {
        Column column = Column.of("c", ColumnType.of(family, arity)).withDefault(new Expression(sql));
        return new PostgresqlColumnRules().folded(column).defaultValue();
    }
}
