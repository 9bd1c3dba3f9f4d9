package dev.gnomon.dialect.mysql;

import dev.gnomon.dialect.mysql.MysqlCatalog.ColumnRow;
import dev.gnomon.dialect.mysql.MysqlCatalog.FeatureRow;
import dev.gnomon.dialect.mysql.MysqlCatalog.ForeignKeyRow;
import dev.gnomon.dialect.mysql.MysqlCatalog.IndexRow;
import dev.gnomon.dialect.mysql.MysqlCatalog.TableRow;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.SortOrder;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.UnmodelledFeature;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes tables of the rows of the catalog. */
final class MysqlTableReader {

    private static final String PRIMARY = "PRIMARY";

    private final MysqlColumnReader reader;
    private final Names names;
    private final Map<String, List<ColumnRow>> columns;
    private final Map<String, List<IndexRow>> indexes;
    private final Map<String, List<ForeignKeyRow>> foreignKeys;
    private final Map<String, List<FeatureRow>> checks;
    private final Map<String, List<FeatureRow>> triggers;

    MysqlTableReader(
            MysqlCatalog catalog, MysqlFacts facts, String database, List<TableRow> tables, List<ColumnRow> columnRows)
            throws SQLException {
        this.reader = new MysqlColumnReader(facts.mariaDb());
        this.names = new Names(database, facts, tables);
        this.indexes = byTable(catalog.indexes(), row -> names.stored(row.table()));
        this.foreignKeys = byTable(catalog.foreignKeys(), row -> names.stored(row.table()));
        this.checks = byTable(catalog.checks(), row -> names.stored(row.table()));
        this.triggers = byTable(catalog.triggers(), row -> names.stored(row.table()));
        this.columns = byTable(columnRows, row -> names.stored(row.table()));
    }

    private static <T> Map<String, List<T>> byTable(List<T> rows, Function<T, String> table) {
        Map<String, List<T>> grouped = new HashMap<>();
        for (T row : rows) {
            grouped.computeIfAbsent(table.apply(row), name -> new ArrayList<>()).add(row);
        }
        return grouped;
    }

    /** The enums of the columns read so far, one a column. */
    List<EnumType> enums() {
        return reader.enums();
    }

    /** The columns of a table or view. */
    List<Column> columns(TableRow row) {
        List<FeatureRow> conditions = checks.getOrDefault(row.name(), List.of());
        return columns.getOrDefault(row.name(), List.of()).stream()
                .map(column -> reader.read(column, row.collation(), ofColumn(column, conditions)))
                .toList();
    }

    Table table(TableRow row) {
        List<ColumnRow> own = columns.getOrDefault(row.name(), List.of());
        List<IndexRow> indexRows = indexes.getOrDefault(row.name(), List.of());
        List<UnmodelledFeature> unmodelled = new ArrayList<>();
        unmodelled(row, own, unmodelled);
        checks(own, checks.getOrDefault(row.name(), List.of()), unmodelled);
        triggers.getOrDefault(row.name(), List.of())
                .forEach(trigger ->
                        unmodelled.add(UnmodelledFeature.of(UnmodelledFeature.Kind.TRIGGER, trigger.name())));
        List<Index> readIndexes = indexes(indexRows, unmodelled);
        return new Table(
                ObjectName.of(row.name()),
                columns(row),
                primaryKey(indexRows),
                readIndexes,
                foreignKeys(foreignKeys.getOrDefault(row.name(), List.of())),
                unmodelled,
                List.of());
    }

    // --- what the schema language cannot say ---

    private static void unmodelled(TableRow table, List<ColumnRow> columns, List<UnmodelledFeature> unmodelled) {
        if (table.partitioned()) {
            unmodelled.add(UnmodelledFeature.of(UnmodelledFeature.Kind.PARTITION));
        }
        if (!table.comment().isEmpty()) {
            unmodelled.add(UnmodelledFeature.of(UnmodelledFeature.Kind.COMMENT));
        }
        for (ColumnRow column : columns) {
            if (!column.comment().isEmpty()) {
                unmodelled.add(ofColumn(UnmodelledFeature.Kind.COMMENT, column));
            }
            if (column.extra().toLowerCase(Locale.ROOT).contains("on update")) {
                unmodelled.add(ofColumn(UnmodelledFeature.Kind.ON_UPDATE, column));
            }
            if (MysqlColumnReader.isGenerated(column)) {
                unmodelled.add(ofColumn(UnmodelledFeature.Kind.GENERATED_COLUMN, column));
            }
        }
    }

    private static UnmodelledFeature ofColumn(UnmodelledFeature.Kind kind, ColumnRow column) {
        return new UnmodelledFeature(kind, Optional.empty(), Optional.of(column.name()));
    }

    /** The condition that somebody wrote into a column's definition. */
    private static Optional<String> ofColumn(ColumnRow column, List<FeatureRow> checks) {
        return checks.stream()
                .filter(check -> check.ofColumn() && check.name().equals(column.name()))
                .filter(check -> !isOfJson(column, check))
                .map(FeatureRow::text)
                .findFirst();
    }

