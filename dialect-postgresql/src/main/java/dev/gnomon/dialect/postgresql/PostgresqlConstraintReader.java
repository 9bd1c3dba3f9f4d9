package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.DialectObject;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.OperatorClass;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.SortOrder;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.UnmodelledFeature;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Gathers the keys, indexes and constraints of the tables and puts the tables together. */
final class PostgresqlConstraintReader {

    private static final int DESCENDING = 1;
    private static final int NULLS_FIRST = 2;

    /** The access methods by name, as the schema language writes them; BTree is the usual one. */
    private static final Map<String, Optional<String>> ALGORITHMS = Map.of(
            "btree", Optional.empty(),
            "hash", Optional.of("Hash"),
            "gist", Optional.of("Gist"),
            "gin", Optional.of("Gin"),
            "spgist", Optional.of("SpGist"),
            "brin", Optional.of("Brin"));

    /** What belongs to one table, by name where the catalog sorts it. */
    private static final class Parts {
        private Optional<PrimaryKey> primaryKey = Optional.empty();
        private final Map<String, IndexParts> indexes = new LinkedHashMap<>();
        private final List<ForeignKey> foreignKeys = new ArrayList<>();
        private final List<UnmodelledFeature> checks = new ArrayList<>();
        private final List<UnmodelledFeature> exclusions = new ArrayList<>();
        private final List<DialectObject> dialectObjects = new ArrayList<>();
        private final List<UnmodelledFeature> deferrableKeys = new ArrayList<>();
        private final List<UnmodelledFeature> deferrableForeignKeys = new ArrayList<>();
    }

    /** An index while its columns come in. */
    private static final class IndexParts {
        private final String algorithm;
        private final boolean unique;
        private final boolean hidden;
        private final boolean constraint;
        private final Optional<String> predicate;
        private final List<IndexColumn> columns = new ArrayList<>();
        private final List<String> columnsWithOtherNullOrder = new ArrayList<>();
        private boolean hasExpression;

        IndexParts(ResultSet row) throws SQLException {
            algorithm = row.getString("amname");
            unique = row.getBoolean("indisunique");
            // The primary key and exclusion constraints are read as constraints.
            hidden = row.getBoolean("indisprimary") || row.getBoolean("indisexclusion");
            constraint = row.getBoolean("is_constraint");
            predicate = Optional.ofNullable(row.getString("predicate"));
        }

        void addColumn(ResultSet row) throws SQLException {
            String column = row.getString("attname");
            if (column == null) {
                hasExpression = true;
                return;
            }
            int option = row.getInt("option");
            boolean ordered = algorithm.equals("btree");
            Optional<SortOrder> order = ordered
                    ? Optional.of((option & DESCENDING) != 0 ? SortOrder.DESCENDING : SortOrder.ASCENDING)
                    : Optional.empty();
            if (ordered && ((option & DESCENDING) != 0) != ((option & NULLS_FIRST) != 0)) {
                columnsWithOtherNullOrder.add(column);
            }
            columns.add(new IndexColumn(
                    column,
                    order,
                    Optional.empty(),
                    operatorClass(row.getString("opcname"), row.getBoolean("opcdefault"), ordered)));
        }

        /** No schema has to name the class of an ordered index, and one that is there by hand stays. */
        private static Optional<OperatorClass> operatorClass(@Nullable String name, boolean usual, boolean ordered) {
            return Optional.ofNullable(name).map(known -> new OperatorClass(known, usual || ordered, usual));
        }
    }

    private final Map<Long, PostgresqlRelation> relations;
    private final BiFunction<String, String, ObjectName> names;
    private final Set<String> namespaces;
    private final Map<Long, Parts> partsOfTables = new HashMap<>();

    PostgresqlConstraintReader(
            Map<Long, PostgresqlRelation> relations,
            BiFunction<String, String, ObjectName> names,
            Set<String> namespaces) {
        this.relations = relations;
        this.names = names;
        this.namespaces = namespaces;
    }

    private Parts parts(long relation) {
        return partsOfTables.computeIfAbsent(relation, ignored -> new Parts());
    }

    void addConstraint(ResultSet row) throws SQLException {
        long relationId = row.getLong("conrelid");
        PostgresqlRelation relation = relations.get(relationId);
        if (relation == null) {
            return;
        }
        Parts parts = parts(relationId);
        String name = row.getString("conname");
        boolean deferrable = row.getBoolean("condeferrable");
        UnmodelledFeature deferral = UnmodelledFeature.of(UnmodelledFeature.Kind.DEFERRABLE_CONSTRAINT, name);
        switch (row.getString("contype")) {
            case "p" -> {
                parts.primaryKey = Optional.of(PrimaryKey.of(
                        Optional.of(name),
                        PostgresqlCatalogQueries.parts(row.getString("columns")).toArray(String[]::new)));
                if (deferrable) {
                    parts.deferrableKeys.add(deferral);
                }
            }
            case "u" -> {
                if (deferrable) {
                    parts.deferrableKeys.add(deferral);
                }
            }
            case "f" -> {
                parts.foreignKeys.add(foreignKey(relation, row));
                if (deferrable) {
                    parts.deferrableForeignKeys.add(deferral);
                }
            }
            case "c" -> {
                parts.checks.add(UnmodelledFeature.of(UnmodelledFeature.Kind.CHECK_CONSTRAINT, name));
                parts.dialectObjects.add(tableConstraint("check constraint", row));
            }
            case "x" -> {
                parts.exclusions.add(UnmodelledFeature.of(UnmodelledFeature.Kind.EXCLUSION_CONSTRAINT, name));
                parts.dialectObjects.add(tableConstraint("exclusion constraint", row));
            }
            default -> throw new IllegalStateException("constraint " + name + " of a kind that was not asked for");
        }
    }

