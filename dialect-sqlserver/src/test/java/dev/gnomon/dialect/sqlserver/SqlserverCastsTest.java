package dev.gnomon.dialect.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.model.NativeType;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of values when a type changes. */
class SqlserverCastsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Float(24)|Real|NONE",
                "Float|Float(53)|NONE",
                "Decimal(18,0)|Decimal|NONE",
                "NVarChar(1)|NVarChar|NONE",
                "Int|BigInt|SAFE",
                "BigInt|Int|RISKY",
                "Int|Decimal(9,0)|RISKY",
                "Int|Decimal(12,2)|SAFE",
                "Int|VarChar(10)|RISKY",
                "Int|VarChar(11)|SAFE",
                "Int|Text|NOT_CASTABLE",
                "Date|Time|NOT_CASTABLE",
                "DateTime2|VarChar(27)|SAFE",
                "DateTime2|VarChar(Max)|RISKY",
                "NVarChar(10)|VarChar(40)|RISKY",
                "NVarChar(10)|NChar(10)|SAFE",
                "VarChar(10)|NVarChar(Max)|SAFE",
                "VarBinary(8)|BigInt|SAFE",
                "VarBinary(8)|NChar(4)|SAFE",
                "VarBinary(8)|NChar(3)|RISKY",
                "UniqueIdentifier|Char(36)|SAFE",
                "UniqueIdentifier|Char(35)|RISKY",
                "Decimal(10,2)|VarChar(12)|SAFE",
                "Xml|NVarChar(Max)|SAFE"
            })
    void knows_what_a_cast_does(String from, String to, String expected) {
        String actual = SqlserverCasts.between(type(from), type(to))
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
