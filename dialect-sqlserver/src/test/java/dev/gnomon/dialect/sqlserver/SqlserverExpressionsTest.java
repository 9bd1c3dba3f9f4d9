package dev.gnomon.dialect.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.DefaultValue.CurrentTimestamp;
import dev.gnomon.engine.model.DefaultValue.Expression;
import dev.gnomon.engine.model.DefaultValue.Literal;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalog's spellings stand first; they are those that SQL Server's documentation and databases show. */
class SqlserverExpressionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "(dateadd(day,(1),getdate())) | DATEADD(day, 1, GETDATE())",
                "([dbo].[next_code]()) | dbo.next_code()",
                "('a'+N'b') | N'a' + 'b'",
                "(newid()) | NEWID()",
                "((1)+(2)) | 1 + 2",
            })
    void what_the_server_adds_is_no_difference(String catalog, String schema) {
        assertThat(SqlserverExpressions.same(catalog, schema)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "(dateadd(day,(1),getdate())) | dateadd(day, 2, getdate())",
                "(upper('a')) | upper('A')",
                "(upper('(1)')) | upper('1')",
                "(newid()) | newsequentialid()",
                "([a b]()) | ab()",
            })
    void another_expression_is_another_one(String catalog, String schema) {
        assertThat(SqlserverExpressions.same(catalog, schema)).isFalse();
    }

    @Test
    void constants_of_a_schema_are_read_as_those_of_the_catalog() {
        assertThat(folded(Scalar.DATE_TIME, "GETDATE()")).isEqualTo(new CurrentTimestamp());
        assertThat(folded(Scalar.DATE_TIME, "(CURRENT_TIMESTAMP)")).isEqualTo(new CurrentTimestamp());
        assertThat(folded(Scalar.STRING, "N'abc'")).isEqualTo(new Literal(new LiteralValue.Text("abc")));
        assertThat(folded(Scalar.STRING, "('abc')")).isEqualTo(new Literal(new LiteralValue.Text("abc")));
        assertThat(folded(Scalar.DECIMAL, "((0.00))")).isEqualTo(new Literal(new LiteralValue.Number("0.00")));
        assertThat(folded(Scalar.BOOLEAN, "1")).isEqualTo(new Literal(new LiteralValue.Bool(true)));
        assertThat(folded(Scalar.STRING, "lower('A')")).isEqualTo(new Expression("lower('A')"));
        assertThat(new SqlserverColumnRules()
                        .folded(column(Scalar.STRING, "(NULL)"))
                        .defaultValue())
                .isEmpty();
    }

    @Test
    void a_changed_expression_is_a_difference_and_another_spelling_is_none() {
        Column catalog = column(Scalar.DATE_TIME, "dateadd(day,(1),getdate())");
        SqlserverColumnRules rules = new SqlserverColumnRules();
        assertThat(rules.sameDefault(
                        new BeforeAfter<>(catalog, column(Scalar.DATE_TIME, "DateAdd(day, 1, GetDate())")), false))
                .isTrue();
        assertThat(rules.sameDefault(
                        new BeforeAfter<>(catalog, column(Scalar.DATE_TIME, "dateadd(day, 3, getdate())")), false))
                .isFalse();
    }

    private static DefaultValue folded(Scalar family, String sql) {
        return new SqlserverColumnRules()
                .folded(column(family, sql))
                .defaultValue()
                .orElseThrow();
    }

    private static Column column(Scalar family, String sql) {
        return Column.of("c", ColumnType.of(family, Arity.REQUIRED)).withDefault(new Expression(sql));
    }
}
