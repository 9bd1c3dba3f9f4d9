package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.IntrospectionScope;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SqliteDatabaseResetTest {
    @Test
    void everything_goes_whatever_refers_to_what() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase(
                "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, b INT REFERENCES b(id))",
                "CREATE TABLE b (id INTEGER PRIMARY KEY, a INT REFERENCES a(id) ON DELETE RESTRICT)",
                "CREATE VIEW v AS SELECT * FROM a",
                "CREATE VIEW broken AS SELECT * FROM nowhere",
                "CREATE TRIGGER t AFTER DELETE ON a BEGIN SELECT RAISE(ABORT, 'never'); END",
                "CREATE VIRTUAL TABLE search USING fts5(x)",
                "CREATE TABLE _prisma_migrations (id TEXT)",
                "INSERT INTO a VALUES (1, NULL)",
                "INSERT INTO b VALUES (1, 1)",
                "PRAGMA user_version=7")) {
            new SqliteDatabaseReset()
                    .reset(
                            database.connection(),
                            new SqliteConnector().place(database.connection()),
                            IntrospectionScope.DEFAULT_NAMESPACE);

            assertThat(database.rows("SELECT name FROM sqlite_schema")).isEmpty();
            assertThat(database.rows("PRAGMA integrity_check")).containsExactly("ok");
            assertThat(database.rows("PRAGMA user_version")).containsExactly("0");
            database.run("CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT)", "INSERT INTO a DEFAULT VALUES");
            assertThat(database.rows("SELECT id FROM a")).containsExactly("1");
        }
    }
}
