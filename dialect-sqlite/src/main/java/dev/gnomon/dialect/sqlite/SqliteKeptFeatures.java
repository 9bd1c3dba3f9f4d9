package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DialectObject;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.Table;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an introspected table has that the schema language cannot say, and that has to survive when the
 * table is built anew. What names a column that is dropped goes with that column.
 *
 * @param before  the table as it was read
 * @param dropped the names of the columns that go, in lower case
 */
record SqliteKeptFeatures(Optional<Table> before, Set<String> dropped) {
    private static final Set<String> STRICT_TYPES = Set.of("INTEGER", "INT", "REAL", "TEXT", "BLOB", "ANY");

    /** The generated columns alone of a table that is made in another database than it was found in. */
    static SqliteKeptFeatures generatedOf(Table table) {
        List<DialectObject> generated = table.dialectObjects().stream()
                .filter(SqliteGeneratedColumn.class::isInstance)
                .toList();
        return new SqliteKeptFeatures(
                Optional.of(new Table(
                        table.name(), List.of(), Optional.empty(), List.of(), List.of(), List.of(), generated)),
                Set.of());
    }

    static SqliteKeptFeatures between(Table before, Table after) {
        Set<String> dropped = names(before);
        dropped.removeAll(names(after));
        return new SqliteKeptFeatures(Optional.of(before), dropped);
    }

    /** What a table loses along with these columns, as descriptions. */
    static List<String> lostWith(Table table, Set<String> columns) {
        Set<String> gone = columns.stream()
                .map(column -> column.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        SqliteKeptFeatures kept = new SqliteKeptFeatures(Optional.of(table), gone);
        return Stream.concat(
                        table.columns().stream().flatMap(column -> column.dialectObjects().stream()),
                        table.dialectObjects().stream())
                .filter(object -> !kept.survives(object))
                .map(DialectObject::describe)
                .distinct()
                .toList();
    }

    private boolean survives(DialectObject object) {
        return switch (object) {
            case SqliteCheck check -> survives(check.identifiers());
            case SqliteGeneratedColumn column -> survives(column.identifiers());
            case SqliteIndexDefinition index -> index.modelled() || survives(index.identifiers());
            default -> true;
        };
    }

    private static Set<String> names(Table table) {
        return table.columns().stream()
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Collation and checks of a column, with a space in front. */
    String behindColumn(Column after) {
        StringBuilder text = new StringBuilder();
        List<DialectObject> objects = before.flatMap(table -> table.column(after.name()))
                .map(Column::dialectObjects)
                .orElse(List.of());
        for (DialectObject object : objects) {
            if (object instanceof SqliteCollation collation) {
                text.append(" COLLATE ").append(SqliteNames.quote(collation.name()));
            } else if (object instanceof SqliteCheck check && survives(check.identifiers())) {
                text.append(' ').append(check.sql());
            }
        }
        return text.toString();
    }

    /** When a foreign key is checked, with a space in front. */
    String behindForeignKey(ForeignKey foreignKey) {
        List<String> columns = foreignKey.columns().stream()
                .map(column -> column.toLowerCase(Locale.ROOT))
                .toList();
        return objects(SqliteDeferral.class).stream()
                .filter(deferral -> deferral.columns().equals(columns))
                .map(deferral -> ' ' + deferral.sql())
                .findFirst()
                .orElse("");
    }

    List<String> generatedColumns() {
        return objects(SqliteGeneratedColumn.class).stream()
                .filter(column -> survives(column.identifiers()))
                .map(SqliteGeneratedColumn::definition)
                .toList();
    }

    List<String> tableChecks() {
        return objects(SqliteCheck.class).stream()
                .filter(check -> survives(check.identifiers()))
                .map(SqliteCheck::sql)
                .toList();
    }

    /** Whether the database remembers the numbers it gave out in a column. */
    boolean remembersNumbersOf(Column column) {
        return objects(SqliteNumbering.class).stream()
                .anyMatch(numbering -> numbering.column().equals(column.name()));
    }

    List<SqliteTrigger> triggers() {
        return objects(SqliteTrigger.class);
    }

    /** The statements of the indexes that the engine does not know of. */
    List<String> unmodelledIndexes() {
        return objects(SqliteIndexDefinition.class).stream()
                .filter(index -> !index.modelled() && survives(index.identifiers()))
                .map(SqliteIndexDefinition::sql)
                .toList();
    }

    /** The statement that made an index that stays as it is, where it said more than the engine knows. */
    Optional<String> definition(Index after) {
        boolean stays = before.stream()
                .flatMap(table -> table.indexes().stream())
                .anyMatch(index -> index.name().equals(after.name())
                        && index.kind() == after.kind()
                        && index.columnNames().equals(after.columnNames()));
        return stays
                ? objects(SqliteIndexDefinition.class).stream()
                        .filter(index -> index.modelled() && index.name().equals(after.name()))
                        .map(SqliteIndexDefinition::sql)
                        .findFirst()
                : Optional.empty();
    }

    /** The words behind the closing parenthesis, with a space in front, as far as the new table allows them. */
    String options(Table after) {
        List<SqliteTableOptions> options = objects(SqliteTableOptions.class);
        boolean withoutRowid = options.stream().anyMatch(SqliteTableOptions::withoutRowid)
                && after.primaryKey().isPresent()
                && !SqliteTableDefinition.isNumbered(after);
        boolean strict = options.stream().anyMatch(SqliteTableOptions::strict)
                && after.columns().stream()
                        .allMatch(column -> STRICT_TYPES.contains(SqliteTableDefinition.type(column, after)));
        return withoutRowid && strict
                ? " WITHOUT ROWID, STRICT"
                : withoutRowid ? " WITHOUT ROWID" : strict ? " STRICT" : "";
    }

    private boolean survives(Collection<String> identifiers) {
        return identifiers.stream().noneMatch(dropped::contains);
    }

    private <T extends DialectObject> List<T> objects(Class<T> type) {
        return before.stream()
                .flatMap(table -> table.dialectObjects().stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
