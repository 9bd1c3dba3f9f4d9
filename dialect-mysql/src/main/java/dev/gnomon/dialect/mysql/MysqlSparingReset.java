package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.HistoryTable;
import dev.gnomon.engine.dialect.KeptObjects;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Empties a database object by object around the tables that are kept. The servers keep no record of which routines and
 * sequences something uses, so those stay whose names its text has.
 */
final class MysqlSparingReset {

    private static final String TABLES = "SELECT TABLE_TYPE, TABLE_NAME, '' FROM information_schema.TABLES"
            + " WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME";
    private static final String ROUTINES =
            "SELECT ROUTINE_TYPE, ROUTINE_NAME, COALESCE(ROUTINE_DEFINITION, '') FROM information_schema.ROUTINES"
                    + " WHERE ROUTINE_SCHEMA = DATABASE() AND ROUTINE_TYPE <> 'PACKAGE BODY' ORDER BY ROUTINE_NAME";
    private static final String EVENTS = "SELECT 'EVENT', EVENT_NAME, '' FROM information_schema.EVENTS"
            + " WHERE EVENT_SCHEMA = DATABASE() ORDER BY EVENT_NAME";
    private static final String TRIGGERS =
            "SELECT 'TRIGGER', EVENT_OBJECT_TABLE, COALESCE(ACTION_STATEMENT, '') FROM information_schema.TRIGGERS"
                    + " WHERE EVENT_OBJECT_SCHEMA = DATABASE()";
    private static final String FOREIGN_KEYS =
            "SELECT CONSTRAINT_SCHEMA, TABLE_NAME, REFERENCED_TABLE_NAME, CONSTRAINT_SCHEMA = DATABASE()"
                    + " FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE UNIQUE_CONSTRAINT_SCHEMA = DATABASE()"
                    + " ORDER BY 1, 2, 3";

    private static final String VIEW = "VIEW";
    private static final String SEQUENCE = "SEQUENCE";

    /**
     * Something in the database.
     *
     * @param text what it is made of, where that is code
     */
    private record Found(String kind, String name, String text) {

        String drop() {
            boolean table = kind.equals("BASE TABLE") || kind.equals("SYSTEM VERSIONED");
            return "DROP " + (table ? "TABLE" : kind) + " " + MysqlNames.quote(name);
        }
    }

    private final Connection connection;
    private final KeptObjects declared;
    private final boolean ignoresCase;

    MysqlSparingReset(Connection connection, KeptObjects declared) throws SQLException {
        this.connection = connection;
        this.declared = declared;
        this.ignoresCase = MysqlSession.facts(connection).ignoresCase();
    }

    /** Empty the database; false if nothing is there that has to be kept. */
    boolean run() throws SQLException {
        List<Found> tables = found(TABLES);
        List<Found> kept = tables.stream().filter(this::isDeclared).toList();
        if (kept.isEmpty()) {
            return false;
        }
        refuseWhereHeld(kept, tables);
        refuseWithoutRightToDrop();
        List<Found> routines = found(ROUTINES);
        List<Found> spared = new ArrayList<>(kept);
        spared.addAll(used(kept, tables, routines));
        // The kinds that need rights of their own come first, so that a refusal costs no rows.
        List<Found> drops = new ArrayList<>(routines);
        drops.addAll(found(EVENTS));
        tables.stream().filter(table -> table.kind().equals(VIEW)).forEach(drops::add);
        tables.stream().filter(table -> !table.kind().equals(VIEW)).forEach(drops::add);
        drops.removeAll(spared);
        drop(drops);
        return true;
    }

    private boolean isDeclared(Found table) {
        return !table.name().equals(HistoryTable.NAME)
                && declared.tables().stream().anyMatch(name -> isSame(name, table.name()));
    }

    private boolean isSame(String one, String other) {
        return ignoresCase ? one.equalsIgnoreCase(other) : one.equals(other);
    }

    /** A foreign key from what stays to what goes; those of other databases too, which would lead nowhere. */
    private void refuseWhereHeld(List<Found> kept, List<Found> tables) throws SQLException {
        List<String> held = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(FOREIGN_KEYS)) {
            while (rows.next()) {
                String from = rows.getString(2);
                String to = rows.getString(3);
                boolean own = rows.getBoolean(4);
                boolean stays = !own || contains(kept, from);
                if (stays && contains(tables, to) && !contains(kept, to)) {
                    held.add("`" + (own ? "" : rows.getString(1) + ".") + from + "` needs `" + to + "`");
                }
            }
        }
        if (!held.isEmpty()) {
            throw refusal(
                    "What stays needs what would be dropped: " + String.join(", ", held),
                    "Drop the foreign keys that lead into the project, or declare the tables they need as external"
                            + " too.");
        }
    }

    private boolean contains(List<Found> tables, String name) {
        return tables.stream().anyMatch(table -> isSame(table.name(), name));
    }

    private void refuseWithoutRightToDrop() throws SQLException {
        MysqlGrants grants = MysqlGrants.read(connection);
        if (!grants.inactiveRole()
                && grants.missing(MysqlSession.database(connection)).contains("DROP")) {
            throw refusal("The user may not drop the project's tables", "Grant DROP on the database to the user.");
        }
    }

    private static GnomonException refusal(String problem, String remedy) {
        return new GnomonException(EngineErrorCode.RESET_FAILED, problem + ". Nothing was changed.", remedy);
    }

    /** The routines and sequences that kept tables use, their triggers, and what these use in turn. */
    private List<Found> used(List<Found> kept, List<Found> tables, List<Found> routines) throws SQLException {
        Deque<String> texts = new ArrayDeque<>();
        for (Found table : kept) {
            texts.add(definition(table));
        }
        for (Found trigger : found(TRIGGERS)) {
            if (contains(kept, trigger.name())) {
                texts.add(trigger.text());
            }
        }
        List<Found> candidates = new ArrayList<>(routines);
        tables.stream().filter(table -> table.kind().equals(SEQUENCE)).forEach(candidates::add);
        List<Found> used = new ArrayList<>();
        while (!texts.isEmpty()) {
            String text = texts.remove();
            for (Found candidate : candidates) {
                if (!used.contains(candidate) && names(text, candidate.name())) {
                    used.add(candidate);
                    texts.add(candidate.text());
                }
            }
        }
        return used;
    }

    private String definition(Found table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + MysqlNames.quote(table.name()))) {
            return row.next() ? row.getString(2) : "";
        }
    }

    private static boolean names(String text, String name) {
        return Pattern.compile(
                        "(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])",
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS)
                .matcher(text)
                .find();
    }

    private List<Found> found(String query) throws SQLException {
        List<Found> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(new Found(
                        rows.getString(1),
                        rows.getString(2),
                        Optional.ofNullable(rows.getString(3)).orElse("")));
            }
        }
        return found;
    }

    private void drop(List<Found> drops) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Names may hold braces, which the driver would take for its own escapes.
            statement.setEscapeProcessing(false);
            boolean checked = checksForeignKeys(statement);
            statement.execute("SET SESSION foreign_key_checks = 0");
            try {
                for (Found dropped : drops) {
                    statement.execute(dropped.drop());
                }
            } finally {
                statement.execute("SET SESSION foreign_key_checks = " + (checked ? 1 : 0));
            }
        }
    }

    private static boolean checksForeignKeys(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT @@SESSION.foreign_key_checks")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
