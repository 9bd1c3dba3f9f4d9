package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.SessionGuard;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.SessionState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps a session in its database, in its role and with its settings, and takes away what a script has left in it.
 *
 * <p>A script that has none of the words which can change a session costs nothing.
 */
final class MysqlSessionGuard implements SessionGuard {

    /** Settings that decide how statements are understood, what rows they see, or how long they wait. */
    private static final List<String> SETTINGS = List.of(
            "alter_algorithm",
            "auto_increment_increment",
            "auto_increment_offset",
            "autocommit",
            "big_tables",
            "character_set_client",
            "character_set_connection",
            "character_set_filesystem",
            "character_set_results",
            "character_set_server",
            "check_constraint_checks",
            "collation_connection",
            "collation_server",
            "completion_type",
            "default_storage_engine",
            "default_table_encryption",
            "default_tmp_storage_engine",
            "div_precision_increment",
            "explicit_defaults_for_timestamp",
            "foreign_key_checks",
            "group_concat_max_len",
            "information_schema_stats_expiry",
            "innodb_lock_wait_timeout",
            "innodb_strict_mode",
            "lc_time_names",
            "lock_wait_timeout",
            "max_execution_time",
            "max_join_size",
            "max_statement_time",
            "net_read_timeout",
            "net_write_timeout",
            "old_mode",
            "show_create_table_verbosity",
            "show_gipk_in_create_table_and_information_schema",
            "sql_auto_is_null",
            "sql_big_selects",
            "sql_generate_invisible_primary_key",
            "sql_log_bin",
            "sql_mode",
            "sql_quote_show_create",
            "sql_require_primary_key",
            "sql_safe_updates",
            "sql_select_limit",
            "sql_warnings",
            "system_versioning_alter_history",
            "system_versioning_asof",
            "system_versioning_insert_history",
            "time_zone",
            "transaction_isolation",
            "transaction_read_only",
            "tx_isolation",
            "tx_read_only",
            "unique_checks",
            "wait_timeout");

    /** Settings whose empty value is an empty list, and not the lack of one. */
    private static final Set<String> LISTS = Set.of("sql_mode", "old_mode");

    private static final String NOW = "timestamp";

    /** Who calls a program, or runs a text, runs what the script does not show. */
    private static final Set<String> HIDDEN = Set.of("CALL", "EXECUTE");

    private static final Set<String> UNLOCKING = Set.of("RELEASE_LOCK", "RELEASE_ALL_LOCKS", "GET_LOCK");

    @Override
    public SessionState read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            SessionPlace place = new SessionPlace(Optional.of(MysqlSession.database(connection)), Optional.empty());
            return new SessionState(
                    place,
                    role(statement, hasRoles(connection)),
                    settings(statement),
                    MysqlMigrationLock.isHeld(connection));
        }
    }

    private static boolean hasRoles(Connection connection) throws SQLException {
        MysqlFacts facts = MysqlSession.facts(connection);
        return facts.mariaDb() || !facts.version().startsWith("5.");
    }

    private static Optional<String> role(Statement statement, boolean known) throws SQLException {
        if (!known) {
            return Optional.empty();
        }
        try (ResultSet row = statement.executeQuery("SELECT CURRENT_ROLE()")) {
            row.next();
            return Optional.of(Optional.ofNullable(row.getString(1)).orElse("NONE"));
        }
    }

    private static Map<String, String> settings(Statement statement) throws SQLException {
        String names = SETTINGS.stream().map(MysqlLiterals::quote).collect(Collectors.joining(", "));
        Map<String, String> settings = new LinkedHashMap<>();
        try (ResultSet row = statement.executeQuery("SHOW SESSION VARIABLES WHERE Variable_name IN (" + names + ")")) {
            while (row.next()) {
                settings.put(
                        row.getString(1), Optional.ofNullable(row.getString(2)).orElse(""));
            }
        }
        return settings;
    }

    @Override
    public List<String> putBack(Connection connection, SessionState before, String script) throws SQLException {
        MysqlSessionWords words = MysqlSessionWords.of(script);
        boolean hidden = words.hasAny(HIDDEN);
        List<String> back = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            // Drivers would take braces in names for their own escapes.
            statement.setEscapeProcessing(false);
            // First of all, so that what follows is understood as before.
            if (hidden || words.setsAnything()) {
                putBackSettings(statement, before, words, back);
                putBackRole(statement, before, back);
            }
            if (hidden || words.hasAny(Set.of("USE", "DATABASE", "SCHEMA"))) {
                putBackDatabase(connection, statement, before.place(), back);
            }
            if (before.locked() && (hidden || words.hasAny(UNLOCKING)) && !MysqlMigrationLock.isHeld(connection)) {
                MysqlMigrationLock.takeAgain(connection);
                back.add("migration lock");
            }
            for (String handler : words.handlers()) {
                closeHandler(statement, handler);
            }
            for (String table : words.temporaryTables()) {
                statement.execute("DROP TEMPORARY TABLE IF EXISTS " + table);
            }
        }
        return List.copyOf(back);
    }

    private static void putBackDatabase(
            Connection connection, Statement statement, SessionPlace place, List<String> back) throws SQLException {
        String database = place.database().orElse("");
        if (!database.isEmpty() && !MysqlSession.database(connection).equals(database)) {
            statement.execute("USE " + MysqlNames.quote(database));
            back.add("database");
        }
    }

    private static void putBackRole(Statement statement, SessionState before, List<String> back) throws SQLException {
        Optional<String> now = role(statement, before.role().isPresent());
        if (!now.equals(before.role())) {
            String role = before.role().orElse("NONE");
            // MySQL tells its roles quoted, MariaDB the one as it is.
            boolean written = role.equals("NONE") || role.startsWith("`");
            statement.execute("SET ROLE " + (written ? role : MysqlNames.quote(role)));
            back.add("role");
        }
    }

    private static void putBackSettings(
            Statement statement, SessionState before, MysqlSessionWords words, List<String> back) throws SQLException {
        Map<String, String> now = settings(statement);
        List<String> assignments = new ArrayList<>();
        before.settings().forEach((name, value) -> {
            if (!value.equals(now.get(name))) {
                assignments.add("SESSION " + name + " = " + literal(name, value));
                back.add(name);
            }
        });
        if (words.hasAny(Set.of("TIMESTAMP")) || words.hasAny(HIDDEN)) {
            assignments.add("SESSION " + NOW + " = DEFAULT");
        }
        if (!assignments.isEmpty()) {
            statement.execute("SET " + String.join(", ", assignments));
        }
    }

    /** Quotes are doubled and there are no backslashes, so that this is the same in every SQL mode. */
    private static String literal(String name, String value) {
        if (value.isEmpty() && !LISTS.contains(name)) {
            return "NULL";
        }
        boolean bare = value.equals("DEFAULT") || value.matches("-?[0-9]+(\\.[0-9]+)?");
        return bare ? value : "'" + value.replace("'", "''") + "'";
    }

    private static void closeHandler(Statement statement, String name) {
        try {
            statement.execute("HANDLER " + name + " CLOSE");
        } catch (SQLException e) {
            // The script has closed it itself.
        }
    }
}
