package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.DialectObjectFormat;
import dev.gnomon.engine.dialect.ReplayConditions;
import dev.gnomon.engine.support.RepeatableScripts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Knows what decides a replay in SQLite besides the migrations: the library, which comes with the program, and nothing
 * else. There is no server, and a shadow database begins empty.
 */
final class SqliteReplayConditions implements ReplayConditions {

    private static final RepeatableScripts REPEATABLE = new RepeatableScripts(
            Set.of("INDEX", "TABLE", "TRIGGER", "VIEW"),
            Set.of(
                    "ANALYZE",
                    "BEGIN",
                    "COMMIT",
                    "DELETE",
                    "END",
                    "INSERT",
                    "PRAGMA",
                    "REINDEX",
                    "RELEASE",
                    "SAVEPOINT",
                    "UPDATE",
                    "VACUUM"),
            Set.of());

    @Override
    public Optional<String> of(Connection session, Place place) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet row = statement.executeQuery("SELECT sqlite_version() || ' ' || sqlite_source_id()"
                        + " || (SELECT group_concat(compile_options, ' ') FROM pragma_compile_options)"
                        + " || (SELECT encoding FROM pragma_encoding)")) {
            row.next();
            return Optional.of(row.getString(1));
        }
    }

    @Override
    public Optional<String> alone() throws SQLException {
        try (Connection connection = SqliteConnector.open(Optional.empty(), false, Duration.ofSeconds(1))) {
            return of(connection, Place.BESIDE);
        }
    }

    /** The one way to build something that was computed is to write the catalog itself. */
    @Override
    public boolean isRepeatable(String script) {
        return !script.contains("writable_schema") && REPEATABLE.covers(new SqliteScriptRunner().split(script));
    }

    @Override
    public DialectObjectFormat objects() {
        return new SqliteDialectObjects();
    }
}
