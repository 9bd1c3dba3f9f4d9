package org.example.gnomon.h2;

import dev.gnomon.engine.model.DialectObject;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.SortOrder;
import dev.gnomon.engine.model.UnmodelledFeature;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys, indexes, foreign keys and checks of all tables, by {@code namespace.table}. */
final class H2Constraints {

    /** Primary keys, unique constraints and foreign keys, a row for each column. */
    private static final String CONSTRAINTS = """
        SELECT C.TABLE_SCHEMA, C.TABLE_NAME, C.CONSTRAINT_NAME, C.CONSTRAINT_TYPE, K.COLUMN_NAME,
            R.DELETE_RULE, R.UPDATE_RULE, U.TABLE_SCHEMA AS OTHER_SCHEMA, U.TABLE_NAME AS OTHER_TABLE,
            U.COLUMN_NAME AS OTHER_COLUMN
        FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS C
        JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE K
            ON K.CONSTRAINT_SCHEMA = C.CONSTRAINT_SCHEMA AND K.CONSTRAINT_NAME = C.CONSTRAINT_NAME
        LEFT JOIN INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS R
            ON R.CONSTRAINT_SCHEMA = C.CONSTRAINT_SCHEMA AND R.CONSTRAINT_NAME = C.CONSTRAINT_NAME
        LEFT JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE U
            ON U.CONSTRAINT_SCHEMA = R.UNIQUE_CONSTRAINT_SCHEMA AND U.CONSTRAINT_NAME = R.UNIQUE_CONSTRAINT_NAME
            AND U.ORDINAL_POSITION = K.POSITION_IN_UNIQUE_CONSTRAINT
        WHERE C.TABLE_SCHEMA = ANY(?)
        ORDER BY C.TABLE_SCHEMA, C.TABLE_NAME, C.CONSTRAINT_NAME, K.ORDINAL_POSITION\
        """;

    /** The indexes that nobody but a user has made. */
    private static final String INDEXES = """
        SELECT I.TABLE_SCHEMA, I.TABLE_NAME, I.INDEX_NAME, I.INDEX_TYPE_NAME, C.COLUMN_NAME,
            C.ORDERING_SPECIFICATION
        FROM INFORMATION_SCHEMA.INDEXES I
        JOIN INFORMATION_SCHEMA.INDEX_COLUMNS C
            ON C.INDEX_SCHEMA = I.INDEX_SCHEMA AND C.INDEX_NAME = I.INDEX_NAME
            AND C.TABLE_SCHEMA = I.TABLE_SCHEMA AND C.TABLE_NAME = I.TABLE_NAME
        WHERE I.TABLE_SCHEMA = ANY(?) AND NOT I.IS_GENERATED AND I.INDEX_TYPE_NAME <> 'PRIMARY KEY'
        ORDER BY I.TABLE_SCHEMA, I.TABLE_NAME, I.INDEX_NAME, C.ORDINAL_POSITION\
        """;

    private static final String CHECKS = """
        SELECT C.TABLE_SCHEMA, C.TABLE_NAME, C.CONSTRAINT_NAME, K.CHECK_CLAUSE, U.COLUMN_NAME
        FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS C
        JOIN INFORMATION_SCHEMA.CHECK_CONSTRAINTS K
            ON K.CONSTRAINT_SCHEMA = C.CONSTRAINT_SCHEMA AND K.CONSTRAINT_NAME = C.CONSTRAINT_NAME
        LEFT JOIN INFORMATION_SCHEMA.CONSTRAINT_COLUMN_USAGE U
            ON U.CONSTRAINT_SCHEMA = C.CONSTRAINT_SCHEMA AND U.CONSTRAINT_NAME = C.CONSTRAINT_NAME
        WHERE C.TABLE_SCHEMA = ANY(?) AND C.CONSTRAINT_TYPE = 'CHECK'
        ORDER BY C.TABLE_SCHEMA, C.TABLE_NAME, C.CONSTRAINT_NAME\
        """;

    private static final String TRIGGERS = """
        SELECT EVENT_OBJECT_SCHEMA, EVENT_OBJECT_TABLE, TRIGGER_NAME
        FROM INFORMATION_SCHEMA.TRIGGERS
        WHERE EVENT_OBJECT_SCHEMA = ANY(?)
        ORDER BY TRIGGER_NAME\
        """;

    /** A column of a constraint or index. */
    private record Part(
            String name,
            String type,
            String column,
            boolean descending,
            Optional<String> onDelete,
            Optional<String> onUpdate,
            Optional<String> otherNamespace,
            Optional<String> otherTable,
            Optional<String> otherColumn) {}

    private final H2Scope scope;
    private final Map<String, List<Part>> constraints;
    private final Map<String, List<Part>> indexes;
    private final Map<String, List<Part>> checks;
    private final Map<String, List<String>> triggers;

    private H2Constraints(
            H2Scope scope,
            Map<String, List<Part>> constraints,
            Map<String, List<Part>> indexes,
            Map<String, List<Part>> checks,
            Map<String, List<String>> triggers) {
        this.scope = scope;
        this.constraints = constraints;
        this.indexes = indexes;
        this.checks = checks;
        this.triggers = triggers;
    }

