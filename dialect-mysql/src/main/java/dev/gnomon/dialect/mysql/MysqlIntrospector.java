package dev.gnomon.dialect.mysql;

import dev.gnomon.dialect.mysql.MysqlCatalog.ColumnRow;
import dev.gnomon.dialect.mysql.MysqlCatalog.TableRow;
import dev.gnomon.dialect.mysql.MysqlCatalog.ViewRow;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.Introspector;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the database in use.
 *
 * <p>MariaDB's sequences and system-versioned tables are no base tables of the catalog, so they are
 * left alone.
 */
final class MysqlIntrospector implements Introspector {

    @Override
    public DatabaseSchema introspect(Connection connection, IntrospectionScope scope) throws SQLException {
        MysqlFacts facts = MysqlSession.facts(connection);
        MysqlCatalog catalog = new MysqlCatalog(connection);
        String database = MysqlSession.database(connection);
        List<TableRow> found = catalog.tables();
        List<ColumnRow> columnRows = new MysqlTrueTexts(connection, facts.mariaDb()).of(catalog.columns());
        MysqlTableReader reader = new MysqlTableReader(catalog, facts, database, found, columnRows);
        Map<String, Optional<String>> definitions = new HashMap<>();
        for (ViewRow view : catalog.views()) {
            definitions.put(view.name(), view.definition());
        }

        List<Table> tables = new ArrayList<>();
        List<View> views = new ArrayList<>();
        for (TableRow row : found) {
            if (row.view()) {
                views.add(new View(
                        ObjectName.of(row.name()),
                        reader.columns(row),
                        definitions.getOrDefault(row.name(), Optional.empty())));
            } else {
                tables.add(reader.table(row));
            }
        }
        return DatabaseSchema.builder()
                .enums(reader.enums())
                .tables(tables)
                .views(views)
                .dialectObjects(List.of(facts))
                .build();
    }
}
