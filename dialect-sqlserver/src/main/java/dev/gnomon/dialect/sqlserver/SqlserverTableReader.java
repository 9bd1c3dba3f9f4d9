package dev.gnomon.dialect.sqlserver;

import dev.gnomon.dialect.sqlserver.SqlserverCatalog.ColumnRow;
import dev.gnomon.dialect.sqlserver.SqlserverCatalog.FeatureRow;
import dev.gnomon.dialect.sqlserver.SqlserverCatalog.ForeignKeyRow;
import dev.gnomon.dialect.sqlserver.SqlserverCatalog.IndexRow;
import dev.gnomon.dialect.sqlserver.SqlserverCatalog.Place;
import dev.gnomon.engine.model.Column;
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
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes tables of the rows of the catalog. */
final class SqlserverTableReader {

    private final String defaultNamespace;
    private final String databaseCollation;
    private final Map<Place, List<ColumnRow>> columns;
    private final Map<Place, List<IndexRow>> indexes;
    private final Map<Place, List<ForeignKeyRow>> foreignKeys;
    private final Map<Place, List<FeatureRow>> checks;
    private final Map<Place, List<FeatureRow>> triggers;

    SqlserverTableReader(SqlserverCatalog catalog, String defaultNamespace, String databaseCollation)
            throws SQLException {
        this.defaultNamespace = defaultNamespace;
        this.databaseCollation = databaseCollation;
        this.columns = byTable(catalog.columns(), ColumnRow::table);
        this.indexes = byTable(catalog.indexes(), IndexRow::table);
        this.foreignKeys = byTable(catalog.foreignKeys(), ForeignKeyRow::table);
        this.checks = byTable(catalog.checks(), FeatureRow::table);
        this.triggers = byTable(catalog.triggers(), FeatureRow::table);
    }

    private static <T> Map<Place, List<T>> byTable(List<T> rows, Function<T, Place> table) {
        Map<Place, List<T>> grouped = new HashMap<>();
        for (T row : rows) {
            grouped.computeIfAbsent(table.apply(row), place -> new ArrayList<>())
                    .add(row);
        }
        return grouped;
    }

    /** A name as the model has it: without the default namespace. */
    ObjectName name(Place place) {
        return place.namespace().equals(defaultNamespace)
                ? ObjectName.of(place.name())
                : ObjectName.of(place.namespace(), place.name());
    }

    /** The columns of a table or view. */
    List<Column> columns(Place place) {
        return columns.getOrDefault(place, List.of()).stream()
                .map(column -> SqlserverColumnReader.read(column, databaseCollation))
                .toList();
    }

    Table table(Place place) {
        List<IndexRow> keys = indexes.getOrDefault(place, List.of());
        return new Table(
                name(place),
                columns(place),
                primaryKey(keys),
                indexes(keys),
                foreignKeys(foreignKeys.getOrDefault(place, List.of())),
                unmodelled(
                        columns.getOrDefault(place, List.of()),
                        checks.getOrDefault(place, List.of()),
                        triggers.getOrDefault(place, List.of())),
                List.of());
    }

    private static List<UnmodelledFeature> unmodelled(
            List<ColumnRow> columns, List<FeatureRow> checks, List<FeatureRow> triggers) {
        List<UnmodelledFeature> features = new ArrayList<>();
        for (ColumnRow column : columns) {
            if (column.computed().isPresent()) {
                features.add(new UnmodelledFeature(
                        UnmodelledFeature.Kind.GENERATED_COLUMN, Optional.empty(), Optional.of(column.name())));
            }
        }
        for (FeatureRow check : checks) {
            features.add(UnmodelledFeature.of(UnmodelledFeature.Kind.CHECK_CONSTRAINT, check.name()));
        }
        for (FeatureRow trigger : triggers) {
            features.add(UnmodelledFeature.of(UnmodelledFeature.Kind.TRIGGER, trigger.name()));
        }
        return features;
    }

    private static Optional<PrimaryKey> primaryKey(List<IndexRow> rows) {
        List<IndexRow> own = rows.stream().filter(IndexRow::primaryKey).toList();
        return own.isEmpty()
                ? Optional.empty()
                : Optional.of(new PrimaryKey(
                        Optional.of(own.getFirst().name()),
                        own.stream().map(SqlserverTableReader::indexColumn).toList(),
                        Optional.of(own.getFirst().clustered())));
    }

    private static List<Index> indexes(List<IndexRow> rows) {
        Map<String, List<IndexRow>> byName = new LinkedHashMap<>();
        for (IndexRow row : rows) {
            if (!row.primaryKey()) {
                byName.computeIfAbsent(row.name(), name -> new ArrayList<>()).add(row);
            }
        }
        List<Index> indexes = new ArrayList<>();
        byName.forEach((name, columns) -> {
            IndexRow first = columns.getFirst();
            indexes.add(new Index(
                    name,
                    first.unique() ? Index.Kind.UNIQUE : Index.Kind.NORMAL,
                    columns.stream()
                            .filter(column -> !column.included())
                            .map(SqlserverTableReader::indexColumn)
                            .toList(),
                    Optional.empty(),
                    first.filter().map(SqlserverExpressions::withoutParentheses),
                    Optional.of(first.clustered()),
                    first.constraint(),
                    columns.stream()
                            .filter(IndexRow::included)
                            .map(IndexRow::column)
                            .toList(),
                    List.of()));
        });
        return indexes;
    }

    private static IndexColumn indexColumn(IndexRow row) {
        return new IndexColumn(
                row.column(),
                Optional.of(row.descending() ? SortOrder.DESCENDING : SortOrder.ASCENDING),
                Optional.empty(),
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
                    name(first.referenced()),
                    columns.stream().map(ForeignKeyRow::referencedColumn).toList(),
                    action(first.onDelete()),
                    action(first.onUpdate())));
        });
        return keys;
    }

    private static ReferentialAction action(String description) {
        return switch (description) {
            case "CASCADE" -> ReferentialAction.CASCADE;
            case "SET_NULL" -> ReferentialAction.SET_NULL;
            case "SET_DEFAULT" -> ReferentialAction.SET_DEFAULT;
            default -> ReferentialAction.NO_ACTION;
        };
    }
}
