package dev.gnomon.engine.core.dataloss;

import dev.gnomon.engine.dialect.SqlRenderer;
import dev.gnomon.engine.model.ObjectName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Counts the rows of a live database, each count once, until its time is up. What it could not count,
 * for lack of time or because the database refused, it does not know.
 */
public final class CountedRows implements RowCounts {

    /** How long counting may take for one migration. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

    private final Connection connection;
    private final SqlRenderer renderer;
    private final long deadline;
    private final Map<String, OptionalLong> counts = new HashMap<>();

    /**
     * Count over a connection.
     *
     * @param patience how long all counts together may take
     */
    public CountedRows(Connection connection, SqlRenderer renderer, Duration patience) {
        this.connection = connection;
        this.renderer = renderer;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    @Override
    public OptionalLong rows(ObjectName table) {
        return count("SELECT COUNT(*) FROM " + renderer.quote(table));
    }

    @Override
    public OptionalLong nonNullValues(ObjectName table, String column) {
        return count(
                "SELECT COUNT(*) FROM " + renderer.quote(table) + " WHERE " + renderer.quote(column) + " IS NOT NULL");
    }

    private OptionalLong count(String query) {
        return counts.computeIfAbsent(query, this::run);
    }

    private OptionalLong run(String query) {
        long secondsLeft = Duration.ofNanos(deadline - System.nanoTime()).toSeconds();
        if (secondsLeft <= 0) {
            return OptionalLong.empty();
        }
        try (Statement statement = connection.createStatement()) {
            // Drivers would take braces in names for their own escapes.
            statement.setEscapeProcessing(false);
            statement.setQueryTimeout(Math.toIntExact(Math.min(secondsLeft, Integer.MAX_VALUE)));
            try (ResultSet row = statement.executeQuery(query)) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        } catch (SQLException refused) {
            // A table that cannot be counted may hold data: the finding stands in its cautious wording.
            return OptionalLong.empty();
        }
    }
}
