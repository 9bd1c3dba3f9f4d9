package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.DataLossRules;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import java.util.List;
import java.util.Set;

/** What SQLite's statements do to data. */
final class SqliteDataLossRules implements DataLossRules {

    /** The rows are copied into a new table, and the copy puts the default where there was nothing. */
    @Override
    public boolean fillsEmptyRowsWithDefault() {
        return true;
    }

    @Override
    public List<String> lostWithColumns(Table table, Set<String> columns) {
        return SqliteKeptFeatures.lostWith(table, columns);
    }

    @Override
    public String describeType(Column column, DatabaseSchema schema) {
        return switch (column.type().family()) {
            case TypeFamily.Scalar scalar -> describe(scalar);
            case TypeFamily.EnumReference(ObjectName name) -> name.name();
            case TypeFamily.Unsupported(String databaseType) -> "Unsupported(\"" + databaseType + "\")";
        };
    }

    private static String describe(TypeFamily.Scalar scalar) {
        return switch (scalar) {
            case BOOLEAN -> "Boolean";
            case INT -> "Int";
            case BIG_INT -> "BigInt";
            case FLOAT -> "Float";
            case DECIMAL -> "Decimal";
            case STRING -> "String";
            case DATE_TIME -> "DateTime";
            case BYTES -> "Binary";
            case JSON -> "Json";
            case UUID -> "Uuid";
        };
    }
}
