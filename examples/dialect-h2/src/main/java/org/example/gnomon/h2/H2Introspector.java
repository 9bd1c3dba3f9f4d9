package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.HistoryTable;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.Introspector;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.DialectObject;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Sequence;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily.EnumReference;
import dev.gnomon.engine.model.UnmodelledFeature;
import dev.gnomon.engine.model.UserDefinedType;
import dev.gnomon.engine.model.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the information schema with eleven queries, however many tables there are. */
final class H2Introspector implements Introspector {

    private static final String TABLES = """
        SELECT TABLE_SCHEMA, TABLE_NAME, REMARKS
        FROM INFORMATION_SCHEMA.TABLES
        WHERE TABLE_SCHEMA = ANY(?) AND TABLE_TYPE = 'BASE TABLE' AND TABLE_NAME <> '%s'
        ORDER BY TABLE_SCHEMA, TABLE_NAME\
        """.formatted(HistoryTable.NAME);

    private static final String VIEWS = """
        SELECT TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION
        FROM INFORMATION_SCHEMA.VIEWS
        WHERE TABLE_SCHEMA = ANY(?)
        ORDER BY TABLE_SCHEMA, TABLE_NAME\
        """;

    private static final String ENUM_VALUES = """
        SELECT OBJECT_SCHEMA, OBJECT_NAME, ENUM_IDENTIFIER, VALUE_NAME
        FROM INFORMATION_SCHEMA.ENUM_VALUES
        WHERE OBJECT_SCHEMA = ANY(?) AND OBJECT_TYPE = 'TABLE'
        ORDER BY VALUE_ORDINAL\
        """;

    private static final String SEQUENCES = """
        SELECT SEQUENCE_SCHEMA, SEQUENCE_NAME
        FROM INFORMATION_SCHEMA.SEQUENCES
        WHERE SEQUENCE_SCHEMA = ANY(?)
        ORDER BY SEQUENCE_SCHEMA, SEQUENCE_NAME\
        """;

    private static final String DOMAINS = """
        SELECT DOMAIN_SCHEMA, DOMAIN_NAME, DATA_TYPE
        FROM INFORMATION_SCHEMA.DOMAINS
        WHERE DOMAIN_SCHEMA = ANY(?)
        ORDER BY DOMAIN_SCHEMA, DOMAIN_NAME\
        """;

    private static final String NAMESPACES = """
        SELECT SCHEMA_NAME
        FROM INFORMATION_SCHEMA.SCHEMATA
        WHERE SCHEMA_NAME = ANY(?)\
        """;

    @Override
    public DatabaseSchema introspect(Connection connection, IntrospectionScope asked) throws SQLException {
        H2Scope scope = H2Scope.of(connection, asked);
        H2Catalog catalog = new H2Catalog(connection, scope);
        var enumValues = H2Catalog.grouped(catalog.read(
                ENUM_VALUES,
                row -> new H2Catalog.Entry<>(
                        row.getString(1) + "." + row.getString(2) + "." + row.getString(3), row.getString(4))));
        var columnRows = H2Catalog.grouped(catalog.read(H2ColumnRow.QUERY, row -> {
            H2ColumnRow column = H2ColumnRow.of(row);
            return new H2Catalog.Entry<>(column.namespace() + "." + column.table(), column);
        }));
        H2Constraints constraints = H2Constraints.read(catalog, scope);
        List<EnumType> enums = new ArrayList<>();
        List<Table> tables = catalog.read(TABLES, row -> {
            String key = row.getString(1) + "." + row.getString(2);
            ObjectName name = scope.name(row.getString(1), row.getString(2));
            List<H2ColumnRow> rows = columnRows.getOrDefault(key, List.of());
            List<Column> columns = new ArrayList<>();
            for (H2ColumnRow column : rows) {
                columns.add(column(
                        name, column, enumValues.getOrDefault(key + "." + column.typeIdentifier(), List.of()), enums));
            }
            List<UnmodelledFeature> unmodelled = new ArrayList<>(constraints.unmodelled(key));
            for (H2ColumnRow column : rows) {
                column.generation()
                        .ifPresent(expression -> unmodelled.add(new UnmodelledFeature(
                                UnmodelledFeature.Kind.GENERATED_COLUMN,
                                Optional.empty(),
                                Optional.of(column.name()))));
                column.remarks()
                        .ifPresent(comment -> unmodelled.add(new UnmodelledFeature(
                                UnmodelledFeature.Kind.COMMENT, Optional.empty(), Optional.of(column.name()))));
            }
            if (row.getString(3) != null) {
                unmodelled.add(UnmodelledFeature.of(UnmodelledFeature.Kind.COMMENT));
            }
            return new Table(
                    name,
                    columns,
                    constraints.primaryKey(key),
                    constraints.indexes(key),
                    constraints.foreignKeys(key),
                    unmodelled,
                    constraints.checks(key));
        });
        enums.sort(Comparator.comparing(EnumType::name));
        return DatabaseSchema.builder()
                .defaultNamespace(Optional.of(scope.defaultNamespace()))
                .namespaces(catalog.read(NAMESPACES, row -> row.getString(1)).stream()
                        .filter(name -> !name.equals(scope.defaultNamespace()))
                        .sorted()
                        .toList())
                .enums(enums)
                .tables(tables)
                .views(views(catalog, scope, columnRows))
                .sequences(catalog.read(SEQUENCES, row -> new Sequence(scope.name(row.getString(1), row.getString(2)))))
                .userDefinedTypes(catalog.read(
                        DOMAINS,
                        row -> new UserDefinedType(
                                scope.name(row.getString(1), row.getString(2)), Optional.ofNullable(row.getString(3)))))
                .build();
    }

    private static List<View> views(H2Catalog catalog, H2Scope scope, Map<String, List<H2ColumnRow>> columnRows)
            throws SQLException {
        return catalog.read(VIEWS, row -> {
            ObjectName name = scope.name(row.getString(1), row.getString(2));
            List<Column> columns = new ArrayList<>();
            for (H2ColumnRow column : columnRows.getOrDefault(row.getString(1) + "." + row.getString(2), List.of())) {
                columns.add(Column.of(column.name(), H2Types.read(column, arity(column))));
            }
            return new View(name, columns, Optional.ofNullable(row.getString(3)));
        });
    }

    private static Arity arity(H2ColumnRow row) {
        return row.nullable() ? Arity.NULLABLE : Arity.REQUIRED;
    }

    /** The column; its enum, if it has one, joins the others. */
    private static Column column(ObjectName table, H2ColumnRow row, List<String> values, List<EnumType> enums) {
        ColumnType type = H2Types.read(row, arity(row));
        if (row.dataType().equals("ENUM") && row.domain().isEmpty()) {
            ObjectName name = table.sibling(table.name() + "_" + row.name());
            enums.add(new EnumType(name, values));
            type = ColumnType.of(new EnumReference(name), arity(row));
        }
        Optional<DefaultValue> defaultValue = Optional.empty();
        if (row.generation().isEmpty() && row.defaultSql().isPresent()) {
            defaultValue = H2DefaultReader.read(row.defaultSql().get(), type.family());
        }
        return new Column(
                row.name(),
                type,
                defaultValue,
                Optional.empty(),
                row.identity(),
                row.generation().stream()
                        .<DialectObject>map(H2GeneratedColumn::new)
                        .toList());
    }
}
