package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.HistoryTable;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.Introspector;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.Extension;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Sequence;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.UnmodelledFeature;
import dev.gnomon.engine.model.UserDefinedType;
import dev.gnomon.engine.model.View;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the structure of a PostgreSQL database from its catalog, with one query for each kind of thing. */
final class PostgresqlIntrospector implements Introspector {

    /** Tables and views of PostGIS and the server's own extensions, which are nobody's schema. */
    private static final Set<String> FOREIGN_TABLES = Set.of(
            "spatial_ref_sys",
            "geometry_columns",
            "geography_columns",
            "raster_columns",
            "raster_overviews",
            "pg_buffercache");

    private static final String OWN_NAMESPACE = "pg_catalog";

    @Override
    public DatabaseSchema introspect(Connection connection, IntrospectionScope scope) throws SQLException {
        String defaultNamespace = scope.defaultNamespace().isPresent()
                ? scope.defaultNamespace().get()
                : PostgresqlSession.defaultNamespace(connection);
        Set<String> namespaces = new LinkedHashSet<>(scope.namespaces());
        if (namespaces.isEmpty()) {
            namespaces.add(defaultNamespace);
        }
        return new Reading(connection, defaultNamespace, namespaces).read();
    }

    static boolean isIgnored(String table) {
        return table.equals(HistoryTable.NAME) || FOREIGN_TABLES.contains(table.toLowerCase(Locale.ROOT));
    }

    /** One reading of one database. */
    private static final class Reading {
        private final Connection connection;
        private final String defaultNamespace;
        private final Set<String> namespaces;
        private final PostgresqlCatalog queries;
        private final PostgresqlTypeReader types;
        private final PostgresqlDefaultReader defaults;
        private final Map<Long, PostgresqlRelation> relations = new LinkedHashMap<>();

        Reading(Connection connection, String defaultNamespace, Set<String> namespaces) throws SQLException {
            this.connection = connection;
            this.defaultNamespace = defaultNamespace;
            this.namespaces = namespaces;
            this.queries =
                    new PostgresqlCatalog(namespaces, connection.getMetaData().getDatabaseMajorVersion());
            this.types = new PostgresqlTypeReader(this::modelNamespace, namespaces::contains);
            this.defaults = new PostgresqlDefaultReader(this::modelNamespace);
        }

        /** The namespace of a name in the model: none for the default one. */
        private Optional<String> modelNamespace(Optional<String> namespace) {
            return namespace.filter(name -> !name.equals(defaultNamespace));
        }

        private ObjectName name(String namespace, String name) {
            return new ObjectName(modelNamespace(Optional.of(namespace)), name);
        }

        DatabaseSchema read() throws SQLException {
            readRelations();
            readTypes();
            readColumns();
            PostgresqlTableReader constraints = new PostgresqlTableReader(relations, this::name);
            each(queries.constraints(), constraints::addConstraint);
            each(queries.indexColumns(), constraints::addIndexColumn);
            each(queries.columnUses(), constraints::addColumnUse);
            List<Table> tables = new ArrayList<>();
            List<View> views = new ArrayList<>();
            relations.forEach((id, relation) -> {
                if (relation.isView()) {
                    views.add(relation.view());
                } else {
                    tables.add(constraints.table(relation, id));
                }
            });
            return DatabaseSchema.builder()
                    .defaultNamespace(Optional.of(defaultNamespace))
                    .namespaces(list(queries.namespaces(), row -> row.getString(1)))
                    .enums(list(queries.enums(), this::enumType))
                    .tables(tables)
                    .views(views)
                    .sequences(list(queries.sequences(), row -> new Sequence(name(row.getString(1), row.getString(2)))))
                    .extensions(list(
                            queries.extensions(),
                            row -> new Extension(
                                    row.getString(1),
                                    Optional.of(row.getString(2)),
                                    Optional.of(row.getString(3)),
                                    row.getBoolean(4))))
                    .userDefinedTypes(list(
                            queries.userDefinedTypes(),
                            row -> new UserDefinedType(
                                    name(row.getString(1), row.getString(2)), Optional.ofNullable(row.getString(3)))))
                    .dialectObjects(List.of(new PostgresqlFacts()))
                    .build();
        }

        private void readRelations() throws SQLException {
            each(queries.relations(), row -> {
                if (!isIgnored(row.getString("relname"))) {
                    relations.put(
                            row.getLong("oid"),
                            new PostgresqlRelation(
                                    name(row.getString("nspname"), row.getString("relname")),
                                    row.getString("nspname"),
                                    row.getString("relkind"),
                                    row.getBoolean("relrowsecurity"),
                                    row.getBoolean("has_children"),
                                    row.getBoolean("has_comment"),
                                    Optional.ofNullable(row.getString("definition"))));
                }
            });
        }

        private void readTypes() throws SQLException {
            each(queries.usedTypes(), row -> {
                long id = row.getLong("oid");
                if (row.getString("typtype").equals("d")) {
                    types.add(id, new PostgresqlTypeReader.Domain(row.getLong("typbasetype"), row.getInt("typtypmod")));
                }
                types.add(new PostgresqlTypeReader.CatalogType(
                        id,
                        row.getString("nspname"),
                        row.getString("typname"),
                        written(row),
                        row.getString("typtype"),
                        row.getBoolean("is_array") ? row.getLong("typelem") : 0));
            });
        }

        /** A type as a script has to write it: the server finds those of its own and of the default namespace. */
        private String written(ResultSet row) throws SQLException {
            String namespace = row.getString("nspname");
            if (namespace.equals(OWN_NAMESPACE)) {
                return row.getString("typname");
            }
            String name = row.getString("quoted_name");
            return namespace.equals(defaultNamespace) ? name : row.getString("quoted_namespace") + "." + name;
        }

        private void readColumns() throws SQLException {
            each(queries.columns(), row -> {
                PostgresqlRelation relation = relations.get(row.getLong("attrelid"));
                if (relation != null) {
                    relation.addColumn(
                            PostgresqlColumnReader.read(row, types, defaults),
                            row.getBoolean("has_comment"),
                            types.domain(row.getLong("atttypid")));
                }
            });
            each(queries.unusualSequences(), row -> {
                PostgresqlRelation relation = relations.get(row.getLong("refobjid"));
                if (relation != null) {
                    relation.addUnusualSequence(row.getString("relname"), row.getString("attname"));
                }
            });
        }

        private EnumType enumType(ResultSet row) throws SQLException {
            return new EnumType(
                    name(row.getString(1), row.getString(2)),
                    PostgresqlCatalog.parts(row.getString(3)),
                    row.getBoolean(4) ? List.of(UnmodelledFeature.of(UnmodelledFeature.Kind.COMMENT)) : List.of());
        }

        private void each(String sql, RowConsumer consumer) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    consumer.accept(rows);
                }
            }
        }

        private <T> List<T> list(String sql, RowReader<T> reader) throws SQLException {
            List<T> result = new ArrayList<>();
            each(sql, row -> result.add(reader.read(row)));
            return result;
        }
    }

    /** Takes a row. */
    @FunctionalInterface
    interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
