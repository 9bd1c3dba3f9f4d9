package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteMigrationLockTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    @TempDir
    Path folder = Path.of("");

    private final SqliteConnector connector = new SqliteConnector();
    private final SqliteMigrationLock lock = new SqliteMigrationLock();

    private DatabaseTarget newDatabase() {
        DatabaseTarget target = new DatabaseTarget("file:./dev.db?socket_timeout=0", folder);
        connector.createDatabase(target);
        return target;
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "WAL"})
    void nobody_else_writes_while_it_is_held(String journalMode) throws SQLException {
        DatabaseTarget target = newDatabase();
        try (Connection one = connector.connect(target)) {
            run(one, "PRAGMA journal_mode=" + journalMode);
            run(one, "CREATE TABLE t (a)");
        }
        try (Connection one = connector.connect(target)) {
            try (MigrationLock.Held held = lock.acquire(one, SHORT)) {
                assertThat(held).isNotNull();
                run(one, "INSERT INTO t VALUES (1)");
                assertThatThrownBy(() -> insertInOtherSession(target)).hasMessageContaining("locked");
            }
            insertInOtherSession(target);
        }
    }

    private void insertInOtherSession(DatabaseTarget target) throws SQLException {
        try (Connection other = connector.connect(target)) {
            run(other, "INSERT INTO t VALUES (2)");
        }
    }

    @Test
    void who_waits_in_vain_is_told_what_for() throws SQLException {
        DatabaseTarget target = newDatabase();
        try (Connection one = connector.connect(target);
                Connection two = connector.connect(target);
                MigrationLock.Held held = lock.acquire(one, SHORT)) {
            assertThat(held).isNotNull();

            GnomonException refusal = catchThrowableOfType(GnomonException.class, () -> lock.acquire(two, SHORT));

            assertThat(refusal.code()).isEqualTo(EngineErrorCode.SERVER_TIMED_OUT);
            assertThat(refusal.problem()).contains("Timeout: 100ms");
        }
    }

    @Test
    void a_session_that_prisma_locked_is_waited_for_and_not_overrun() throws SQLException {
        DatabaseTarget target = newDatabase();
        try (Connection one = connector.connect(target)) {
            try (Connection prisma = connector.connect(target)) {
                run(prisma, "PRAGMA main.locking_mode=EXCLUSIVE");
                run(prisma, "CREATE TABLE t (a)");

                assertThatThrownBy(() -> lock.acquire(one, SHORT)).isInstanceOf(GnomonException.class);
            }
            lock.acquire(one, SHORT).close();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
