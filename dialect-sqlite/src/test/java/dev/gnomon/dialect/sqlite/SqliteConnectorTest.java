package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gnomon.engine.dialect.DatabaseIdentity;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteConnectorTest {
    @TempDir
    Path folder = Path.of("");

    private final SqliteConnector connector = new SqliteConnector();

    private DatabaseTarget target(String url) {
        return new DatabaseTarget(url, folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:./x.db",
                "file:x.db",
                "file:sub/../x.db",
                "sqlite:x.db",
                "jdbc:sqlite:x.db",
                "jdbc:sqlite:file:x.db",
                "file:x.db?connection_limit=1&socket_timeout=3"
            })
    void relative_paths_are_relative_to_the_base_folder(String url) throws SQLException, IOException {
        Files.createFile(folder.resolve("x.db"));

        try (Connection connection = connector.connect(target(url))) {
            run(connection, "CREATE TABLE t (a)");
        }

        assertThat(Files.size(folder.resolve("x.db"))).isPositive();
        assertThat(connector.locate(target(url)).database()).contains("x.db");
        assertThat(connector.locate(target(url)).address()).contains(url);
    }

    @Test
    void a_missing_file_is_not_created_by_connecting_but_by_creating_with_its_folders() throws SQLException {
        DatabaseTarget target = target("file:./a/b/dev.db");

        GnomonException refusal = catchThrowableOfType(GnomonException.class, () -> connector.connect(target));

        assertThat(refusal.code()).isEqualTo(EngineErrorCode.DATABASE_DOES_NOT_EXIST);
        assertThat(refusal.problem()).isEqualTo("Database `dev.db` does not exist");
        assertThat(folder.resolve("a")).doesNotExist();
        assertThat(connector.createDatabase(target)).isEqualTo("dev.db");
        connector.connect(target).close();
        connector.dropDatabase(target);
        assertThat(folder.resolve("a/b/dev.db")).doesNotExist();
    }

    @Test
    void links_lead_to_the_same_database() throws SQLException, IOException {
        connector.createDatabase(target("file:x.db"));
        connector.createDatabase(target("file:other.db"));
        Files.createSymbolicLink(folder.resolve("soft.db"), folder.resolve("x.db"));
        Files.createLink(folder.resolve("hard.db"), folder.resolve("x.db"));

        assertThat(identity("file:soft.db")).isEqualTo(identity("file:x.db"));
        assertThat(identity("file:hard.db")).isEqualTo(identity("jdbc:sqlite:" + folder.resolve("x.db")));
        assertThat(identity("file:other.db")).isNotEqualTo(identity("file:x.db"));
        assertThat(identity(":memory:")).isNotEqualTo(identity(":memory:"));
    }

    private DatabaseIdentity identity(String url) throws SQLException {
        try (Connection connection = connector.connect(target(url))) {
            return connector.identify(connection, target(url));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:", "file:.", "postgres://localhost/x", "x.db"})
    void a_url_that_names_no_file_is_refused(String url) {
        GnomonException refusal = catchThrowableOfType(GnomonException.class, () -> connector.connect(target(url)));

        assertThat(refusal.code()).isEqualTo(EngineErrorCode.URL_INVALID);
        assertThat(refusal.problem()).startsWith("The provided database string is invalid. ");
    }

    @Test
    void a_file_that_is_no_database_is_explained() throws IOException {
        Files.writeString(folder.resolve("text.db"), "this is no database, but a text of some length".repeat(20));

        GnomonException refusal =
                catchThrowableOfType(GnomonException.class, () -> connector.connect(target("file:text.db")));

        assertThat(refusal.problem()).contains("file is not a database");
    }

    @Test
    void sessions_enforce_foreign_keys_as_prismas_do() throws SQLException {
        try (Connection connection = connector.connect(target(":memory:"))) {
            run(connection, "CREATE TABLE a (id INTEGER PRIMARY KEY)");
            run(connection, "CREATE TABLE b (a INT REFERENCES a(id))");

            assertThatThrownBy(() -> run(connection, "INSERT INTO b VALUES (1)"))
                    .hasMessageContaining("FOREIGN KEY");
        }
    }

    @Test
    void a_locked_file_is_explained() throws SQLException {
        DatabaseTarget target = target("file:x.db?socket_timeout=0");
        connector.createDatabase(target);
        try (Connection one = connector.connect(target);
                Connection two = connector.connect(target)) {
            run(one, "BEGIN EXCLUSIVE");

            SQLException failure = catchThrowableOfType(SQLException.class, () -> run(two, "CREATE TABLE t (a)"));

            assertThat(connector.explain(failure, target).code()).isEqualTo(EngineErrorCode.OPERATION_TIMED_OUT);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
