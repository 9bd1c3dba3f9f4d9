package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.DatabaseReset;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.KeptObjects;
import dev.gnomon.engine.dialect.SessionPlace;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** Empties the whole file at once, whatever it holds, and leaves it as small as a new one. */
final class SqliteDatabaseReset implements DatabaseReset {
    private static final List<String> STATEMENTS = List.of(
            "PRAGMA writable_schema=ON",
            "DELETE FROM main.sqlite_schema",
            "PRAGMA writable_schema=RESET",
            "VACUUM main",
            "PRAGMA main.user_version=0",
            "PRAGMA main.application_id=0");

    @Override
    public void reset(Connection connection, SessionPlace place, IntrospectionScope scope) throws SQLException {
        Optional<String> journal = SqliteShadowMark.journalBefore(connection);
        try (Statement statement = connection.createStatement()) {
            try {
                for (String sql : STATEMENTS) {
                    statement.execute(sql);
                }
            } finally {
                statement.execute("PRAGMA writable_schema=OFF");
            }
        }
        if (journal.isPresent()) {
            SqliteShadowMark.setJournal(connection, journal.get());
        }
    }

    @Override
    public boolean resetExcept(Connection connection, SessionPlace place, IntrospectionScope scope, KeptObjects kept)
            throws SQLException {
        return new SqliteSparingReset(connection, kept).run();
    }
}
