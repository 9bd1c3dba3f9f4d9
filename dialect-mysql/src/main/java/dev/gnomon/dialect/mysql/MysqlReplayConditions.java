package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.DialectObjectFormat;
import dev.gnomon.engine.dialect.ReplayConditions;
import dev.gnomon.engine.support.RepeatableScripts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;

/** Knows what decides a replay in MySQL and MariaDB besides the migrations. */
final class MysqlReplayConditions implements ReplayConditions {

    private static final RepeatableScripts REPEATABLE = new RepeatableScripts(
            Set.of("FUNCTION", "INDEX", "PROCEDURE", "SEQUENCE", "TABLE", "TRIGGER", "VIEW"),
            Set.of(
                    "ANALYZE",
                    "BEGIN",
                    "COMMIT",
                    "DELETE",
                    "GRANT",
                    "INSERT",
                    "LOCK",
                    "OPTIMIZE",
                    "RENAME",
                    "REPLACE",
                    "REVOKE",
                    "SAVEPOINT",
                    "START",
                    "TRUNCATE",
                    "UNLOCK",
                    "UPDATE"),
            Set.of(RepeatableScripts.Hazard.OTHER_DATABASES));

    /** Variables that say what a session or the server is doing, not how. */
    private static final Set<String> FLEETING = Set.of(
            "error_count",
            "external_user",
            "gtid_binlog_pos",
            "gtid_binlog_state",
            "gtid_current_pos",
            "gtid_executed",
            "gtid_owned",
            "gtid_purged",
            "gtid_seq_no",
            "gtid_slave_pos",
            "identity",
            "in_transaction",
            "insert_id",
            "last_gtid",
            "last_insert_id",
            "original_commit_timestamp",
            "proxy_user",
            "pseudo_thread_id",
            "rand_seed1",
            "rand_seed2",
            "statement_id",
            "timestamp",
            "warning_count");

    @Override
    public Optional<String> of(Connection session, Place place) throws SQLException {
        StringBuilder told = new StringBuilder();
        try (Statement statement = session.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT VERSION(), CURRENT_USER(),"
                    + " (SELECT CONCAT(DEFAULT_CHARACTER_SET_NAME, ' ', DEFAULT_COLLATION_NAME)"
                    + " FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = DATABASE()),"
                    + " (SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE())"
                    + " + (SELECT COUNT(*) FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE())"
                    + " + (SELECT COUNT(*) FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE())")) {
                row.next();
                told.append(row.getString(1)).append('\n').append(row.getString(2));
                if (place == Place.WITHIN) {
                    if (row.getInt(4) > 0) {
                        return Optional.empty();
                    }
                    told.append('\n').append(row.getString(3));
                }
            }
            try (ResultSet row = statement.executeQuery("SHOW SESSION VARIABLES")) {
                while (row.next()) {
                    if (!FLEETING.contains(row.getString(1))) {
                        told.append('\n').append(row.getString(1)).append('=').append(row.getString(2));
                    }
                }
            }
        }
        return Optional.of(told.toString());
    }

    @Override
    public boolean isRepeatable(String script) {
        return REPEATABLE.covers(new MysqlScriptRunner().split(script));
    }

    @Override
    public DialectObjectFormat objects() {
        return new MysqlDialectObjects();
    }
}
