package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.DataLossRules;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DialectObject;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import java.util.List;
import java.util.Set;

/** What PostgreSQL's statements do to data. */
final class PostgresqlDataLossRules implements DataLossRules {

    /** The sequence behind a column is its default. */
    @Override
    public boolean numberingIsDefault() {
        return true;
    }

    /** The server drops them without a word; what refers to a column by other means makes it refuse. */
    @Override
    public List<String> lostWithColumns(Table table, Set<String> columns) {
        return table.dialectObjects().stream()
                .filter(object -> object instanceof PostgresqlTableConstraint constraint
                        && constraint.columns().stream().anyMatch(columns::contains))
                .map(DialectObject::describe)
                .toList();
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
