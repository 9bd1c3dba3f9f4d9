package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions that are the same, whoever spelled them. */
class PostgresqlExpressionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "status = 'active' | (status = 'active'::text)",
                "status = 'active' | ((status)::text = 'active'::text)",
                "\"deletedAt\" IS NULL | (\"deletedAt\" IS NULL)",
                "a <> 1 | (a != 1)",
                "x = 'a''(b' | (x = 'a''(b'::character varying(10))"
            })
    void the_servers_spelling_makes_no_difference(String written, String told) {
        assertThat(PostgresqlExpressions.samePredicate(Optional.of(written), Optional.of(told)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"status = 'active' | (status = 'Active'::text)", "a = 1 | (a = 2)", "a > 1 | (a >= 1)"})
    void another_condition_does(String written, String told) {
        assertThat(PostgresqlExpressions.samePredicate(Optional.of(written), Optional.of(told)))
                .isFalse();
    }

    @Test
    void no_condition_is_only_the_same_as_none() {
        assertThat(PostgresqlExpressions.samePredicate(Optional.empty(), Optional.empty()))
                .isTrue();
        assertThat(PostgresqlExpressions.samePredicate(Optional.of("a = 1"), Optional.empty()))
                .isFalse();
    }

    @Test
    void takes_off_only_parentheses_around_the_whole() {
        assertThat(PostgresqlExpressions.withoutOuterParentheses("(a = ')')")).isEqualTo("a = ')'");
        assertThat(PostgresqlExpressions.withoutOuterParentheses("(a) AND (b)")).isEqualTo("(a) AND (b)");
        assertThat(PostgresqlExpressions.withoutOuterParentheses("a")).isEqualTo("a");
    }
}
