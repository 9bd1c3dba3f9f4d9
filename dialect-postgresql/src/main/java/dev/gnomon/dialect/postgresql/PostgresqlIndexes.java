package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.SortOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the statements about indexes. */
final class PostgresqlIndexes {

    private PostgresqlIndexes() {}

    /** An invalid index of the same name, which counts as none, is in the way of the one that is to be. */
    static List<String> create(SchemaChange.CreateIndex create, PostgresqlNames names, DatabaseSchema before) {
        String statement = statement(create, names);
        String name = create.index().name();
        String qualified = names.qualified(create.table().sibling(name));
        boolean inTheWay = before.tables().stream()
                .filter(table -> names.qualified(table.name().sibling(name)).equals(qualified))
                .flatMap(table -> table.dialectObjects().stream())
                .anyMatch(new PostgresqlInvalidIndex(name)::equals);
        return inTheWay ? List.of("DROP INDEX " + qualified, statement) : List.of(statement);
    }

    private static String statement(SchemaChange.CreateIndex create, PostgresqlNames names) {
        Index index = create.index();
        StringBuilder sql = new StringBuilder(index.isUnique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
                .append(PostgresqlNames.quote(index.name()))
                .append(" ON ")
                .append(names.qualified(create.table()));
        Optional<PostgresqlIndexDefinition> definition = PostgresqlIndexDefinition.of(index);
        if (definition.isPresent()) {
            return sql.append(" USING ").append(definition.get().method()).toString();
        }
        Optional<String> unusualAlgorithm = index.algorithm().filter(algorithm -> !algorithm.equalsIgnoreCase("BTree"));
        unusualAlgorithm.ifPresent(algorithm ->
                sql.append(" USING ").append(algorithm.toUpperCase(Locale.ROOT)).append(' '));
        sql.append(index.columns().stream().map(PostgresqlIndexes::column).collect(Collectors.joining(", ", "(", ")")));
        index.predicate()
                .map(PostgresqlExpressions::withoutOuterParentheses)
                .ifPresent(predicate -> sql.append(" WHERE (").append(predicate).append(')'));
        return sql.toString();
    }

    private static String column(IndexColumn column) {
        StringBuilder sql = new StringBuilder(PostgresqlNames.quote(column.column()));
        column.operatorClass()
                .filter(operatorClass -> !operatorClass.isImplied())
                .ifPresent(operatorClass -> sql.append(' ').append(operatorClass.sql()));
        column.sortOrder().ifPresent(order -> sql.append(order == SortOrder.DESCENDING ? " DESC" : " ASC"));
        return sql.toString();
    }

    static String drop(SchemaChange.DropIndex drop, PostgresqlNames names) {
        // The index of a constraint cannot be dropped by itself.
        return drop.index().constraint()
                ? "ALTER TABLE " + names.qualified(drop.table()) + " DROP CONSTRAINT "
                        + PostgresqlNames.quote(drop.index().name())
                : "DROP INDEX "
                        + names.qualified(drop.table().sibling(drop.index().name()));
    }

    /**
     * The statements that rename an index. Where indexes take each other's names, one that comes too early gets a name
     * for the time being, and its own as soon as that is free.
     */
    static List<String> rename(SchemaChange.RenameIndex rename, ChangeSet context, PostgresqlNames names) {
        ObjectName from = before(rename);
        ObjectName to = after(rename);
        boolean passed = false;
        boolean targetIsTaken = false;
        boolean anotherWaits = false;
        for (SchemaChange change : context.changes()) {
            if (change instanceof SchemaChange.RenameIndex other) {
                if (before(other).equals(from)) {
                    passed = true;
                } else if (passed) {
                    targetIsTaken |= before(other).equals(to);
                } else {
                    anotherWaits |= after(other).equals(from);
                }
            }
        }
        List<String> statements = new ArrayList<>();
        statements.add(renaming(from, targetIsTaken ? temporary(to) : to, names));
        if (anotherWaits) {
            statements.add(renaming(temporary(from), from, names));
        }
        return statements;
    }

    private static String renaming(ObjectName from, ObjectName to, PostgresqlNames names) {
        return "ALTER INDEX " + names.qualified(from) + " RENAME TO " + PostgresqlNames.quote(to.name());
    }

    private static ObjectName before(SchemaChange.RenameIndex rename) {
        return rename.table().sibling(rename.index().before().name());
    }

    private static ObjectName after(SchemaChange.RenameIndex rename) {
        return rename.table().sibling(rename.index().after().name());
    }

    private static ObjectName temporary(ObjectName name) {
        return name.sibling(name.name() + "_new");
    }
}
