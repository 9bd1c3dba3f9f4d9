package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.dialect.mysql.MysqlCatalog.ColumnRow;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.DefaultValue.CurrentTimestamp;
import dev.gnomon.engine.model.DefaultValue.Expression;
import dev.gnomon.engine.model.DefaultValue.Literal;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Defaults as the catalogs of MySQL and of MariaDB write them. */
class MysqlDefaultReaderTest {

    private static final String EXPRESSION = "DEFAULT_GENERATED";

    private static Optional<DefaultValue> read(boolean mariaDb, String text, String extra, ColumnType type) {
        ColumnRow row = new ColumnRow(
                "t",
                "c",
                true,
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(text),
                extra,
                Optional.empty(),
                "",
                "");
        return new MysqlDefaultReader(mariaDb).read(row, type);
    }

    private static Optional<DefaultValue> ofMysql(String text, Scalar family) {
        return read(false, text, "", ColumnType.of(family, Arity.NULLABLE));
    }

    private static Optional<DefaultValue> ofMariadb(String text, Scalar family) {
        return read(true, text, "", ColumnType.of(family, Arity.NULLABLE));
    }

    private static Optional<DefaultValue> literal(LiteralValue value) {
        return Optional.of(new Literal(value));
    }

    @Test
    void mysql_shows_the_bare_value() {
        assertThat(ofMysql("it's", Scalar.STRING)).isEqualTo(literal(new LiteralValue.Text("it's")));
        assertThat(ofMysql("NULL", Scalar.STRING)).isEqualTo(literal(new LiteralValue.Text("NULL")));
        assertThat(ofMysql("5", Scalar.INT)).isEqualTo(literal(new LiteralValue.Number("5")));
        assertThat(ofMysql("1.500", Scalar.DECIMAL)).isEqualTo(literal(new LiteralValue.Number("1.5")));
        assertThat(ofMysql("1", Scalar.BOOLEAN)).isEqualTo(literal(new LiteralValue.Bool(true)));
        assertThat(ofMysql("2020-01-01 00:00:00", Scalar.DATE_TIME)).contains(new Expression("'2020-01-01 00:00:00'"));
    }

    @Test
    void mariadb_shows_an_expression_with_quotes() {
        assertThat(ofMariadb("'it\\'s'", Scalar.STRING)).isEqualTo(literal(new LiteralValue.Text("it's")));
        assertThat(ofMariadb("'it''s'", Scalar.STRING)).isEqualTo(literal(new LiteralValue.Text("it's")));
        assertThat(ofMariadb("NULL", Scalar.STRING)).isEmpty();
        assertThat(ofMariadb("'NULL'", Scalar.STRING)).isEqualTo(literal(new LiteralValue.Text("NULL")));
        assertThat(ofMariadb("b'1'", Scalar.BOOLEAN)).isEqualTo(literal(new LiteralValue.Bool(true)));
        assertThat(ofMariadb("uuid()", Scalar.STRING)).contains(new Expression("(uuid())"));
    }

    @Test
    void what_mysql_marks_as_an_expression_is_one() {
        ColumnType text = ColumnType.of(Scalar.STRING, Arity.NULLABLE);
        assertThat(read(false, "uuid()", EXPRESSION, text)).contains(new Expression("(uuid())"));
        assertThat(read(false, "uuid()", "", text)).isEqualTo(literal(new LiteralValue.Text("uuid()")));
    }

    @Test
    void the_present_time_is_as_exact_as_the_column() {
        ColumnType milliseconds = ColumnType.of(Scalar.DATE_TIME, Arity.NULLABLE, NativeType.of("DateTime", 3));
        assertThat(read(false, "CURRENT_TIMESTAMP(3)", EXPRESSION, milliseconds))
                .contains(new CurrentTimestamp());
        assertThat(read(true, "current_timestamp(3)", "", milliseconds)).contains(new CurrentTimestamp());
        assertThat(read(false, "CURRENT_TIMESTAMP", EXPRESSION, milliseconds).orElseThrow())
                .isNotEqualTo(new CurrentTimestamp());
    }
}
