package dev.gnomon.dialect.postgresql;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What to do where a script makes or drops what belongs to the server, and another database was there first. */
final class PostgresqlServerObjects {

    private static final String DUPLICATE_OBJECT = "42710";
    private static final String DUPLICATE_DATABASE = "42P04";
    private static final String UNDEFINED_OBJECT = "42704";
    private static final String UNDEFINED_DATABASE = "3D000";

    private PostgresqlServerObjects() {}

    /**
     * Say what to do.
     *
     * @param words the first words of the statement that failed
     */
    static Optional<String> remedy(List<String> words, SQLException failure) {
        String state = Optional.ofNullable(failure.getSQLState()).orElse("");
        String first = words.isEmpty() ? "" : words.get(0);
        String kind = words.size() > 1 ? words.get(1) : "";
        boolean mapping =
                words.size() > 2 && kind.equals("USER") && words.get(2).equals("MAPPING");
        if (mapping) {
            return Optional.empty();
        }
        if (first.equals("CREATE") && (state.equals(DUPLICATE_OBJECT) || state.equals(DUPLICATE_DATABASE))) {
            return created(kind);
        }
        boolean undefined = state.equals(UNDEFINED_OBJECT) || state.equals(UNDEFINED_DATABASE);
        return undefined && first.equals("DROP") ? dropped(kind) : Optional.empty();
    }

    private static Optional<String> created(String kind) {
        return switch (kind) {
            case "ROLE", "USER", "GROUP" ->
                Optional.of(
                        "Roles are shared by all databases of this server: this one is there already, be it for another"
                                + " database or because the migration ran in the shadow database. Let the migration make it"
                                + " only where it is missing: `DO $$ BEGIN CREATE " + kind
                                + " …; EXCEPTION WHEN duplicate_object THEN NULL; END $$;`.");
            case "DATABASE" ->
                Optional.of(
                        "Databases belong to the server and not to a migration history, which runs more than once: create"
                                + " this one by hand, and take the statement out of the migration.");
            case "TABLESPACE" ->
                Optional.of(
                        "Tablespaces are shared by all databases of this server: create this one by hand, and take the"
                                + " statement out of the migration.");
            case "SUBSCRIPTION" ->
                Optional.of(
                        "Subscriptions and their replication slots belong to servers and not to a migration history,"
                                + " which runs more than once: create this one by hand, and take the statement out of the"
                                + " migration.");
            default -> Optional.empty();
        };
    }

    private static Optional<String> dropped(String kind) {
        return switch (kind) {
            case "ROLE", "USER", "GROUP", "DATABASE", "TABLESPACE" ->
                Optional.of(
                        "Roles, databases and tablespaces are shared by all databases of this server: this one is gone"
                                + " already, be it for another database or because the migration ran in the shadow database."
                                + " Write `DROP " + kind + " IF EXISTS …`.");
            default -> Optional.empty();
        };
    }
}
