package dev.gnomon.dialect.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.dialect.sqlserver.SqlserverCatalog.ColumnRow;
import dev.gnomon.dialect.sqlserver.SqlserverCatalog.Place;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.model.TypeFamily.Unsupported;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rows of the catalog become; no server is asked here, the contract does that. */
class SqlserverIntrospectorTest {

    private static final String COLLATION = "SQL_Latin1_General_CP1_CI_AS";

    private static ColumnRow row(
            Optional<String> type, int bytes, boolean nullable, boolean identity, Optional<String> defaultText) {
        return new ColumnRow(
                new Place("dbo", "t"),
                "c",
                type,
                "own",
                bytes,
                10,
                2,
                nullable,
                identity,
                Optional.empty(),
                false,
                defaultText.map(text -> "t_c_df"),
                defaultText,
                Optional.of(COLLATION));
    }

    private static Column read(ColumnRow row) {
        return SqlserverColumnReader.read(row, COLLATION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nvarchar|2000|STRING|NVarChar(1000)",
                "nvarchar|-1|STRING|NVarChar(Max)",
                "varchar|30|STRING|VarChar(30)",
                "int|4|INT|Int",
                "decimal|9|DECIMAL|Decimal(10,2)",
                "bit|1|BOOLEAN|Bit",
                "datetime2|8|DATE_TIME|DateTime2",
                "uniqueidentifier|16|STRING|UniqueIdentifier",
                "varbinary|-1|BYTES|VarBinary(Max)"
            })
    void a_length_in_bytes_is_told_in_characters(String type, int bytes, Scalar family, String expected) {
        Column column = read(row(Optional.of(type), bytes, true, false, Optional.empty()));
        assertThat(column.type().family()).isEqualTo(family);
        assertThat(column.type().nativeType().orElseThrow().toString().replace(" ", ""))
                .isEqualTo(expected);
        assertThat(column.arity()).isEqualTo(Arity.NULLABLE);
    }

    @Test
    void a_type_that_the_schema_language_has_no_word_for_keeps_its_name() {
        assertThat(read(row(Optional.of("sql_variant"), 8016, true, false, Optional.empty()))
                        .type()
                        .family())
                .isEqualTo(new Unsupported("own"));
        assertThat(read(row(Optional.empty(), 4, true, false, Optional.empty()))
                        .type()
                        .family())
                .isEqualTo(new Unsupported("own"));
    }

    @Test
    void a_default_comes_with_the_name_of_its_constraint() {
        Column column = read(row(Optional.of("int"), 4, false, false, Optional.of("((5))")));
        assertThat(column.defaultValue()).contains(new DefaultValue.Literal(new LiteralValue.Number("5")));
        assertThat(column.defaultName()).contains("t_c_df");
        assertThat(column.type().isRequired()).isTrue();
    }

    @Test
    void an_identity_numbers_itself_and_has_no_default() {
        Column column = read(row(Optional.of("int"), 4, false, true, Optional.empty()));
        assertThat(column.autoIncrement()).isTrue();
        assertThat(column.defaultValue()).isEmpty();
    }

    @Test
    void only_a_collation_of_the_columns_own_is_told() {
        ColumnRow usual = row(Optional.of("nvarchar"), 20, true, false, Optional.empty());
        assertThat(read(usual).dialectObjects()).isEmpty();
        assertThat(SqlserverColumnReader.read(usual, "Latin1_General_BIN").dialectObjects())
                .containsExactly(new SqlserverCollation(COLLATION));
    }
}