    private static boolean isOfJson(ColumnRow column, FeatureRow check) {
        return column.name().equals(check.name())
                && check.text().equalsIgnoreCase("json_valid(" + MysqlNames.quote(column.name()) + ")");
    }

    /** MariaDB checks its JSON columns, which are texts, by constraints that nobody wrote. */
    private static void checks(List<ColumnRow> columns, List<FeatureRow> checks, List<UnmodelledFeature> unmodelled) {
        for (FeatureRow check : checks) {
            boolean ofJson = columns.stream().anyMatch(column -> isOfJson(column, check));
            if (!ofJson) {
                unmodelled.add(UnmodelledFeature.of(UnmodelledFeature.Kind.CHECK_CONSTRAINT, check.name()));
            }
        }
    }

    // --- keys ---

    private static Optional<PrimaryKey> primaryKey(List<IndexRow> rows) {
        List<IndexColumn> columns = rows.stream()
                .filter(row -> row.name().equals(PRIMARY))
                .map(MysqlTableReader::indexColumn)
                .toList();
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(new PrimaryKey(Optional.empty(), columns, Optional.empty()));
    }

    private static List<Index> indexes(List<IndexRow> rows, List<UnmodelledFeature> unmodelled) {
        Map<String, List<IndexRow>> byName = new LinkedHashMap<>();
        for (IndexRow row : rows) {
            if (!row.name().equals(PRIMARY)) {
                byName.computeIfAbsent(row.name(), name -> new ArrayList<>()).add(row);
            }
        }
        List<Index> indexes = new ArrayList<>();
        byName.forEach((name, columns) -> {
            boolean expression = columns.stream().anyMatch(row -> row.column().isEmpty());
            boolean spatial = columns.getFirst().type().equals("SPATIAL");
            if (expression || spatial) {
                unmodelled.add(UnmodelledFeature.of(UnmodelledFeature.Kind.EXPRESSION_INDEX, name));
            } else {
                indexes.add(index(name, columns));
            }
        });
        return indexes;
    }

    private static Index index(String name, List<IndexRow> rows) {
        IndexRow first = rows.getFirst();
        boolean fullText = first.type().equals("FULLTEXT");
        Index.Kind kind = fullText ? Index.Kind.FULLTEXT : first.unique() ? Index.Kind.UNIQUE : Index.Kind.NORMAL;
        return new Index(
                name,
                kind,
                rows.stream().map(MysqlTableReader::indexColumn).toList(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static IndexColumn indexColumn(IndexRow row) {
        Optional<SortOrder> order =
                row.order().map(letter -> letter.equals("D") ? SortOrder.DESCENDING : SortOrder.ASCENDING);
        boolean fullText = row.type().equals("FULLTEXT");
        return new IndexColumn(
                row.column().orElseThrow(),
                fullText ? Optional.empty() : order,
                fullText ? Optional.empty() : row.length(),
                Optional.empty());
    }

    private List<ForeignKey> foreignKeys(List<ForeignKeyRow> rows) {
        Map<String, List<ForeignKeyRow>> byName = new LinkedHashMap<>();
        for (ForeignKeyRow row : rows) {
            byName.computeIfAbsent(row.name(), name -> new ArrayList<>()).add(row);
        }
        List<ForeignKey> keys = new ArrayList<>();
        byName.forEach((name, columns) -> {
            ForeignKeyRow first = columns.getFirst();
            keys.add(new ForeignKey(
                    Optional.of(name),
                    columns.stream().map(ForeignKeyRow::column).toList(),
                    names.table(first.referencedSchema(), first.referencedTable()),
                    columns.stream().map(ForeignKeyRow::referencedColumn).toList(),
                    action(first.onDelete()),
                    action(first.onUpdate())));
        });
        return keys;
    }

    private static ReferentialAction action(String rule) {
        return switch (rule) {
            case "CASCADE" -> ReferentialAction.CASCADE;
            case "SET NULL" -> ReferentialAction.SET_NULL;
            case "SET DEFAULT" -> ReferentialAction.SET_DEFAULT;
            case "RESTRICT" -> ReferentialAction.RESTRICT;
            default -> ReferentialAction.NO_ACTION;
        };
    }

    /**
     * Finds a table by the name that another part of the catalog has for it, which may differ in upper and lower
     * case.
     */
    private static final class Names {

        private final String database;
        private final boolean ignoresCase;
        private final Map<String, String> tables = new HashMap<>();

        Names(String database, MysqlFacts facts, List<TableRow> rows) {
            this.database = database;
            this.ignoresCase = facts.ignoresCase();
            rows.forEach(row -> tables.put(key(row.name()), row.name()));
        }

        ObjectName table(String schema, String name) {
            return key(schema).equals(key(database)) ? ObjectName.of(stored(name)) : ObjectName.of(schema, name);
        }

        String stored(String name) {
            return tables.getOrDefault(key(name), name);
        }

        private String key(String name) {
            return ignoresCase ? name.toLowerCase(Locale.ROOT) : name;
        }
    }
}
