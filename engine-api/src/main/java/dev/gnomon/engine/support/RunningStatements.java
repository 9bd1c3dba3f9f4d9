package dev.gnomon.engine.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Knows which statement runs in which session, so that another thread can cancel it. */
public final class RunningStatements {

    private final Map<Connection, Statement> running = new ConcurrentHashMap<>();

    /** Remember a statement until the answer is closed. */
    public Run begin(Connection connection, Statement statement) {
        running.put(connection, statement);
        return () -> running.remove(connection, statement);
    }

    /** Cancel what runs in a session, if anything does. */
    public void cancel(Connection connection) throws SQLException {
        Optional<Statement> statement = Optional.ofNullable(running.get(connection));
        if (statement.isPresent()) {
            statement.get().cancel();
        }
    }

    /** Forgets the statement when it is closed. */
    @FunctionalInterface
    public interface Run extends AutoCloseable {
        @Override
        void close();
    }
}
