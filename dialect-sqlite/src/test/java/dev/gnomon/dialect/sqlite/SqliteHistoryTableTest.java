package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqliteHistoryTableTest {
    private final SqliteHistoryTable history = new SqliteHistoryTable();

    @Test
    void times_are_written_as_whole_milliseconds() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase(history.createStatement(Optional.empty()))) {
            try (PreparedStatement insert = database.connection()
                    .prepareStatement(
                            "INSERT INTO " + history.quotedName(new SqliteConnector().place(database.connection()))
                                    + " (id, checksum, migration_name, started_at) VALUES ('i', 'c', 'n', ?)")) {
                history.bindInstant(insert, 1, Instant.ofEpochMilli(1_700_000_000_123L));
                insert.executeUpdate();
            }

            assertThat(database.rows("SELECT typeof(started_at), started_at FROM _prisma_migrations"))
                    .containsExactly("integer|1700000000123");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1700000000123, 2023-11-14T22:13:20.123Z",
        "'''2024-01-02T03:04:05.678Z''', 2024-01-02T03:04:05.678Z",
        "'''2024-01-02T03:04:05.678+00:00''', 2024-01-02T03:04:05.678Z",
        "'''2024-01-02 03:04:05''', 2024-01-02T03:04:05Z",
        "'''2024-01-02 03:04:05 UTC''', 2024-01-02T03:04:05Z",
        "'''2024-01-02 03:04:05.5 +02:00''', 2024-01-02T01:04:05.5Z"
    })
    void times_are_read_in_every_form_that_others_write(String stored, Instant meant) throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase(history.createStatement(Optional.empty()));
                Statement statement = database.connection().createStatement()) {
            database.run(
                    "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ('i', 'c', 'n', "
                            + stored + ")");
            try (ResultSet row = statement.executeQuery("SELECT * FROM _prisma_migrations")) {
                assertThat(row.next()).isTrue();
                assertThat(history.readInstant(row, "started_at")).contains(meant);
                assertThat(history.readInstant(row, "finished_at")).isEmpty();
            }
        }
    }
}
