package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.DatabaseProtection;
import dev.gnomon.engine.dialect.HistoryTable;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.Introspector;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DialectObject;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.View;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the tables and views of the main database. */
final class SqliteIntrospector implements Introspector {
    @Override
    public DatabaseSchema introspect(Connection connection, IntrospectionScope scope) throws SQLException {
        SqliteCatalog catalog = SqliteCatalog.read(connection);
        SqliteTableReader tableReader = new SqliteTableReader(catalog);
        List<Table> tables = new ArrayList<>();
        List<View> views = new ArrayList<>();
        List<DialectObject> dialectObjects = new ArrayList<>();
        dialectObjects.add(new SqliteFacts());
        for (SqliteCatalog.Entry entry : catalog.objects()) {
            if (isIgnored(entry.name())) {
                continue;
            }
            if (entry.type().equals("view")) {
                views.add(new View(
                        ObjectName.of(entry.name()),
                        tableReader.viewColumns(entry.name()),
                        entry.sql().map(SqliteIntrospector::query)));
            } else if (entry.type().equals("table")) {
                switch (catalog.tableTypes().getOrDefault(entry.name(), "table")) {
                    case "virtual" ->
                        dialectObjects.add(
                                new SqliteVirtualTable(entry.name(), entry.sql().orElse("")));
                    case "shadow" -> {
                        // The content of a virtual table: it comes and goes with that.
                    }
                    default -> tables.add(tableReader.table(entry));
                }
            }
        }
        return DatabaseSchema.builder()
                .tables(tables)
                .views(views)
                .dialectObjects(dialectObjects)
                .build();
    }

    /** Tables of the database itself, of Cloudflare's, and of the migrations. */
    static boolean isIgnored(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("sqlite_")
                || lower.startsWith("_cf_")
                || lower.equals("d1_migrations")
                || name.equals(DatabaseProtection.OBJECT_NAME)
                || name.equals(SqliteShadowMark.TABLE)
                || name.equals(HistoryTable.NAME);
    }

    /** What stands behind AS. */
    private static String query(String createView) {
        List<SqliteToken> tokens = SqliteTokens.significant(createView);
        Optional<SqliteToken> as =
                tokens.stream().filter(token -> token.isWord("AS")).findFirst();
        return as.map(token -> createView.substring(token.end()).strip()).orElse(createView);
    }
}
