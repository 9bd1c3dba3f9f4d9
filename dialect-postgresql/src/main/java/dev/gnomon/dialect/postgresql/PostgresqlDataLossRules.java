package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.DataLossRules;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.TypeFamily;

/** What PostgreSQL's statements do to data. */
final class PostgresqlDataLossRules implements DataLossRules {

    /** The sequence behind a column is its default. */
    @Override
    public boolean numberingIsDefault() {
        return true;
    }

    @Override
    public String describeType(Column column, DatabaseSchema schema) {
        return column.type()
                .nativeType()
                .map(NativeType::toString)
                .orElseGet(() -> describe(column.type().family()));
    }

    private static String describe(TypeFamily family) {
        return switch (family) {
            case TypeFamily.EnumReference(ObjectName name) -> name.name();
            case TypeFamily.Unsupported(String databaseType) -> "Unsupported(\"" + databaseType + "\")";
            case TypeFamily.Scalar scalar -> scalar.name();
        };
    }
}
