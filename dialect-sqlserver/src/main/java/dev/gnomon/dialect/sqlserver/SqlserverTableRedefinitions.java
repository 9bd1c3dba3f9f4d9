package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableRedefinition;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Builds tables anew, for what ALTER TABLE cannot do: make a column an identity, or no longer one. */
final class SqlserverTableRedefinitions {

    private SqlserverTableRedefinitions() {}

    static List<String> render(List<TableRedefinition> redefinitions, ChangeSet context) {
        SqlserverNames before = SqlserverNames.before(context);
        SqlserverNames after = SqlserverNames.after(context);
        boolean introspected = SqlserverFacts.of(context.schemas().before()).isPresent();
        List<String> statements = new ArrayList<>();
        statements.add("BEGIN TRANSACTION");
        for (int i = 0; i < redefinitions.size(); i++) {
            TableRedefinition redefinition = redefinitions.get(i);
            redefine(
                    redefinition.table().before(),
                    redefinition.table().after(),
                    i,
                    introspected,
                    before,
                    after,
                    statements);
        }
        // All constraints of the tables are gone with them. The recorded text, which knows no database,
        // does not bring the foreign keys back; where there is one, they must not be lost.
        if (introspected) {
            for (TableRedefinition redefinition : redefinitions) {
                restoreForeignKeys(redefinition.table().after(), context, after, statements);
            }
        }
        statements.add("COMMIT");
        return statements;
    }

    /** Foreign keys that no later change creates come back here. */
    private static void restoreForeignKeys(
            Table table, ChangeSet context, SqlserverNames names, List<String> statements) {
        Set<ForeignKey> created = new HashSet<>();
        for (SchemaChange change : context.changes()) {
            if (change instanceof SchemaChange.AddForeignKey add && add.table().equals(table.name())) {
                created.add(add.foreignKey());
            }
        }
        table.foreignKeys().stream()
                .filter(key -> !created.contains(key))
                .map(key -> SqlserverRenderer.addForeignKey(table.name(), key, names))
                .forEach(statements::add);
    }

    private static void redefine(
            Table previous,
            Table next,
            int position,
            boolean introspected,
            SqlserverNames before,
            SqlserverNames after,
            List<String> statements) {
        String oldName = before.qualified(previous.name());
        ObjectName temporary = next.name().sibling("_prisma_new_" + next.name().name());
        String newName = after.qualified(temporary);
        List<Column> common = commonColumns(previous, next);
        boolean identity = common.stream().anyMatch(Column::autoIncrement);

        for (Index index : previous.indexes()) {
            statements.add(SqlserverRenderer.dropIndex(previous.name(), index, before));
        }
        statements.add(dropConstraints(previous.name(), position, introspected, before));
        statements.add(SqlserverRenderer.createTable(next, newName));
        if (identity) {
            statements.add("SET IDENTITY_INSERT " + newName + " ON");
        }
        statements.add(copyRows(common, oldName, newName));
        if (identity) {
            statements.add("SET IDENTITY_INSERT " + newName + " OFF");
        }
        statements.add(SqlserverRenderer.dropTable(previous.name(), before));
        statements.add("EXEC SP_RENAME N" + after.path(temporary) + ", N"
                + SqlserverLiterals.quote(next.name().name()));
        next.indexes().stream()
                .filter(index -> !SqlserverRenderer.isConstraint(index))
                .map(index -> SqlserverRenderer.createIndex(next.name(), index, after))
                .forEach(statements::add);
    }

    /** The columns of the new table that the old one has too, by name. */
    private static List<Column> commonColumns(Table previous, Table next) {
        Set<String> known = new HashSet<>();
        previous.columns().forEach(column -> known.add(column.name()));
        return next.columns().stream()
                .filter(column -> known.contains(column.name()))
                .sorted(Comparator.comparing(Column::name))
                .toList();
    }

    /**
     * Drop every constraint of a table by the names that the server knows.
     *
     * @param position     of the table in its step: a batch can declare a variable once only
     * @param introspected the recorded text, which knows no database, writes their names without brackets
     */
    private static String dropConstraints(ObjectName table, int position, boolean introspected, SqlserverNames names) {
        String variable = position == 0 ? "@SQL" : "@SQL" + (position + 1);
        return """
                DECLARE %1$s NVARCHAR(MAX) = N''
                SELECT %1$s += N'ALTER TABLE '
                    + QUOTENAME(OBJECT_SCHEMA_NAME(PARENT_OBJECT_ID))
                    + '.'
                    + QUOTENAME(OBJECT_NAME(PARENT_OBJECT_ID))
                    + ' DROP CONSTRAINT '
                    + %4$s + ';'
                FROM SYS.OBJECTS
                WHERE TYPE_DESC LIKE '%%CONSTRAINT'
                    AND OBJECT_NAME(PARENT_OBJECT_ID) = %2$s
                    AND SCHEMA_NAME(SCHEMA_ID) = %3$s
                EXEC sp_executesql %1$s
                """.formatted(
                        variable,
                        SqlserverLiterals.quote(table.name()),
                        SqlserverLiterals.quote(names.namespace(table)),
                        introspected ? "QUOTENAME(OBJECT_NAME(OBJECT_ID))" : "OBJECT_NAME(OBJECT_ID)");
    }

    private static String copyRows(List<Column> common, String from, String to) {
        String columns = common.stream()
                .map(column -> SqlserverNames.quote(column.name()))
                .collect(Collectors.joining(","));
        String insert = "INSERT INTO " + to + " (" + columns + ") SELECT " + columns + " FROM " + from
                + " WITH (holdlock tablockx)";
        return "IF EXISTS(SELECT * FROM " + from + ")\n    EXEC(" + SqlserverLiterals.quote(insert) + ")";
    }
}
