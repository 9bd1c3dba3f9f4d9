package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.model.NativeType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of values when a type changes. */
class MysqlCastsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Int|Int|NONE",
                "Int|BigInt|SAFE",
                "BigInt|Int|RISKY",
                "Int|Json|NOT_CASTABLE",
                "Int|Bit(32)|SAFE",
                "Int|Bit(31)|RISKY",
                "VarChar(20)|VarChar(19)|RISKY",
                "VarChar(20)|Char(20)|SAFE",
                "Float|VarChar(31)|NOT_CASTABLE",
                "Float|VarChar(32)|RISKY",
                "BigInt|Decimal(20,0)|SAFE",
                "BigInt|Decimal(19,0)|NOT_CASTABLE",
                "Bit(64)|BigInt|SAFE",
                "Time(0)|Time|NONE",
                "DateTime(0)|DateTime|NONE",
                "DateTime(3)|DateTime(0)|RISKY",
                "Timestamp(0)|Timestamp|RISKY",
                "Text|TinyText|RISKY",
                "Date|DateTime(3)|SAFE",
                "Blob|Text|RISKY"
            })
    void knows_what_a_cast_does(String from, String to, String expected) {
        String actual =
                MysqlCasts.between(type(from), type(to)).map(CastSafety::name).orElse("NONE");
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
