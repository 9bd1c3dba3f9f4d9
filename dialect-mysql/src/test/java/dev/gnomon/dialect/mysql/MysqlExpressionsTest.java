package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions that are the same, whoever spelled them. */
class MysqlExpressionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "uuid() | (UUID())",
                "concat(_utf8mb4'a',_utf8mb4'b') | (CONCAT('a', 'b'))",
                "(`a` + 1) | a+1",
                "'it\\'s' | 'it''s'"
            })
    void the_servers_spelling_makes_no_difference(String told, String written) {
        assertThat(MysqlExpressions.same(told, written)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"'A' | 'a'", "uuid() | uuid_short()", "'a b' | 'ab'"})
    void another_value_does(String told, String written) {
        assertThat(MysqlExpressions.same(told, written)).isFalse();
    }

    @Test
    void takes_off_only_parentheses_around_the_whole() {
        assertThat(MysqlExpressions.withoutParentheses(" ((1 + 2)) ")).isEqualTo("1 + 2");
        assertThat(MysqlExpressions.withoutParentheses("(1) + (2)")).isEqualTo("(1) + (2)");
        assertThat(MysqlExpressions.withoutParentheses("(')')")).isEqualTo("')'");
    }

    @Test
    void one_pair_of_parentheses_is_enough() {
        assertThat(MysqlExpressions.inParentheses("uuid()")).isEqualTo("(uuid())");
        assertThat(MysqlExpressions.inParentheses("(uuid())")).isEqualTo("(uuid())");
        assertThat(MysqlExpressions.inParentheses("(1) + (2)")).isEqualTo("((1) + (2))");
    }

    @Test
    void finds_a_place_outside_of_quotes_and_parentheses_only() {
        String text = "'x' (x) `x` \"\\\"x\" x";
        assertThat(MysqlExpressions.find(text, at -> text.charAt(at) == 'x')).isEqualTo(text.length() - 1);
        assertThat(MysqlExpressions.find("('x", at -> true)).isEqualTo(-1);
    }
}
