package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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

    private DatabaseTarget newDatabase(String journalMode) throws SQLException {
        DatabaseTarget target = newDatabase();
        try (Connection connection = connector.connect(target)) {
            run(connection, "PRAGMA journal_mode=" + journalMode);
            run(connection, "CREATE TABLE t (a)");
        }
        return target;
    }

    @Test
    void nobody_else_writes_while_it_is_held() throws SQLException {
        DatabaseTarget target = newDatabase("DELETE");
        try (Connection one = connector.connect(target)) {
            try (MigrationLock.Held held = lock.acquire(one, SHORT)) {
                assertThat(held).isNotNull();
                run(one, "INSERT INTO t VALUES (1)");
                assertThatThrownBy(() -> insertInOtherSession(target)).hasMessageContaining("locked");
            }
            insertInOtherSession(target);
        }
    }

    @Test
    void with_a_write_ahead_log_it_keeps_out_prisma_and_lets_programs_work() throws SQLException {
        DatabaseTarget target = newDatabase("WAL");
        try (Connection one = connector.connect(target)) {
            try (MigrationLock.Held held = lock.acquire(one, SHORT);
                    Connection prisma = connector.connect(target)) {
                assertThat(held).isNotNull();
                insertInOtherSession(target);
                run(prisma, "PRAGMA main.locking_mode=EXCLUSIVE");
                assertThatThrownBy(() -> run(prisma, "CREATE TABLE u (a)")).hasMessageContaining("locked");
                run(one, "INSERT INTO t VALUES (1)");
            }
            insertInOtherSession(target);
        }
        assertThat(folder.toFile().list()).containsExactly("dev.db");
    }

    @Test
    void a_lock_file_that_a_killed_run_left_locks_nothing_and_goes() throws Exception {
        DatabaseTarget target = newDatabase("WAL");
        Files.writeString(folder.resolve("dev.db-gnomon"), "left");
        try (Connection one = connector.connect(target);
                MigrationLock.Held held = lock.acquire(one, SHORT)) {
            assertThat(held).isNotNull();
        }
        assertThat(folder.resolve("dev.db-gnomon")).doesNotExist();
    }

    @Test
    void a_lock_file_that_cannot_be_opened_is_told_and_locks_nothing() throws Exception {
        DatabaseTarget target = newDatabase("WAL");
        Path inTheWay = Files.createDirectory(folder.resolve("dev.db-gnomon"));
        try (Connection one = connector.connect(target)) {
            GnomonException refusal = catchThrowableOfType(GnomonException.class, () -> lock.acquire(one, SHORT));
            assertThat(refusal.code()).isEqualTo(EngineErrorCode.FILE_FAILURE);
            Files.delete(inTheWay);
            lock.acquire(one, SHORT).close();
        }
    }

    private void insertInOtherSession(DatabaseTarget target) throws SQLException {
        try (Connection other = connector.connect(target)) {
            run(other, "INSERT INTO t VALUES (2)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "WAL"})
    void who_waits_in_vain_is_told_what_for(String journalMode) throws SQLException {
        DatabaseTarget target = newDatabase(journalMode);
        try (Connection one = connector.connect(target);
                Connection two = connector.connect(target);
                MigrationLock.Held held = lock.acquire(one, SHORT)) {
            assertThat(held).isNotNull();

            GnomonException refusal = catchThrowableOfType(GnomonException.class, () -> lock.acquire(two, SHORT));

            assertThat(refusal.code()).isEqualTo(EngineErrorCode.SERVER_TIMED_OUT);
            assertThat(refusal.problem()).contains("Timeout: 100ms");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "WAL"})
    void many_sessions_that_wait_get_it_one_after_the_other(String journalMode) throws Exception {
        newDatabase(journalMode);
        DatabaseTarget target = new DatabaseTarget("file:./dev.db?socket_timeout=60", folder);
        AtomicInteger holders = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> found = new ArrayList<>();
            for (int session = 0; session < 40; session++) {
                found.add(pool.submit(() -> {
                    try (Connection connection = connector.connect(target);
                            MigrationLock.Held held = lock.acquire(connection, Duration.ofSeconds(60))) {
                        assertThat(held).isNotNull();
                        int others = holders.getAndIncrement();
                        run(connection, "INSERT INTO t VALUES (1)");
                        holders.decrementAndGet();
                        return others;
                    }
                }));
            }
            for (Future<Integer> others : found) {
                assertThat(others.get()).isZero();
            }
        } finally {
            pool.shutdownNow();
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
