package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.MigrationLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lock that Prisma's runs and gnomon's exclude each other with. */
class PostgresqlMigrationLockTest {

    private final PostgresqlConnector connector = new PostgresqlConnector();
    private final PostgresqlMigrationLock lock = new PostgresqlMigrationLock();
    private ScratchDatabase database;

    @BeforeEach
    void createDatabase() {
        database = ScratchDatabase.create();
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.close();
    }

    @Test
    void says_in_prismas_words_that_another_run_holds_it() throws SQLException {
        database.execute("SELECT pg_advisory_lock(72707369)");
        try (Connection other = connector.connect(database.target())) {
            assertThatThrownBy(() -> lock.acquire(other, Duration.ofMillis(50)))
                    .hasMessage("P1002: The database server was reached but timed out.\n\nPlease try again.\n\nPlease"
                            + " make sure your database server is running at the configured address.\n\nContext: Timed"
                            + " out trying to acquire a postgres advisory lock (SELECT pg_advisory_lock(72707369))."
                            + " Timeout: 50ms. See https://pris.ly/d/migrate-advisory-locking for details.\n");
            assertThat(other.isValid(1)).isTrue();
        }
    }

    @Test
    void is_free_again_when_it_is_released_or_its_session_ends() throws SQLException {
        MigrationLock.Held held = lock.acquire(database.connection(), Duration.ofSeconds(5));
        held.close();
        held.close();
        Connection other = connector.connect(database.target());
        lock.acquire(other, Duration.ofSeconds(5));
        other.close();

        lock.acquire(database.connection(), Duration.ofSeconds(5)).close();
    }

    @Test
    void leaves_the_timeout_of_the_session_alone() throws SQLException {
        lock.acquire(database.connection(), Duration.ofSeconds(5)).close();

        assertThat(database.text("SHOW lock_timeout")).isEqualTo("0");
    }
}
