package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.model.DialectObject;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.ReferentialAction;
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
import java.util.function.BiFunction;

/** Gathers the keys, indexes and constraints of the tables and puts the tables together. */
final class PostgresqlTableReader {

    private static final String MATCH_FULL = "f";

    /** What belongs to one table, by name where the catalog sorts it. */
    private static final class Parts {
        private Optional<PrimaryKey> primaryKey = Optional.empty();
        private final Map<String, PostgresqlIndexParts> indexes = new LinkedHashMap<>();
        private final List<ForeignKey> foreignKeys = new ArrayList<>();
        private final List<UnmodelledFeature> checks = new ArrayList<>();
        private final List<UnmodelledFeature> exclusions = new ArrayList<>();
        private final List<DialectObject> dialectObjects = new ArrayList<>();
        private final List<UnmodelledFeature> deferrableKeys = new ArrayList<>();
        private final List<UnmodelledFeature> deferrableForeignKeys = new ArrayList<>();
        private final List<UnmodelledFeature> fullMatches = new ArrayList<>();
    }

    private final Map<Long, PostgresqlRelation> relations;
    private final BiFunction<String, String, ObjectName> names;
    private final Map<Long, Parts> partsOfTables = new HashMap<>();

    PostgresqlTableReader(Map<Long, PostgresqlRelation> relations, BiFunction<String, String, ObjectName> names) {
        this.relations = relations;
        this.names = names;
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
                        PostgresqlCatalog.parts(row.getString("columns")).toArray(String[]::new)));
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
                parts.foreignKeys.add(foreignKey(row));
                if (row.getString("confmatchtype").equals(MATCH_FULL)) {
                    parts.fullMatches.add(UnmodelledFeature.of(UnmodelledFeature.Kind.MATCH_FULL, name));
                }
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
                kind, row.getString("conname"), columns == null ? List.of() : PostgresqlCatalog.parts(columns));
    }

    private ForeignKey foreignKey(ResultSet row) throws SQLException {
        String targetNamespace = row.getString("target_namespace");
        String targetTable = row.getString("target_table");
        return new ForeignKey(
                Optional.of(row.getString("conname")),
                PostgresqlCatalog.parts(row.getString("columns")),
                names.apply(targetNamespace, targetTable),
                PostgresqlCatalog.parts(row.getString("target_columns")),
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
        Map<String, PostgresqlIndexParts> indexes = parts(relationId).indexes;
        String name = row.getString("relname");
        PostgresqlIndexParts index = indexes.get(name);
        if (index == null) {
            index = new PostgresqlIndexParts(row);
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
        List<UnmodelledFeature> invalid = new ArrayList<>();
        parts.indexes.forEach((name, index) -> {
            if (index.isHidden()) {
                return;
            }
            if (!index.isValid()) {
                invalid.add(UnmodelledFeature.of(UnmodelledFeature.Kind.INVALID_INDEX, name));
                parts.dialectObjects.add(new PostgresqlInvalidIndex(name));
            } else if (index.hasExpression()) {
                expressionIndexes.add(UnmodelledFeature.of(UnmodelledFeature.Kind.EXPRESSION_INDEX, name));
            } else {
                index.columnsWithOtherNullOrder()
                        .forEach(column -> nullOrders.add(new UnmodelledFeature(
                                UnmodelledFeature.Kind.NULL_SORT_ORDER, Optional.of(name), Optional.of(column))));
                indexes.add(index.index(name));
            }
        });
        List<UnmodelledFeature> unmodelled = new ArrayList<>();
        unmodelled.addAll(parts.checks);
        unmodelled.addAll(parts.exclusions);
        unmodelled.addAll(parts.deferrableKeys);
        unmodelled.addAll(parts.deferrableForeignKeys);
        unmodelled.addAll(expressionIndexes);
        unmodelled.addAll(nullOrders);
        unmodelled.addAll(invalid);
        unmodelled.addAll(parts.fullMatches);
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
