package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that are the same, whoever wrote them. */
class SqliteExpressionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"a = 1 | ( A=1 )", "x'0A' | X'0a'", "lower(a) /* small */ | LOWER( a )", "a > 1 -- more | a>1"})
    void spaces_comments_parentheses_and_the_case_of_words_make_no_difference(String one, String other) {
        assertThat(SqliteExpressions.same(one, other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"'A' | 'a'", "a = 1 | a = 2", "(a) + (b) | a) + (b", "\"A\" | \"a\""})
    void texts_names_in_quotes_and_all_else_do(String one, String other) {
        assertThat(SqliteExpressions.same(one, other)).isFalse();
    }

    @Test
    void takes_off_only_parentheses_around_the_whole() {
        assertThat(SqliteExpressions.withoutParentheses("((1 + 2)) -- three")).isEqualTo("1 + 2");
        assertThat(SqliteExpressions.withoutParentheses("(1) + (2)")).isEqualTo("(1) + (2)");
        assertThat(SqliteExpressions.withoutParentheses("/* nothing */")).isEmpty();
    }

    @Test
    void puts_parentheses_around_what_needs_them() {
        assertThat(SqliteExpressions.inParentheses("lower('A')")).isEqualTo("(lower('A'))");
        assertThat(SqliteExpressions.inParentheses("(1 + 2)")).isEqualTo("(1 + 2)");
        assertThat(SqliteExpressions.inParentheses("(1) + (2)")).isEqualTo("((1) + (2))");
        assertThat(SqliteExpressions.inParentheses("-1")).isEqualTo("-1");
        assertThat(SqliteExpressions.inParentheses("CURRENT_TIMESTAMP")).isEqualTo("CURRENT_TIMESTAMP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1", "+ 1.5", "'a'", "x'00'", "/* one */ 1"})
    void knows_a_constant(String sql) {
        assertThat(SqliteExpressions.isConstant(sql)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "1 + 2", "lower('A')", "CURRENT_TIMESTAMP", "", "- -1"})
    void knows_what_is_none(String sql) {
        assertThat(SqliteExpressions.isConstant(sql)).isFalse();
    }
}
