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
import java.util.function.Function;
import java.util.stream.Collectors;

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
        Set<String> constraints = names(table, PostgresqlTableConstraint.class, PostgresqlTableConstraint::name);
        return table.dialectObjects().stream()
                .filter(object -> switch (object) {
                    case PostgresqlTableConstraint constraint ->
                        constraint.columns().stream().anyMatch(columns::contains);
                    case PostgresqlColumnUse use ->
                        use.goesAlong()
                                && columns.contains(use.column())
                                && !constraints.contains(use.name())
                                && !isModelled(table, use);
                    default -> false;
                })
                .map(DialectObject::describe)
                .distinct()
                .toList();
    }

    private static <T> Set<String> names(Table table, Class<T> type, Function<T, String> name) {
        return table.dialectObjects().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .map(name)
                .collect(Collectors.toSet());
    }

    /** An index that the schema speaks of comes and goes by the schema. */
    private static boolean isModelled(Table table, PostgresqlColumnUse use) {
        return use.kind() == PostgresqlColumnUse.Kind.INDEX
                && table.indexes().stream().anyMatch(index -> index.name().equals(use.name()));
    }

    /** The server refuses to drop columns, and to change types, that these use. */
    @Override
    public List<String> brokenByColumns(Table table, Set<String> gone, Set<String> retyped, DatabaseSchema schema) {
        return table.dialectObjects().stream()
                .filter(object -> object instanceof PostgresqlColumnUse use
                        && !use.goesAlong()
                        && !gone.contains(use.name())
                        && (gone.contains(use.column()) || retyped.contains(use.column())))
                .map(DialectObject::describe)
                .distinct()
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
