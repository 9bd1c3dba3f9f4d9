package dev.gnomon.dialect.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.DefaultValue.CurrentTimestamp;
import dev.gnomon.engine.model.DefaultValue.Expression;
import dev.gnomon.engine.model.DefaultValue.Literal;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The defaults in the words of the catalog. */
class SqlserverDefaultReaderTest {

    @Test
    void reads_constants_through_the_servers_parentheses() {
        assertThat(read("((1))", Scalar.INT)).contains(new Literal(new LiteralValue.Number("1")));
        assertThat(read("((-2.1))", Scalar.FLOAT)).contains(new Literal(new LiteralValue.Number("-2.1")));
        assertThat(read("((1))", Scalar.BOOLEAN)).contains(new Literal(new LiteralValue.Bool(true)));
        assertThat(read("('it''s (x)')", Scalar.STRING)).contains(new Literal(new LiteralValue.Text("it's (x)")));
        assertThat(read("(N'x')", Scalar.STRING)).contains(new Literal(new LiteralValue.Text("x")));
        assertThat(read("(0xFF0a)", Scalar.BYTES)).contains(new Literal(new LiteralValue.Bytes("ff0a")));
        assertThat(read("(getdate())", Scalar.DATE_TIME)).contains(new CurrentTimestamp());
    }

    @Test
    void keeps_everything_else_as_it_is_written() {
        assertThat(read("('a'+'b')", Scalar.STRING)).contains(new Expression("'a'+'b'"));
        assertThat(read("((1)+(2))", Scalar.INT)).contains(new Expression("(1)+(2)"));
        assertThat(read("(newid())", Scalar.STRING)).contains(new Expression("newid()"));
        assertThat(read("(sysdatetime())", Scalar.DATE_TIME)).contains(new Expression("sysdatetime()"));
        assertThat(read("(NULL)", Scalar.STRING)).isEmpty();
    }

    @Test
    void knows_a_predicate_in_two_spellings() {
        assertThat(SqlserverExpressions.samePredicate(
                        Optional.of("[deletedAt] IS NULL AND [n]=(3) AND [s]<>N'X y'"),
                        Optional.of("[deletedAt] is null and n = 3 and s != 'X y'")))
                .isTrue();
        assertThat(SqlserverExpressions.samePredicate(Optional.of("[s]='x'"), Optional.of("[s]='X'")))
                .isFalse();
        assertThat(SqlserverExpressions.samePredicate(Optional.of("[s]='x'"), Optional.empty()))
                .isFalse();
    }

    private static Optional<DefaultValue> read(String definition, Scalar family) {
        return SqlserverDefaultReader.read(definition, family);
    }
}