    /** Expressions without a column have no list of them. */
    private static PostgresqlTableConstraint tableConstraint(String kind, ResultSet row) throws SQLException {
        String columns = row.getString("columns");
        return new PostgresqlTableConstraint(
                kind, row.getString("conname"), columns == null ? List.of() : PostgresqlCatalogQueries.parts(columns));
    }

    private ForeignKey foreignKey(PostgresqlRelation relation, ResultSet row) throws SQLException {
        String targetNamespace = row.getString("target_namespace");
        String targetTable = row.getString("target_table");
        String name = row.getString("conname");
        if (!namespaces.contains(targetNamespace)) {
            String inconsistent = "The schema of the introspected database was inconsistent: ";
            throw new GnomonException(
                    EngineErrorCode.SCHEMA_INCONSISTENT,
                    // The words come twice in Prisma's message too.
                    inconsistent + inconsistent
                            + "Cross schema references are only allowed when the target schema is listed in the schemas"
                            + " property of your datasource. `" + relation.namespace() + "."
                            + relation.name().name() + "` points to `" + targetNamespace + "." + targetTable
                            + "` in constraint `" + name + "`. Please add `" + targetNamespace
                            + "` to your `schemas` property and run this command again.",
                    "");
        }
        return new ForeignKey(
                Optional.of(name),
                PostgresqlCatalogQueries.parts(row.getString("columns")),
                names.apply(targetNamespace, targetTable),
                PostgresqlCatalogQueries.parts(row.getString("target_columns")),
                action(row.getString("confdeltype")),
                action(row.getString("confupdtype")));
    }

    private static ReferentialAction action(String code) {
        return switch (code) {
            case "r" -> ReferentialAction.RESTRICT;
            case "c" -> ReferentialAction.CASCADE;
            case "n" -> ReferentialAction.SET_NULL;
            case "d" -> ReferentialAction.SET_DEFAULT;
            default -> ReferentialAction.NO_ACTION;
        };
    }

    void addIndexColumn(ResultSet row) throws SQLException {
        long relationId = row.getLong("indrelid");
        if (!relations.containsKey(relationId)) {
            return;
        }
        Map<String, IndexParts> indexes = parts(relationId).indexes;
        String name = row.getString("relname");
        IndexParts index = indexes.get(name);
        if (index == null) {
            index = new IndexParts(row);
            indexes.put(name, index);
        }
        index.addColumn(row);
    }

    void addColumnUse(ResultSet row) throws SQLException {
        long relationId = row.getLong("refobjid");
        if (relations.containsKey(relationId)) {
            parts(relationId)
                    .dialectObjects
                    .add(new PostgresqlColumnUse(
                            PostgresqlColumnUse.Kind.valueOf(row.getString("kind")),
                            row.getString("name"),
                            row.getString("attname")));
        }
    }

    /** The table with all that belongs to it; to be asked for when everything was added. */
    Table table(PostgresqlRelation relation, long relationId) {
        Parts parts = parts(relationId);
        List<Index> indexes = new ArrayList<>();
        List<UnmodelledFeature> expressionIndexes = new ArrayList<>();
        List<UnmodelledFeature> nullOrders = new ArrayList<>();
        parts.indexes.forEach((name, index) -> {
            if (index.hidden) {
                return;
            }
            if (index.hasExpression) {
                expressionIndexes.add(UnmodelledFeature.of(UnmodelledFeature.Kind.EXPRESSION_INDEX, name));
                return;
            }
            Optional<String> algorithm = ALGORITHMS.get(index.algorithm);
            if (algorithm == null) {
                // An extension's access method, which the schema language cannot say: left alone.
                return;
            }
            index.columnsWithOtherNullOrder.forEach(column -> nullOrders.add(new UnmodelledFeature(
                    UnmodelledFeature.Kind.NULL_SORT_ORDER, Optional.of(name), Optional.of(column))));
            indexes.add(new Index(
                    name,
                    index.unique ? Index.Kind.UNIQUE : Index.Kind.NORMAL,
                    index.columns,
                    algorithm,
                    index.predicate,
                    Optional.empty(),
                    index.constraint));
        });
        List<UnmodelledFeature> unmodelled = new ArrayList<>();
        unmodelled.addAll(parts.checks);
        unmodelled.addAll(parts.exclusions);
        unmodelled.addAll(parts.deferrableKeys);
        unmodelled.addAll(parts.deferrableForeignKeys);
        unmodelled.addAll(expressionIndexes);
        unmodelled.addAll(nullOrders);
        unmodelled.addAll(relation.unmodelled());
        return new Table(
                relation.name(),
                relation.columns(),
                parts.primaryKey,
                indexes,
                parts.foreignKeys,
                unmodelled,
                parts.dialectObjects);
    }
}
