package dev.gnomon.dialect.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.TransactionState;
import org.postgresql.core.Tuple;

/**
 * Counts what the server answers to the statements of one text. A statement of the driver's forgets the answers before a
 * failure, and nothing else tells which statement it was, and which transactions had ended.
 */
final class PostgresqlAnswers extends ResultHandlerBase {

    /** The answer to a statement that gives rows. */
    private static final String ROWS = "SELECT";

    private final List<String> tags = new ArrayList<>();

    /** Send a text to the server as it is, in one message. */
    void send(Connection connection, String text) throws SQLException {
        QueryExecutor executor = connection.unwrap(BaseConnection.class).getQueryExecutor();
        // Neither braces nor question marks are the driver's.
        Query query = executor.createQuery(text, false, false).query;
        try {
            executor.execute(
                    query,
                    null,
                    this,
                    0,
                    0,
                    QueryExecutor.QUERY_ONESHOT
                            | QueryExecutor.QUERY_EXECUTE_AS_SIMPLE
                            | QueryExecutor.QUERY_SUPPRESS_BEGIN);
        } finally {
            query.close();
        }
    }

    /** What the server said to each statement that ran to its end, such as {@code CREATE TABLE}. */
    List<String> tags() {
        return tags;
    }

    /** Whether the session is in a transaction that a script began. */
    static boolean isInTransaction(Connection connection) throws SQLException {
        return connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.OPEN;
    }

    @Override
    public void handleResultRows(Query query, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
        tags.add(ROWS);
    }

    @Override
    public void handleWarning(SQLWarning warning) {
        // Notices are for people at a prompt.
    }

    @Override
    public void handleCommandStatus(String status, long updateCount, long insertedId) {
        tags.add(status);
    }
}
