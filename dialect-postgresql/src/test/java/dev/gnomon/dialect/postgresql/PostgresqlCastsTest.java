package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.model.NativeType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of values when a type changes. */
class PostgresqlCastsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Integer|Integer|NONE",
                "SmallInt|BigInt|SAFE",
                "BigInt|Integer|RISKY",
                "Integer|Text|SAFE",
                "Text|Integer|NOT_CASTABLE",
                "VarChar(10)|VarChar(20)|SAFE",
                "VarChar(20)|VarChar(10)|RISKY",
                "Char(4)|Text|SAFE",
                "Text|VarChar(10)|RISKY",
                "Real|DoublePrecision|SAFE",
                "DoublePrecision|Real|RISKY",
                "Json|JsonB|SAFE",
                "Json|Integer|NOT_CASTABLE",
                "Date|Timestamp(3)|SAFE",
                "Boolean|Text|SAFE",
                "Boolean|Integer|NOT_CASTABLE",
                "Uuid|Text|SAFE",
                "Uuid|BigInt|NOT_CASTABLE",
                "Inet|Text|SAFE",
                "VarBit(8)|VarBit(4)|RISKY"
            })
    void knows_what_a_cast_does(String from, String to, String expected) {
        String actual = PostgresqlCasts.between(type(from), type(to))
                .map(CastSafety::name)
                .orElse("NONE");
        assertThat(actual).isEqualTo(expected);
    }

    private static NativeType type(String text) {
        int open = text.indexOf('(');
        return open < 0
                ? new NativeType(text, List.of())
                : new NativeType(
                        text.substring(0, open),
                        Arrays.asList(
                                text.substring(open + 1, text.length() - 1).split(",", -1)));
    }
}
