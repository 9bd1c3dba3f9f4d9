package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.SessionPlace;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Finds out whether a database holds anything that somebody could miss. */
final class MysqlSignOfUse {

    /** Engines whose rows lie elsewhere, so that nobody may look at them from here. */
    private static final Set<String> ELSEWHERE =
            Set.of("FEDERATED", "CONNECT", "SPIDER", "S3", "MRG_MYISAM", "NDBCLUSTER");

    /** What somebody has written, by the tables of the catalog that list it. */
    private static final List<Listed> WORK = List.of(
            new Listed("view", "VIEWS", "TABLE_NAME", "TABLE_SCHEMA"),
            new Listed("trigger", "TRIGGERS", "TRIGGER_NAME", "TRIGGER_SCHEMA"),
            new Listed("event", "EVENTS", "EVENT_NAME", "EVENT_SCHEMA"),
            new Listed("routine", "ROUTINES", "ROUTINE_NAME", "ROUTINE_SCHEMA"));

    private record Listed(String word, String table, String name, String schema) {}

    private record Storage(String name, String type, String engine) {}

    private MysqlSignOfUse() {}

    static Optional<String> find(Connection connection, SessionPlace place, Predicate<String> explained)
            throws SQLException {
        String database = place.database().orElseThrow(() -> new SQLException("no database was named"));
        for (Storage storage : storages(connection, database)) {
            Optional<String> sign = sign(connection, database, storage);
            if (sign.isPresent()) {
                return sign;
            }
        }
        for (Listed listed : WORK) {
            Optional<String> name = names(
                            connection,
                            "SELECT " + listed.name() + " FROM information_schema." + listed.table() + " WHERE "
                                    + listed.schema() + " = " + MysqlLiterals.quote(database) + " ORDER BY 1")
                    .stream()
                    .filter(found -> !explained.test(found))
                    .findFirst();
            if (name.isPresent()) {
                return Optional.of("It holds the %s `%s`.".formatted(listed.word(), name.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> sign(Connection connection, String database, Storage storage) {
        String name = MysqlNames.quote(database) + "." + MysqlNames.quote(storage.name());
        boolean sequence = storage.type().equals("SEQUENCE");
        if (ELSEWHERE.contains(storage.engine().toUpperCase(Locale.ROOT))) {
            return Optional.of("The table `%s` of the engine %s leads to rows elsewhere, which were not looked at."
                    .formatted(storage.name(), storage.engine()));
        }
        if (sequence) {
            return isTrue(connection, "SELECT next_not_cached_value <> start_value OR cycle_count > 0 FROM " + name)
                    ? Optional.of("The sequence `%s` has been used.".formatted(storage.name()))
                    : Optional.empty();
        }
        boolean versioned = storage.type().equals("SYSTEM VERSIONED");
        return isTrue(connection, "SELECT 1 FROM " + name + (versioned ? " FOR SYSTEM_TIME ALL" : "") + " LIMIT 1")
                ? Optional.of("The table `%s` holds rows.".formatted(storage.name()))
                : Optional.empty();
    }

    private static List<Storage> storages(Connection connection, String database) throws SQLException {
        List<Storage> storages = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT TABLE_NAME, TABLE_TYPE, COALESCE(ENGINE, '')"
                        + " FROM information_schema.TABLES WHERE TABLE_TYPE <> 'VIEW' AND TABLE_SCHEMA = "
                        + MysqlLiterals.quote(database) + " ORDER BY TABLE_NAME")) {
            while (row.next()) {
                storages.add(new Storage(row.getString(1), row.getString(2), row.getString(3)));
            }
        }
        return storages;
    }

    private static List<String> names(Connection connection, String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    /** Whether there is a row that does not begin with zero, or none can be had. */
    private static boolean isTrue(Connection connection, String query) {
        try (Statement statement = connection.createStatement()) {
            // Drivers would take braces in names for their own escapes.
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(query)) {
                return row.next() && row.getInt(1) != 0;
            }
        } catch (SQLException uncounted) {
            return true;
        }
    }
}
