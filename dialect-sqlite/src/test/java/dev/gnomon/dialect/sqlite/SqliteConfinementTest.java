package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.ReachKind;
import dev.gnomon.engine.dialect.ScriptFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the database itself keeps from scripts, whether they were read before or not. */
class SqliteConfinementTest {

    @TempDir
    Path folder;

    private Path canary;
    private byte[] before;

    @BeforeEach
    void make_a_canary() throws Exception {
        canary = folder.resolve("canary.db");
        Files.createFile(canary);
        try (Connection connection = open(Optional.of(canary))) {
            new SqliteScriptRunner()
                    .run(connection, "CREATE TABLE precious (id INTEGER); INSERT INTO precious VALUES (1)");
        }
        before = Files.readAllBytes(canary);
    }

    private static Connection open(Optional<Path> file) throws SQLException {
        return SqliteConnector.open(file, false, Duration.ofSeconds(1));
    }

    private void run(Connection connection, String script) throws ScriptFailedException {
        new SqliteScriptRunner().run(connection, script.replace("CANARY", canary.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATTACH DATABASE 'CANARY' AS r; DROP TABLE r.precious",
                "BEGIN; ATTACH 'file:CANARY' AS r; DROP TABLE r.precious; COMMIT",
                "ATTACH (SELECT 'CAN' || 'X' WHERE 0 UNION SELECT 'CANARY') AS r; DELETE FROM r.precious",
                "VACUUM INTO 'CANARY'",
                "VACUUM main INTO 'CANARY.copy'",
                "BACKUP TO 'CANARY'",
                "backup main to 'CANARY'",
                "restore from 'CANARY'",
                "\uFEFF RESTORE FROM 'CANARY'",
                "SELECT load_extension('CANARY')",
                "SELECT writefile('CANARY', 'x')",
                "CREATE VIRTUAL TABLE c USING csv(filename='CANARY')",
                "PRAGMA writable_schema=ON; INSERT INTO sqlite_schema VALUES ('table', 'c', 'c', 0,"
                        + " 'CREATE VIRTUAL TABLE c USING csv(filename=''CANARY'')'); PRAGMA writable_schema=RESET;"
                        + " SELECT * FROM c",
            })
    void a_session_that_is_shut_reaches_no_file(String script) throws Exception {
        Path own = Files.createFile(folder.resolve("own.db"));
        for (Optional<Path> file : List.of(Optional.<Path>empty(), Optional.of(own))) {
            try (Connection connection = open(file)) {
                new SqliteScriptReach().confine(connection, Set.of());
                assertThatThrownBy(() -> run(connection, script)).isInstanceOf(ScriptFailedException.class);
            }
        }
        assertThat(canary).hasBinaryContent(before);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("canary.db", "own.db");
    }

    @Test
    void what_needs_a_database_of_its_own_for_a_moment_runs_all_the_same() throws Exception {
        try (Connection connection = open(Optional.empty())) {
            new SqliteScriptReach().confine(connection, Set.of());
            run(connection, "CREATE TABLE t (a); INSERT INTO t VALUES (1); VACUUM; vacuum main; /* x */ VACUUM");
            run(connection, "ATTACH ':memory:' AS a; ATTACH '' AS b; CREATE TABLE a.x AS SELECT * FROM t; DETACH a");
            assertThatThrownBy(() -> run(connection, "ATTACH 'CANARY' AS c"))
                    .hasMessageContaining("too many attached databases - max 0");
        }
    }

    @Test
    void what_the_user_allows_can_be_reached() throws Exception {
        try (Connection connection = open(Optional.empty())) {
            new SqliteScriptReach().confine(connection, EnumSet.of(ReachKind.DATABASES));
            run(connection, "ATTACH 'CANARY' AS c; DELETE FROM c.precious");
        }
        assertThat(Files.readAllBytes(canary)).isNotEqualTo(before);
    }
}
