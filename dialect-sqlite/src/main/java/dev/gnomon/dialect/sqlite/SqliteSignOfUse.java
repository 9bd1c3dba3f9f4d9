package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.DatabaseProtection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds out whether a file holds anything that somebody could miss, by its own catalog. */
final class SqliteSignOfUse {

    /** Tables of a virtual table that hold something while it has no rows. */
    private static final Set<String> BOOKKEEPING =
            Set.of("config", "data", "idx", "node", "segdir", "segments", "stat");

    /** What SQLite keeps for itself says nothing that the tables do not say. */
    private static final String ENTRIES = """
            SELECT s.type, s.name, coalesce(l.type, '')
            FROM main.sqlite_schema s
            LEFT JOIN pragma_table_list l ON l.schema = 'main' AND l.name = s.name
            WHERE s.type <> 'index' AND s.name NOT LIKE 'sqlite\\_%%' ESCAPE '\\' AND s.name NOT IN ('%s', '%s')
            ORDER BY s.type, s.name
            """.formatted(SqliteShadowMark.TABLE, DatabaseProtection.OBJECT_NAME);

    /**
     * An entry of the catalog.
     *
     * @param storage {@code shadow} if a virtual table keeps something in it
     */
    private record Entry(String type, String name, String storage) {}

    private SqliteSignOfUse() {}

    static Optional<String> find(Connection connection, Predicate<String> explained) throws SQLException {
        for (Entry entry : entries(connection)) {
            if (!entry.type().equals("table")) {
                if (explained.test(entry.name())) {
                    continue;
                }
                return Optional.of("It has the %s `%s`.".formatted(entry.type(), entry.name()));
            }
            String suffix = entry.name().substring(entry.name().lastIndexOf('_') + 1);
            boolean bookkeeping = entry.storage().equals("shadow") && BOOKKEEPING.contains(suffix);
            if (!bookkeeping) {
                Optional<String> rows = rows(connection, entry.name());
                if (rows.isPresent()) {
                    return rows;
                }
            }
        }
        return Optional.empty();
    }

    private static List<Entry> entries(Connection connection) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ENTRIES)) {
            while (rows.next()) {
                entries.add(new Entry(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        return entries;
    }

    /** What cannot be counted counts: its module may be another program's. */
    private static Optional<String> rows(Connection connection, String table) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1 FROM main." + SqliteNames.quote(table) + " LIMIT 1")) {
            return row.next() ? Optional.of("The table `%s` holds rows.".formatted(table)) : Optional.empty();
        } catch (SQLException uncounted) {
            return Optional.of("The rows of the table `%s` cannot be counted: %s."
                    .formatted(table, SqliteFailures.message(uncounted)));
        }
    }
}
