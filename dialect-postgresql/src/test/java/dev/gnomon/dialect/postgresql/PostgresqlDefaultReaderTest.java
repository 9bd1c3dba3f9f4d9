package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Default expressions that servers print, the odd ones included. */
class PostgresqlDefaultReaderTest {

    private final PostgresqlDefaultReader reader =
            new PostgresqlDefaultReader(namespace -> namespace.filter(name -> !name.equals("public")));

    private Optional<DefaultValue> read(String expression, Scalar family) {
        return reader.read(expression, ColumnType.of(family, Arity.NULLABLE));
    }

    @Test
    void finds_the_sequence_in_every_spelling() {
        for (String spelling : new String[] {
            "nextval('\"S\"'::regclass)", "nextval('public.\"S\"'::regclass)", "nextval(('\"S\"'::text)::regclass)"
        }) {
            assertThat(read(spelling, Scalar.INT))
                    .as(spelling)
                    .contains(new DefaultValue.NextValue(ObjectName.of("S")));
        }
        assertThat(read("nextval('other.\"a.\"\"b\"'::regclass)", Scalar.INT))
                .contains(new DefaultValue.NextValue(ObjectName.of("other", "a.\"b")));
    }

    @Test
    void reads_escapes_of_servers_that_print_them() {
        assertThat(read("E'a\\\\b''c\\n'::text", Scalar.STRING))
                .contains(new DefaultValue.Literal(new LiteralValue.Text("a\\b'c\n")));
    }

    @Test
    void leaves_numbers_alone_that_nobody_could_write_out() {
        assertThat(read("'1e+30'::double precision", Scalar.FLOAT))
                .contains(new DefaultValue.Literal(new LiteralValue.Number("1000000000000000000000000000000")));
        for (String text : new String[] {"'NaN'::numeric", "'1e999999999'::numeric", "'1e-999999999'::numeric"}) {
            assertThat(read(text, Scalar.DECIMAL)).contains(new DefaultValue.Expression(text));
        }
    }

    @Test
    void takes_for_an_expression_what_only_begins_like_a_constant() {
        for (String text : new String[] {
            "'a'::text || 'b'::text",
            "('x'::text COLLATE \"C\")",
            "'a'::text COLLATE \"C\"",
            "lower('A'::text)",
            "CURRENT_USER"
        }) {
            assertThat(read(text, Scalar.STRING)).contains(new DefaultValue.Expression(text));
        }
    }

    @Test
    void stumbles_over_nothing() {
        String[] parts = {
            "'",
            "''",
            "E'",
            "\\",
            "(",
            ")",
            "ARRAY[",
            "]",
            "{",
            "}",
            ",",
            "::",
            "text",
            "nextval(",
            "-",
            "1",
            ".",
            "e9",
            "\"",
            " "
        };
        Random random = new Random(20_261_122);
        for (int round = 0; round < 5_000; round++) {
            StringBuilder expression = new StringBuilder();
            for (int count = random.nextInt(12); count >= 0; count--) {
                expression.append(parts[random.nextInt(parts.length)]);
            }
            for (Scalar family : Scalar.values()) {
                for (Arity arity : Arity.values()) {
                    assertThat(reader.read(expression.toString(), ColumnType.of(family, arity)))
                            .as(expression.toString())
                            .isPresent();
                }
            }
        }
    }
}
