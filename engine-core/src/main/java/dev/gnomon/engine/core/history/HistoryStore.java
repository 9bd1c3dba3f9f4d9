package dev.gnomon.engine.core.history;

import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.HistoryTable;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.migration.Checksum;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of the history table of one database, over one session. */
public final class HistoryStore {

    /** A row of one's own is written at once, unless a script keeps everybody out of all tables. */
    private static final int PATIENCE_SECONDS = 10;

    private final Connection connection;
    private final HistoryTable table;
    private final SessionPlace place;
    private final String quotedName;

    private HistoryStore(Connection connection, HistoryTable table, SessionPlace place) {
        this.connection = connection;
        this.table = table;
        this.place = place;
        this.quotedName = table.quotedName(place);
    }

    /**
     * Look at the history table of a database, which need not be there.
     *
     * @param place where it lies, as the session told before any script ran in it
     */
    public static HistoryStore of(Connection connection, Dialect dialect, SessionPlace place) {
        return new HistoryStore(connection, dialect.historyTable(), place);
    }

    /**
     * Read all rows, in the order in which they started.
     *
     * @return empty if there is no table
     */
    public Optional<List<AppliedMigration>> read() throws SQLException {
        String query = "SELECT id, checksum, finished_at, migration_name, logs, rolled_back_at, started_at,"
                + " applied_steps_count FROM " + quotedName + " ORDER BY started_at ASC";
        List<AppliedMigration> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                rows.add(readRow(row));
            }
        } catch (SQLException failure) {
            if (exists()) {
                throw failure;
            }
            return Optional.empty();
        }
        // Times of different writers may be stored in different forms, which a database cannot sort.
        rows.sort(Comparator.comparing(AppliedMigration::startedAt));
        return Optional.of(List.copyOf(rows));
    }

    /** Create the table as Prisma does. */
    public void create() throws SQLException {
        execute(table.createStatement(place.namespace()));
    }

    /** Remove the table with all its rows. */
    public void drop() throws SQLException {
        execute("DROP TABLE " + quotedName);
    }

    /**
     * Record that a migration starts.
     *
     * @param logs what to know about the run should it be cut off
     * @return the id of the new row
     */
    public String recordStarted(String migrationId, Checksum checksum, Instant now, Optional<String> logs)
            throws SQLException {
        String rowId = UUID.randomUUID().toString();
        String insert = "INSERT INTO " + quotedName
                + " (id, checksum, started_at, migration_name, logs) VALUES (?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, rowId);
            statement.setString(2, checksum.hex());
            table.bindInstant(statement, 3, truncated(now));
            statement.setString(4, migrationId);
            if (logs.isPresent()) {
                statement.setString(5, logs.get());
            } else {
                statement.setNull(5, Types.VARCHAR);
            }
            statement.executeUpdate();
        }
        return rowId;
    }

    /** Record that the script of a migration ran to its end, which leaves nothing to say in the logs. */
    public void recordFinished(String rowId, Instant now) throws SQLException {
        String update = "UPDATE " + quotedName
                + " SET applied_steps_count = applied_steps_count + 1, finished_at = ?, logs = NULL WHERE id = ?";
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            table.bindInstant(statement, 1, truncated(now));
            statement.setString(2, rowId);
            statement.executeUpdate();
        }
    }

    /** Record why a migration failed, or how far it came. */
    public void recordLogs(String rowId, String logs) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE " + quotedName + " SET logs = ? WHERE id = ?")) {
            statement.setQueryTimeout(PATIENCE_SECONDS);
            statement.setString(1, logs);
            statement.setString(2, rowId);
            statement.executeUpdate();
        }
    }

    /** Record that a migration's folder has another name now. */
    public void recordRenamed(String rowId, String migrationId) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE " + quotedName + " SET migration_name = ? WHERE id = ?")) {
            statement.setString(1, migrationId);
            statement.setString(2, rowId);
            statement.executeUpdate();
        }
    }

    /** Record that what a failed migration left was rolled back. */
    public void recordRolledBack(String rowId, Instant now) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE " + quotedName + " SET rolled_back_at = ? WHERE id = ?")) {
            table.bindInstant(statement, 1, truncated(now));
            statement.setString(2, rowId);
            statement.executeUpdate();
        }
    }

    /** Record a migration as applied that did not run. */
    public void recordResolved(String migrationId, Checksum checksum, Instant now) throws SQLException {
        String insert = "INSERT INTO " + quotedName
                + " (id, checksum, logs, migration_name, started_at, finished_at, applied_steps_count)"
                + " VALUES (?, ?, '', ?, ?, ?, 0)";
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, UUID.randomUUID().toString());
            statement.setString(2, checksum.hex());
            statement.setString(3, migrationId);
            table.bindInstant(statement, 4, truncated(now));
            table.bindInstant(statement, 5, truncated(now));
            statement.executeUpdate();
        }
    }

    /** Whether the table is there, by the catalog. */
    private boolean exists() throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String pattern = HistoryTable.NAME.replace("_", metaData.getSearchStringEscape() + "_");
        try (ResultSet tables =
                metaData.getTables(catalog(), place.namespace().orElse(null), pattern, new String[] {"TABLE"})) {
            return tables.next();
        }
    }

    private @Nullable String catalog() throws SQLException {
        return place.database().isPresent() ? place.database().get() : connection.getCatalog();
    }

    private AppliedMigration readRow(ResultSet row) throws SQLException {
        return new AppliedMigration(
                row.getString("id"),
                row.getString("migration_name"),
                new Checksum(row.getString("checksum")),
                table.readInstant(row, "started_at").orElse(Instant.EPOCH),
                table.readInstant(row, "finished_at"),
                table.readInstant(row, "rolled_back_at"),
                Optional.ofNullable(row.getString("logs")),
                row.getInt("applied_steps_count"));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Milliseconds are what every database keeps, and what Prisma writes. */
    private static Instant truncated(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
