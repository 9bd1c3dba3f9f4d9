package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.DataLossRules;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.TypeFamily.EnumReference;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.model.TypeFamily.Unsupported;

/** What SQL Server's statements do to the rows of a table. */
final class SqlserverDataLossRules implements DataLossRules {

    @Override
    public boolean arityHidesCast() {
        return true;
    }

    @Override
    public String describeType(Column column, DatabaseSchema schema) {
        return column.type().family() instanceof Unsupported
                ? describeRedefinedType(column, schema)
                : SqlserverTypes.nativeType(column.type()).toString().replace("(MAX)", "(Max)");
    }

    @Override
    public String describeRedefinedType(Column column, DatabaseSchema schema) {
        return switch (column.type().family()) {
            case EnumReference reference -> "Enum";
            case Unsupported unsupported -> "Unsupported(\"" + unsupported.databaseType() + "\")";
            case Scalar scalar ->
                switch (scalar) {
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
        };
    }
}
