package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.change.TableRedefinition;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.View;
import dev.gnomon.engine.support.SqlText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Builds tables anew: create, copy, drop, rename.
 *
 * <p>Foreign keys are off meanwhile, since dropping a table deletes its rows first, and that would
 * fire the cascades of the tables that refer to it.
 */
final class SqliteTableRedefinition {
    private final DatabaseSchema before;
    private final List<String> statements = new ArrayList<>();
    private final Set<String> takenNames;

    private SqliteTableRedefinition(DatabaseSchema before, DatabaseSchema after) {
        this.before = before;
        this.takenNames = new LinkedHashSet<>();
        before.tables().forEach(table -> takenNames.add(lower(table.name().name())));
        after.tables().forEach(table -> takenNames.add(lower(table.name().name())));
    }

    static List<String> render(List<TableRedefinition> redefinitions, DatabaseSchema before, DatabaseSchema after) {
        SqliteTableRedefinition rebuild = new SqliteTableRedefinition(before, after);
        rebuild.add("PRAGMA defer_foreign_keys=ON");
        rebuild.add("PRAGMA foreign_keys=OFF");
        boolean othersRefer = redefinitions.stream()
                .anyMatch(redefinition -> rebuild.isUsedElsewhere(
                        redefinition.table().before().name().name()));
        if (othersRefer) {
            // Otherwise SQLite checks all views and triggers while the table of the old name is gone.
            rebuild.add("PRAGMA legacy_alter_table=ON");
        }
        redefinitions.forEach(redefinition -> rebuild.rebuild(
                redefinition.table().before(), redefinition.table().after()));
        if (othersRefer) {
            rebuild.add("PRAGMA legacy_alter_table=OFF");
        }
        rebuild.add("PRAGMA foreign_keys=ON");
        rebuild.add("PRAGMA defer_foreign_keys=OFF");
        return List.copyOf(rebuild.statements);
    }

    private void rebuild(Table old, Table target) {
        SqliteKeptFeatures kept = SqliteKeptFeatures.between(old, target);
        String name = target.name().name();
        String temporary = freeName(name);
        add(SqliteTableDefinition.createTable(temporary, withOriginalDefaults(old, target), kept));
        carryNumbers(old, target, kept, temporary);
        copyRows(old, target, temporary);
        add("DROP TABLE " + SqliteNames.quote(old.name().name()));
        add("ALTER TABLE " + SqliteNames.quote(temporary) + " RENAME TO " + SqliteNames.quote(name));
        for (Index index : target.indexes()) {
            Optional<String> definition = kept.definition(index);
            if (definition.isPresent()) {
                add(definition.get());
            } else {
                statements.addAll(SqliteIndexes.create(name, index));
            }
        }
        statements.addAll(kept.unmodelledIndexes());
        kept.triggers().forEach(trigger -> add(trigger.sql()));
    }

    /** Numbers that were given out once are not given out again, though their rows are gone. */
    private void carryNumbers(Table old, Table target, SqliteKeptFeatures kept, String temporary) {
        boolean goesOn = target.columns().stream()
                .anyMatch(
                        column -> SqliteTableDefinition.isNumbered(column, target) && kept.remembersNumbersOf(column));
        if (goesOn) {
            // Before the rows are copied: the database then goes on with this number, and takes it along when the
            // table gets its name.
            add("INSERT INTO \"sqlite_sequence\" (\"name\", \"seq\") SELECT " + SqlText.literal(temporary)
                    + ", \"seq\" FROM \"sqlite_sequence\" WHERE \"name\" = "
                    + SqlText.literal(old.name().name()));
        }
    }

    private void copyRows(Table old, Table target, String temporary) {
        List<Column> common = target.columns().stream()
                .filter(column -> old.column(column.name()).isPresent())
                .sorted(Comparator.comparing(Column::name, SqliteTableRedefinition::compareBytes))
                .toList();
        if (common.isEmpty()) {
            return;
        }
        String selected = common.stream()
                .map(column -> selected(old.column(column.name()).orElseThrow(), column))
                .collect(Collectors.joining(", "));
        add("INSERT INTO " + SqliteNames.quote(temporary) + " ("
                + SqliteNames.list(common.stream().map(Column::name).toList()) + ") SELECT " + selected
                + " FROM "
                + SqliteNames.quote(old.name().name()));
    }

    private static String selected(Column old, Column target) {
        String name = SqliteNames.quote(target.name());
        boolean becomesRequired = old.arity() == Arity.NULLABLE && target.arity() == Arity.REQUIRED;
        return SqliteLiterals.render(target)
                .filter(value -> becomesRequired)
                .map(value -> "coalesce(" + name + ", " + value + ") AS " + name)
                .orElse(name);
    }

    /** A default that was an expression, and that the engine knows as a value, stays that expression. */
    private static Table withOriginalDefaults(Table old, Table target) {
        List<Column> columns = target.columns().stream()
                .map(column -> old.column(column.name())
                        .filter(previous -> previous.defaultValue().equals(column.defaultValue()))
                        .flatMap(SqliteLiterals::originalExpression)
                        .map(column::withDefault)
                        .orElse(column))
                .toList();
        return new Table(
                target.name(),
                columns,
                target.primaryKey(),
                target.indexes(),
                target.foreignKeys(),
                target.unmodelled(),
                target.dialectObjects());
    }

    /** Whether a view, or a trigger of another table, mentions a table. */
    private boolean isUsedElsewhere(String table) {
        return before.views().stream()
                        .map(View::definition)
                        .flatMap(Optional::stream)
                        .anyMatch(sql -> mentions(sql, table))
                || before.tables().stream()
                        .filter(other -> !other.name().name().equals(table))
                        .flatMap(other -> other.dialectObjects().stream())
                        .anyMatch(object -> object instanceof SqliteTrigger trigger && mentions(trigger.sql(), table));
    }

    private static boolean mentions(String sql, String table) {
        return lower(sql).contains(lower(table));
    }

    private String freeName(String table) {
        String name = "new_" + table;
        while (!takenNames.add(lower(name))) {
            name = "new_" + name;
        }
        return name;
    }

    /** Names sort by their UTF-8 bytes, which is the order of code points. */
    private static int compareBytes(String left, String right) {
        return java.util.Arrays.compareUnsigned(
                left.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                right.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private void add(String statement) {
        statements.add(statement);
    }
}
