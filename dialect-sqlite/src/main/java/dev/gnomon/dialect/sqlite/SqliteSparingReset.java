package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.HistoryTable;
import dev.gnomon.engine.dialect.KeptObjects;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Empties a file object by object around the tables that are kept, in one transaction. The room that becomes free stays
 * in the file: to give it back would number the rows of the kept tables anew.
 */
final class SqliteSparingReset {

    private static final String OBJECTS =
            "SELECT type, name FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                    // What is built upon others comes before them.
                    + " ORDER BY CASE type WHEN 'view' THEN 1 WHEN 'virtual' THEN 2 ELSE 3 END, name";

    private record Found(String type, String name) {

        boolean isNamed(String other) {
            return lower(name).equals(lower(other));
        }

        /** The tables in which a virtual table keeps its rows bear its name. */
        boolean isShadowOf(Found other) {
            return type.equals("shadow")
                    && other.type().equals("virtual")
                    && lower(name).startsWith(lower(other.name()) + "_");
        }

        String drop() {
            return "DROP " + (type.equals("view") ? "VIEW" : "TABLE") + " main." + SqlText.identifier(name);
        }

        private static String lower(String name) {
            return name.toLowerCase(Locale.ROOT);
        }
    }

    private final Connection connection;
    private final KeptObjects declared;

    SqliteSparingReset(Connection connection, KeptObjects declared) {
        this.connection = connection;
        this.declared = declared;
    }

    /** Empty the file; false if nothing is there that has to be kept. */
    boolean run() throws SQLException {
        List<Found> all = objects();
        List<Found> kept = all.stream().filter(this::isDeclared).toList();
        if (kept.isEmpty()) {
            return false;
        }
        List<Found> drops = all.stream()
                .filter(found -> !kept.contains(found))
                // They go with the table that they serve, and stay with it.
                .filter(found -> all.stream().noneMatch(found::isShadowOf))
                .toList();
        refuseWhereHeld(kept, drops);
        try (Statement statement = connection.createStatement()) {
            boolean checked = checksForeignKeys(statement);
            // Only outside of a transaction; otherwise a dropped table's rows would be looked for in the others.
            statement.execute("PRAGMA foreign_keys=OFF");
            try {
                drop(statement, drops);
            } finally {
                statement.execute("PRAGMA foreign_keys=" + (checked ? "ON" : "OFF"));
            }
        }
        return true;
    }

    private boolean isDeclared(Found found) {
        return !found.isNamed(HistoryTable.NAME) && declared.tables().stream().anyMatch(found::isNamed);
    }

    private void refuseWhereHeld(List<Found> kept, List<Found> drops) throws SQLException {
        List<String> held = new ArrayList<>();
        for (Found table : kept) {
            for (String target : foreignKeyTargets(table)) {
                if (drops.stream().anyMatch(dropped -> dropped.isNamed(target))) {
                    held.add("`" + table.name() + "` needs `" + target + "`");
                }
            }
        }
        if (!held.isEmpty()) {
            throw new GnomonException(
                    EngineErrorCode.RESET_FAILED,
                    "What is declared external needs what would be dropped: " + String.join(", ", held)
                            + ". Nothing was changed.",
                    "Build the external tables without foreign keys into the project, or declare what they need as"
                            + " external too.");
        }
    }

    private List<String> foreignKeyTargets(Found table) throws SQLException {
        List<String> targets = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT DISTINCT \"table\" FROM pragma_foreign_key_list(?) ORDER BY \"table\"")) {
            statement.setString(1, table.name());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    targets.add(rows.getString(1));
                }
            }
        }
        return targets;
    }

    private List<Found> objects() throws SQLException {
        List<Found> objects = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(OBJECTS)) {
            while (rows.next()) {
                objects.add(new Found(rows.getString(1), rows.getString(2)));
            }
        }
        return objects;
    }

    private static void drop(Statement statement, List<Found> drops) throws SQLException {
        statement.execute("BEGIN IMMEDIATE");
        try {
            for (Found dropped : drops) {
                statement.execute(dropped.drop());
            }
            statement.execute("COMMIT");
        } catch (SQLException failure) {
            statement.execute("ROLLBACK");
            throw failure;
        }
    }

    private static boolean checksForeignKeys(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA foreign_keys")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
