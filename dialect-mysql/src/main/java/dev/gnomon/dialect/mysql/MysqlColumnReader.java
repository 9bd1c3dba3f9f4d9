package dev.gnomon.dialect.mysql;

import dev.gnomon.dialect.mysql.MysqlCatalog.ColumnRow;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.DialectObject;
import dev.gnomon.engine.model.EnumType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes columns of what the catalog says of them. */
final class MysqlColumnReader {

    private final boolean mariaDb;
    private final MysqlTypeReader types = new MysqlTypeReader();

    MysqlColumnReader(boolean mariaDb) {
        this.mariaDb = mariaDb;
    }

    /** The enums of the columns read so far, one a column. */
    List<EnumType> enums() {
        return types.enums();
    }

    /** Make a column, of whose definition MariaDB may count a condition as a part. */
    Column read(ColumnRow row, String tableCollation, Optional<String> check) {
        ColumnType type = types.read(row);
        String extra = row.extra().toLowerCase(Locale.ROOT);
        boolean autoIncrement = extra.contains("auto_increment");
        Optional<DefaultValue> defaultValue =
                autoIncrement || isGenerated(row) ? Optional.empty() : new MysqlDefaultReader(mariaDb).read(row, type);
        return new Column(
                row.name(), type, defaultValue, Optional.empty(), autoIncrement, options(row, tableCollation, check));
    }

    /** Whether the database computes the column. */
    static boolean isGenerated(ColumnRow row) {
        return !row.generation().isEmpty();
    }

    private static List<DialectObject> options(ColumnRow row, String tableCollation, Optional<String> check) {
        MysqlColumnOptions options = MysqlColumnOptions.of(row, tableCollation, check);
        return options.isUsual() ? List.of() : List.of(options);
    }
}
