package dev.gnomon.dialect.sqlserver;

import dev.gnomon.dialect.sqlserver.SqlserverCatalog.ColumnRow;
import dev.gnomon.dialect.sqlserver.SqlserverCatalog.FeatureRow;
import dev.gnomon.dialect.sqlserver.SqlserverCatalog.ForeignKeyRow;
import dev.gnomon.dialect.sqlserver.SqlserverCatalog.IndexRow;
import dev.gnomon.dialect.sqlserver.SqlserverCatalog.Place;
import dev.gnomon.dialect.sqlserver.SqlserverCatalog.TableRow;
import dev.gnomon.dialect.sqlserver.SqlserverCatalog.TypeRow;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.Introspector;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.SortOrder;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.UnmodelledFeature;
import dev.gnomon.engine.model.UserDefinedType;
import dev.gnomon.engine.model.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the namespaces of a scope. */
final class SqlserverIntrospector implements Introspector {

    @Override
    public DatabaseSchema introspect(Connection connection, IntrospectionScope scope) throws SQLException {
        String defaultNamespace = scope.defaultNamespace().isPresent()
                ? scope.defaultNamespace().get()
                : SqlserverSession.namespace(connection);
        List<String> wanted = scope.namespaces().isEmpty() ? List.of(defaultNamespace) : scope.namespaces();
        SqlserverCatalog catalog = new SqlserverCatalog(connection, wanted);
        SqlserverFacts facts = SqlserverSession.facts(connection);
        List<String> existing = catalog.namespaces();
        List<TableRow> found = catalog.tables();
        Map<Place, List<ColumnRow>> columns = byTable(catalog.columns(), ColumnRow::table);
        Map<Place, List<IndexRow>> indexes = byTable(catalog.indexes(), IndexRow::table);
        Map<Place, List<ForeignKeyRow>> foreignKeys = byTable(catalog.foreignKeys(), ForeignKeyRow::table);
        Map<Place, List<FeatureRow>> checks = byTable(catalog.checks(), FeatureRow::table);
        Map<Place, List<FeatureRow>> triggers = byTable(catalog.triggers(), FeatureRow::table);

        Names names = new Names(defaultNamespace);
        List<Table> tables = new ArrayList<>();
        List<View> views = new ArrayList<>();
        for (TableRow row : found) {
            List<ColumnRow> own = columns.getOrDefault(row.place(), List.of());
            List<Column> read = own.stream()
                    .map(column -> SqlserverColumnReader.read(column, facts.collation()))
                    .toList();
            if (row.view()) {
                views.add(new View(names.of(row.place()), read, row.definition()));
                continue;
            }
            List<IndexRow> keys = indexes.getOrDefault(row.place(), List.of());
            tables.add(new Table(
                    names.of(row.place()),
                    read,
                    primaryKey(keys),
                    indexes(keys),
                    foreignKeys(foreignKeys.getOrDefault(row.place(), List.of()), names),
                    unmodelled(
                            own,
                            checks.getOrDefault(row.place(), List.of()),
                            triggers.getOrDefault(row.place(), List.of())),
                    List.of()));
        }
        return DatabaseSchema.builder()
                .defaultNamespace(Optional.of(defaultNamespace))
                .namespaces(existing)
                .tables(tables)
                .views(views)
                .userDefinedTypes(catalog.types().stream()
                        .map(type -> new UserDefinedType(names.of(type.place()), definition(type)))
                        .toList())
                .dialectObjects(List.of(facts))
                .build();
    }

    private static <T> Map<Place, List<T>> byTable(List<T> rows, Function<T, Place> table) {
        Map<Place, List<T>> grouped = new HashMap<>();
        for (T row : rows) {
            grouped.computeIfAbsent(table.apply(row), place -> new ArrayList<>())
                    .add(row);
        }
        return grouped;
    }

    private static Optional<String> definition(TypeRow type) {
        return type.base()
                .flatMap(base -> SqlserverTypeReader.known(base, type.maxLength(), type.precision(), type.scale()))
                .map(known -> known.nativeType() + (type.nullable() ? "" : " NOT NULL"));
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

    // --- keys ---

    private static Optional<PrimaryKey> primaryKey(List<IndexRow> rows) {
        List<IndexRow> own = rows.stream().filter(IndexRow::primaryKey).toList();
        return own.isEmpty()
                ? Optional.empty()
                : Optional.of(new PrimaryKey(
                        Optional.of(own.getFirst().name()),
                        own.stream().map(SqlserverIntrospector::indexColumn).toList(),
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
                            .map(SqlserverIntrospector::indexColumn)
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

    private static List<ForeignKey> foreignKeys(List<ForeignKeyRow> rows, Names names) {
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
                    names.of(first.referenced()),
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

    /** Names as the model has them: without the default namespace. */
    private record Names(String defaultNamespace) {

        ObjectName of(Place place) {
            return place.namespace().equals(defaultNamespace)
                    ? ObjectName.of(place.name())
                    : ObjectName.of(place.namespace(), place.name());
        }
    }
}
