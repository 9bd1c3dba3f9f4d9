package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a change of an enum's values: added in place, or with a new type where values go. */
final class PostgresqlEnumAlteration {

    private static final String SEVERAL_VALUES = """
            -- This migration adds more than one value to an enum.
            -- With PostgreSQL versions 11 and earlier, this is not possible
            -- in a single migration. This can be worked around by creating
            -- multiple migrations, each migration adding only one value to
            -- the enum.


            """;

    private final SchemaChange.AlterEnum change;
    private final PostgresqlNames names;
    private final PostgresqlLiterals literals;
    private final DatabaseSchema before;
    private final DatabaseSchema after;
    private final Map<ObjectName, Table> tablesBefore = new HashMap<>();
    private final Map<ObjectName, Table> tablesAfter = new HashMap<>();

    PostgresqlEnumAlteration(SchemaChange.AlterEnum change, ChangeSet context) {
        this.change = change;
        this.names = PostgresqlNames.of(context);
        this.literals = new PostgresqlLiterals(names);
        this.before = context.schemas().before();
        this.after = context.schemas().after();
        before.tables().forEach(table -> tablesBefore.put(table.name(), table));
        after.tables().forEach(table -> tablesAfter.put(table.name(), table));
    }

    /** A column that uses the enum, with the table it stands in. */
    private record Usage(Table table, Column column) {}

    List<String> statements() {
        return change.droppedValues().isEmpty() ? additions() : replacement();
    }

    private List<String> additions() {
        List<String> statements = new ArrayList<>();
        String prefix = change.createdValues().size() > 1 ? SEVERAL_VALUES : "";
        for (String value : change.createdValues()) {
            statements.add(prefix + "ALTER TYPE "
                    + names.qualified(change.enumType().after().name()) + " ADD VALUE "
                    + PostgresqlLiterals.quote(value));
            prefix = "";
        }
        return statements;
    }

    private List<String> replacement() {
        ObjectName oldName = change.enumType().before().name();
        ObjectName newName = change.enumType().after().name();
        ObjectName temporaryNew = newName.sibling(newName.name() + "_new");
        ObjectName temporaryOld = oldName.sibling(oldName.name() + "_old");

        List<Usage> defaults = usagesAsDefault();
        List<String> statements = new ArrayList<>();
        statements.add("BEGIN");
        statements.add("CREATE TYPE " + names.qualified(temporaryNew) + " AS ENUM ("
                + change.enumType().after().values().stream()
                        .map(PostgresqlLiterals::quote)
                        .collect(Collectors.joining(", "))
                + ")");
        for (Usage usage : defaults) {
            statements.add(
                    "ALTER TABLE " + names.qualifiedAsBefore(usage.table().name()) + " ALTER COLUMN "
                            + PostgresqlNames.quote(usage.column().name()) + " DROP DEFAULT");
        }
        statements.addAll(releases(oldName, newName));
        for (Table table : after.tables()) {
            for (Column column : table.columns()) {
                if (isOf(column, newName) && isThereBefore(table, column, oldName)) {
                    statements.add(castStatement(table, column, temporaryNew));
                }
            }
        }
        statements.add(
                "ALTER TYPE " + names.qualified(oldName) + " RENAME TO " + PostgresqlNames.quote(temporaryOld.name()));
        statements.add(
                "ALTER TYPE " + names.qualified(temporaryNew) + " RENAME TO " + PostgresqlNames.quote(newName.name()));
        statements.add("DROP TYPE " + names.qualifiedAsBefore(temporaryOld));
        for (Usage usage : defaults) {
            defaultAfter(usage, newName).ifPresent(statements::add);
        }
        statements.add("COMMIT");
        return statements;
    }

    private static boolean isOf(Column column, ObjectName enumName) {
        return column.type().family() instanceof TypeFamily.EnumReference reference
                && reference.enumName().equals(enumName);
    }

    /** A column that the same script adds only later cannot be cast yet, and need not be. */
    private boolean isThereBefore(Table table, Column column, ObjectName oldName) {
        Table tableBefore = tablesBefore.get(table.name());
        return tableBefore != null
                && tableBefore
                        .column(column.name())
                        .filter(other -> isOf(other, oldName))
                        .isPresent();
    }

    /** Columns that the same script drops only later would keep the old type from being dropped. */
    private List<String> releases(ObjectName oldName, ObjectName newName) {
        List<String> statements = new ArrayList<>();
        for (Table table : before.tables()) {
            Table other = tablesAfter.get(table.name());
            for (Column column : table.columns()) {
                boolean stays = other != null
                        && other.column(column.name())
                                .filter(counterpart -> isOf(counterpart, newName))
                                .isPresent();
                if (isOf(column, oldName) && !stays) {
                    statements.add("ALTER TABLE " + names.qualifiedAsBefore(table.name()) + " ALTER COLUMN "
                            + PostgresqlNames.quote(column.name()) + " TYPE TEXT"
                            + (column.type().isList() ? "[]" : ""));
                }
            }
        }
        return statements;
    }

    private String castStatement(Table table, Column column, ObjectName type) {
        String target = names.qualified(type) + (column.type().isList() ? "[]" : "");
        String quoted = PostgresqlNames.quote(column.name());
        return "ALTER TABLE " + names.qualified(table.name()) + " ALTER COLUMN " + quoted + " TYPE " + target
                + " USING (" + quoted + "::text::" + target + ")";
    }

    /** The columns with a default of the old type: of tables that go first, then of those that stay. */
    private List<Usage> usagesAsDefault() {
        List<Usage> usages = new ArrayList<>();
        for (Table table : before.tables()) {
            if (!tablesAfter.containsKey(table.name())) {
                addUsages(table, table.columns(), usages);
            }
        }
        for (Table table : before.tables()) {
            Table other = tablesAfter.get(table.name());
            if (other != null) {
                Map<Boolean, List<Column>> byFate = table.columns().stream()
                        .sorted(Comparator.comparing(Column::name))
                        .collect(Collectors.partitioningBy(
                                column -> other.column(column.name()).isPresent()));
                addUsages(table, byFate.getOrDefault(false, List.of()), usages);
                addUsages(table, byFate.getOrDefault(true, List.of()), usages);
            }
        }
        return usages;
    }

    private void addUsages(Table table, List<Column> candidates, List<Usage> usages) {
        for (Column column : candidates) {
            if (isOf(column, change.enumType().before().name())
                    && column.databaseDefault().isPresent()) {
                usages.add(new Usage(table, column));
            }
        }
    }

    private Optional<String> defaultAfter(Usage usage, ObjectName newName) {
        Table table = tablesAfter.get(usage.table().name());
        if (table == null) {
            return Optional.empty();
        }
        return table.column(usage.column().name())
                .filter(column -> isOf(column, newName))
                .flatMap(literals::render)
                .map(expression -> "ALTER TABLE " + names.qualified(table.name()) + " ALTER COLUMN "
                        + PostgresqlNames.quote(usage.column().name()) + " SET DEFAULT " + expression);
    }
}