    static H2Constraints read(H2Catalog catalog, H2Scope scope) throws SQLException {
        return new H2Constraints(
                scope,
                H2Catalog.grouped(catalog.read(CONSTRAINTS, H2Constraints::constraint)),
                H2Catalog.grouped(catalog.read(INDEXES, H2Constraints::index)),
                H2Catalog.grouped(catalog.read(CHECKS, H2Constraints::check)),
                H2Catalog.grouped(catalog.read(TRIGGERS, row -> new H2Catalog.Entry<>(key(row), row.getString(3)))));
    }

    private static String key(ResultSet row) throws SQLException {
        return row.getString(1) + "." + row.getString(2);
    }

    private static H2Catalog.Entry<Part> constraint(ResultSet row) throws SQLException {
        return new H2Catalog.Entry<>(
                key(row),
                new Part(
                        row.getString("CONSTRAINT_NAME"),
                        row.getString("CONSTRAINT_TYPE"),
                        row.getString("COLUMN_NAME"),
                        false,
                        Optional.ofNullable(row.getString("DELETE_RULE")),
                        Optional.ofNullable(row.getString("UPDATE_RULE")),
                        Optional.ofNullable(row.getString("OTHER_SCHEMA")),
                        Optional.ofNullable(row.getString("OTHER_TABLE")),
                        Optional.ofNullable(row.getString("OTHER_COLUMN"))));
    }

    private static H2Catalog.Entry<Part> index(ResultSet row) throws SQLException {
        return entry(row, row.getString(3), row.getString(4), row.getString(5), "DESC".equals(row.getString(6)));
    }

    private static H2Catalog.Entry<Part> check(ResultSet row) throws SQLException {
        String column = row.getString(5);
        return entry(row, row.getString(3), row.getString(4), column == null ? "" : column, false);
    }

    private static H2Catalog.Entry<Part> entry(
            ResultSet row, String name, String type, String column, boolean descending) throws SQLException {
        return new H2Catalog.Entry<>(
                key(row),
                new Part(
                        name,
                        type,
                        column,
                        descending,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** The parts of one kind, those of one constraint together, in the order of the names. */
    private static List<List<Part>> byName(List<Part> parts, String type) {
        return List.copyOf(H2Catalog.grouped(parts.stream()
                        .filter(part -> type.isEmpty() || part.type().equals(type))
                        .map(part -> new H2Catalog.Entry<>(part.name(), part))
                        .toList())
                .values());
    }

    Optional<PrimaryKey> primaryKey(String table) {
        return byName(constraints.getOrDefault(table, List.of()), "PRIMARY KEY").stream()
                .findFirst()
                .map(parts -> PrimaryKey.of(
                        Optional.of(parts.get(0).name()),
                        parts.stream().map(Part::column).toArray(String[]::new)));
    }

    /** Unique constraints and indexes, in the order of their names. */
    List<Index> indexes(String table) {
        List<Index> all = new ArrayList<>();
        for (List<Part> parts : byName(constraints.getOrDefault(table, List.of()), "UNIQUE")) {
            all.add(index(parts, Index.Kind.UNIQUE, true));
        }
        for (List<Part> parts : byName(indexes.getOrDefault(table, List.of()), "")) {
            boolean unique = parts.get(0).type().startsWith("UNIQUE");
            all.add(index(parts, unique ? Index.Kind.UNIQUE : Index.Kind.NORMAL, false));
        }
        all.sort(Comparator.comparing(Index::name));
        return all;
    }

    private static Index index(List<Part> parts, Index.Kind kind, boolean constraint) {
        List<IndexColumn> columns = parts.stream()
                .map(part -> new IndexColumn(
                        part.column(),
                        Optional.of(part.descending() ? SortOrder.DESCENDING : SortOrder.ASCENDING),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        return new Index(
                parts.get(0).name(), kind, columns, Optional.empty(), Optional.empty(), Optional.empty(), constraint);
    }

    List<ForeignKey> foreignKeys(String table) {
        return byName(constraints.getOrDefault(table, List.of()), "FOREIGN KEY").stream()
                .map(this::foreignKey)
                .toList();
    }

    private ForeignKey foreignKey(List<Part> parts) {
        Part first = parts.get(0);
        return new ForeignKey(
                Optional.of(first.name()),
                parts.stream().map(Part::column).toList(),
                scope.name(
                        first.otherNamespace().orElseThrow(), first.otherTable().orElseThrow()),
                parts.stream().map(part -> part.otherColumn().orElseThrow()).toList(),
                action(first.onDelete().orElseThrow()),
                action(first.onUpdate().orElseThrow()));
    }

    private static ReferentialAction action(String rule) {
        return ReferentialAction.valueOf(rule.replace(' ', '_'));
    }

    List<DialectObject> checks(String table) {
        List<DialectObject> found = new ArrayList<>();
        for (List<Part> parts : byName(checks.getOrDefault(table, List.of()), "")) {
            found.add(new H2Check(
                    parts.get(0).name(),
                    parts.get(0).type(),
                    parts.stream().map(Part::column).toList()));
        }
        return found;
    }

    /** What the schema language cannot say. */
    List<UnmodelledFeature> unmodelled(String table) {
        List<UnmodelledFeature> features = new ArrayList<>();
        for (List<Part> parts : byName(checks.getOrDefault(table, List.of()), "")) {
            features.add(UnmodelledFeature.of(
                    UnmodelledFeature.Kind.CHECK_CONSTRAINT, parts.get(0).name()));
        }
        for (String trigger : triggers.getOrDefault(table, List.of())) {
            features.add(UnmodelledFeature.of(UnmodelledFeature.Kind.TRIGGER, trigger));
        }
        return features;
    }
}
