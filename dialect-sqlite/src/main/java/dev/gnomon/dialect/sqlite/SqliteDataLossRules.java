package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.DataLossRules;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DialectObject;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** SQLite notices only when somebody uses them. */
    @Override
    public List<String> brokenByColumns(Table table, Set<String> gone, Set<String> retyped, DatabaseSchema schema) {
        if (gone.isEmpty()) {
            return List.of();
        }
        Set<String> columns =
                gone.stream().map(column -> column.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        String name = table.name().name().toLowerCase(Locale.ROOT);
        List<String> users = new ArrayList<>();
        for (View view : schema.views()) {
            if (view.definition().filter(sql -> names(sql, name, columns)).isPresent()) {
                users.add("view " + view.name().name());
            }
        }
        for (Table owner : schema.tables()) {
            for (DialectObject object : owner.dialectObjects()) {
                if (object instanceof SqliteTrigger trigger && names(trigger.sql(), name, columns)) {
                    users.add(trigger.describe());
                }
            }
        }
        return users;
    }

    private static boolean names(String sql, String table, Set<String> columns) {
        List<String> names = SqliteTokens.names(SqliteTokens.significant(sql));
        return names.contains(table) && names.stream().anyMatch(columns::contains);
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
