package dev.gnomon.engine.support;

import dev.gnomon.engine.dialect.MigrationLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A lock that a session holds until statements give it back, or until the session ends. */
public final class SessionLock implements MigrationLock.Held {

    private final Connection session;
    private final List<String> release;
    private boolean released;

    /**
     * Hold a lock that was taken.
     *
     * @param release the statements that give it back
     */
    public SessionLock(Connection session, String... release) {
        this.session = session;
        this.release = List.of(release);
    }

    @Override
    public void close() throws SQLException {
        if (released) {
            return;
        }
        released = true;
        if (session.isClosed()) {
            return;
        }
        try (Statement statement = session.createStatement()) {
            for (String sql : release) {
                statement.execute(sql);
            }
        }
    }
}
