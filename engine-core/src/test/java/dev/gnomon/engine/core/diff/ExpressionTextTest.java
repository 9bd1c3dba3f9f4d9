package dev.gnomon.engine.core.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "now() | NOW( )",
                "(now()) | now()",
                "a+b | a + b",
                "f(a,b) | F( a , b )",
                "upper('A b') | UPPER('A b')",
                "((1 + 2)) | 1+2",
            })
    void blanks_case_and_outer_parentheses_make_no_difference(String one, String other) {
        assertThat(ExpressionText.same(one, other)).isTrue();
        assertThat(ExpressionText.same(other, one)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "upper('a') | upper('A')",
                "nextval('\"A\"') | nextval('\"a\"')",
                "\"F\"() | \"f\"()",
                "'a b' | 'ab'",
                "(a) + (b) | a) + (b",
                "a < -1 | a <-1",
                "1 - -1 | 1 --1",
                "a b | ab",
                "E'\\'A' | E'\\'a'",
                "1 /* A */ | 1 /* a */",
            })
    void what_stands_in_quotes_or_tells_operators_apart_does(String one, String other) {
        assertThat(ExpressionText.same(one, other)).isFalse();
        assertThat(ExpressionText.same(other, one)).isFalse();
    }
}
