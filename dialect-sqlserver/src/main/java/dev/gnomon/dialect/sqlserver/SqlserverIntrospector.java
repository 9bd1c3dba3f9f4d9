package dev.gnomon.dialect.sqlserver;

import dev.gnomon.dialect.sqlserver.SqlserverCatalog.TableRow;
import dev.gnomon.dialect.sqlserver.SqlserverCatalog.TypeRow;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.Introspector;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.UserDefinedType;
import dev.gnomon.engine.model.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        SqlserverTableReader reader = new SqlserverTableReader(catalog, defaultNamespace, facts.collation());
        List<Table> tables = new ArrayList<>();
        List<View> views = new ArrayList<>();
        for (TableRow row : found) {
            if (row.view()) {
                views.add(new View(reader.name(row.place()), reader.columns(row.place()), row.definition()));
            } else {
                tables.add(reader.table(row.place()));
            }
        }
        return DatabaseSchema.builder()
                .defaultNamespace(Optional.of(defaultNamespace))
                .namespaces(existing)
                .tables(tables)
                .views(views)
                .userDefinedTypes(catalog.types().stream()
                        .map(type -> new UserDefinedType(reader.name(type.place()), definition(type)))
                        .toList())
                .dialectObjects(List.of(facts))
                .build();
    }

    private static Optional<String> definition(TypeRow type) {
        return type.base()
                .flatMap(base -> SqlserverTypeReader.known(base, type.maxLength(), type.precision(), type.scale()))
                .map(known -> known.nativeType() + (type.nullable() ? "" : " NOT NULL"));
    }
}
