package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.SessionGuard;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.SessionState;
import dev.gnomon.engine.support.SqlText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Puts a session back into its namespace, and drops the temporary tables that hide others. */
final class H2SessionGuard implements SessionGuard {

    @Override
    public SessionState read(Connection connection) throws SQLException {
        Optional<String> namespace = H2Session.text(connection, "SELECT SCHEMA()");
        String path = H2Session.text(
                        connection,
                        "SELECT STATE_COMMAND FROM INFORMATION_SCHEMA.SESSION_STATE WHERE STATE_KEY = 'SCHEMA_SEARCH_PATH'")
                .orElse("");
        String patience = H2Session.text(connection, "SELECT LOCK_TIMEOUT()").orElse("");
        return new SessionState(
                new SessionPlace(Optional.empty(), namespace),
                Optional.empty(),
                Map.of("SCHEMA_SEARCH_PATH", path, "LOCK_TIMEOUT", patience));
    }

    @Override
    public List<String> putBack(Connection connection, SessionState before, String script) throws SQLException {
        String words = script.toUpperCase(Locale.ROOT);
        List<String> changed = new ArrayList<>();
        if (words.contains("TEMP")) {
            dropTemporary(connection, changed);
        }
        if (!words.contains("SET") && !words.contains("USE")) {
            return changed;
        }
        SessionState now = read(connection);
        String namespace = SqlText.identifier(before.place().namespace().orElseThrow());
        if (!now.place().equals(before.place())) {
            H2Session.execute(connection, "SET SCHEMA " + namespace);
            changed.add("namespace");
        }
        String path = before.settings().get("SCHEMA_SEARCH_PATH");
        if (!now.settings().get("SCHEMA_SEARCH_PATH").equals(path)) {
            // A path cannot be taken away, but one to the namespace in use leads nowhere else.
            H2Session.execute(connection, path.isEmpty() ? "SET SCHEMA_SEARCH_PATH " + namespace : path);
            changed.add("search path");
        }
        String patience = before.settings().get("LOCK_TIMEOUT");
        if (!now.settings().get("LOCK_TIMEOUT").equals(patience)) {
            H2Session.execute(connection, "SET LOCK_TIMEOUT " + patience);
            changed.add("lock timeout");
        }
        return changed;
    }

    private static void dropTemporary(Connection connection, List<String> changed) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT TABLE_SCHEMA, TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
                        + " WHERE TABLE_TYPE = 'LOCAL TEMPORARY'")) {
            while (rows.next()) {
                names.add(SqlText.identifier(rows.getString(1)) + "." + SqlText.identifier(rows.getString(2)));
            }
        }
        for (String name : names) {
            H2Session.execute(connection, "DROP TABLE " + name);
            changed.add("temporary table " + name);
        }
    }
}
