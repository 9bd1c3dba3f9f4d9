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
final class SqlserverTableRedefinition {

    private SqlserverTableRedefinition() {}

    /**
     * What is known of the server.
     *
     * @param known        there is one
     * @param lettersCount its names count letter case
     */
    private record Server(boolean known, boolean lettersCount) {}

    static List<String> render(List<TableRedefinition> redefinitions, ChangeSet context) {
        SqlserverNames before = SqlserverNames.before(context);
        SqlserverNames after = SqlserverNames.after(context);
        Server server = new Server(
                SqlserverFacts.of(context.schemas().before()).isPresent(),
                SqlserverFacts.lettersCount(context.schemas().before()));
        List<String> statements = new ArrayList<>();
        statements.add("BEGIN TRANSACTION");
        for (int i = 0; i < redefinitions.size(); i++) {
            TableRedefinition redefinition = redefinitions.get(i);
            redefine(redefinition.table().before(), redefinition.table().after(), i, server, before, after, statements);
        }
        // All constraints of the tables are gone with them. The recorded text, which knows no database,
        // does not bring the foreign keys back; where there is one, they must not be lost.
        if (server.known()) {
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
            Server server,
            SqlserverNames before,
            SqlserverNames after,
            List<String> statements) {
        String oldName = before.qualified(previous.name());
        ObjectName temporary = next.name().sibling("_prisma_new_" + next.name().name());
        String newName = after.qualified(temporary);
        List<Column> common = commonColumns(previous, next);
        boolean identity = common.stream().anyMatch(Column::autoIncrement);

        for (Index index : previous.indexes()) {
            statements.add(SqlserverIndexes.drop(previous.name(), index, before));
        }
        statements.add(dropConstraints(previous.name(), position, server, before));
        statements.add(SqlserverTableDefinition.createTable(withCollations(previous, next), newName));
        if (identity) {
            statements.add("SET IDENTITY_INSERT " + newName + " ON");
        }
        statements.add(copyRows(common, oldName, newName));
        if (identity) {
            statements.add("SET IDENTITY_INSERT " + newName + " OFF");
        }
        statements.add(SqlserverRenderer.dropTable(previous.name(), before));
        statements.add("EXEC " + (server.lettersCount() ? "sp_rename" : "SP_RENAME") + " N" + after.path(temporary)
                + ", N" + SqlserverLiterals.quote(next.name().name()));
        next.indexes().stream()
                .filter(index -> !SqlserverIndexes.isConstraint(index))
                .map(index -> SqlserverIndexes.create(next.name(), index, after))
                .forEach(statements::add);
    }

    /** The new table, whose text columns keep the collations that they had. */
    private static Table withCollations(Table previous, Table next) {
        List<Column> columns = next.columns().stream()
                .map(column -> previous.column(column.name())
                        .flatMap(SqlserverCollation::of)
                        .map(collation -> new Column(
                                column.name(),
                                column.type(),
                                column.defaultValue(),
                                column.defaultName(),
                                column.autoIncrement(),
                                List.of(collation)))
                        .orElse(column))
                .toList();
        return Table.of(next.name(), columns, next.primaryKey(), next.indexes(), next.foreignKeys());
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
     * @param position of the table in its step: a batch can declare a variable once only
     * @param server   the recorded text, which knows no database, writes their names without brackets
     */
    private static String dropConstraints(ObjectName table, int position, Server server, SqlserverNames names) {
        String variable = position == 0 ? "@SQL" : "@SQL" + (position + 1);
        String text = """
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
                        SqlserverLiterals.text(table.name()),
                        SqlserverLiterals.text(names.namespace(table)),
                        server.known() ? "QUOTENAME(OBJECT_NAME(OBJECT_ID))" : "OBJECT_NAME(OBJECT_ID)");
        return server.lettersCount() ? inSmallLetters(text) : text;
    }

    /** The names of the catalog as it has them itself. */
    private static String inSmallLetters(String text) {
        return text.replace("SYS.OBJECTS", "sys.objects")
                .replace("TYPE_DESC", "type_desc")
                .replace("(PARENT_OBJECT_ID)", "(parent_object_id)")
                .replace("(OBJECT_ID)", "(object_id)")
                .replace("(SCHEMA_ID)", "(schema_id)");
    }

    private static String copyRows(List<Column> common, String from, String to) {
        String columns = common.stream()
                .map(column -> SqlserverNames.quote(column.name()))
                .collect(Collectors.joining(","));
        String insert = "INSERT INTO " + to + " (" + columns + ") SELECT " + columns + " FROM " + from
                + " WITH (holdlock tablockx)";
        return "IF EXISTS(SELECT * FROM " + from + ")\n    EXEC(" + SqlserverLiterals.text(insert) + ")";
    }
}
