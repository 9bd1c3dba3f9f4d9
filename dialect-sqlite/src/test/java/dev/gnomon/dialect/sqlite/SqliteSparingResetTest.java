package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.KeptObjects;
import dev.gnomon.engine.error.GnomonException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A file that is emptied around what is declared external, judged by its own list of what it holds. */
class SqliteSparingResetTest {

    private static final String[] THEIRS = {
        "CREATE TABLE parents (id INTEGER PRIMARY KEY)",
        "CREATE TABLE theirs (id INTEGER PRIMARY KEY AUTOINCREMENT, parent INT REFERENCES parents(id), n INT)",
        "CREATE INDEX theirs_partial ON theirs (n) WHERE n > 3",
        "CREATE TRIGGER touch AFTER INSERT ON theirs BEGIN INSERT INTO other VALUES (NULL, NULL); END",
        "CREATE VIRTUAL TABLE search USING fts5(x)",
        "INSERT INTO search VALUES ('words')",
        "CREATE TABLE rowids (x TEXT)",
        "INSERT INTO rowids VALUES ('a'), ('b'), ('c')",
        "DELETE FROM rowids WHERE x = 'a'",
        "INSERT INTO parents VALUES (1)"
    };

    private static final String[] OURS = {
        "CREATE TABLE other (id INTEGER PRIMARY KEY AUTOINCREMENT, self INT REFERENCES other(id) ON DELETE RESTRICT)",
        "CREATE TABLE \"our\"\"s\" (id INTEGER PRIMARY KEY, theirs INT REFERENCES theirs(id))",
        "INSERT INTO theirs (parent) VALUES (1), (1)",
        "DELETE FROM theirs WHERE id = 2",
        "INSERT INTO \"our\"\"s\" VALUES (1, 1)",
        "CREATE VIEW seen AS SELECT * FROM theirs",
        "CREATE VIEW broken AS SELECT * FROM nowhere",
        "CREATE VIRTUAL TABLE mine USING fts5(y)",
        "CREATE TABLE _prisma_migrations (id TEXT)"
    };

    private static final KeptObjects KEPT = new KeptObjects(Set.of("Theirs", "parents", "search", "rowids"), Set.of());

    @Test
    void leaves_external_tables_with_their_rows_indexes_and_triggers() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase(THEIRS)) {
            List<String> before = definitions(database);
            database.run(OURS);
            List<String> rows = rows(database);

            assertThat(empty(database)).isTrue();

            assertThat(definitions(database)).isEqualTo(before);
            assertThat(rows(database)).isEqualTo(rows);
            assertThat(database.rows("SELECT * FROM sqlite_sequence")).containsExactly("theirs|2");
            assertThat(database.rows("SELECT rowid, x FROM rowids")).containsExactly("2|b", "3|c");
            assertThat(database.rows("SELECT x FROM search WHERE search MATCH 'words'"))
                    .containsExactly("words");
            assertThat(database.rows("PRAGMA integrity_check")).containsExactly("ok");
            assertThat(database.rows("PRAGMA foreign_keys")).containsExactly("1");
        }
    }

    @Test
    void refuses_before_anything_is_gone_if_an_external_table_needs_one_of_the_project() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase(
                "CREATE TABLE ours (id INTEGER PRIMARY KEY)", "CREATE TABLE theirs (id INT REFERENCES \"OURS\"(id))")) {
            assertThatThrownBy(() -> empty(database))
                    .isInstanceOf(GnomonException.class)
                    .hasMessageContaining("`theirs` needs `OURS`");

            assertThat(database.introspect().tables()).hasSize(2);
        }
    }

    @Test
    void does_nothing_where_nothing_external_is_there() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase("CREATE TABLE ours (id INTEGER PRIMARY KEY)")) {
            assertThat(empty(database)).isFalse();

            assertThat(database.introspect().tables()).hasSize(1);
        }
    }

    private static boolean empty(MemoryDatabase database) throws SQLException {
        return new SqliteDatabaseReset()
                .resetExcept(
                        database.connection(),
                        new SqliteConnector().place(database.connection()),
                        IntrospectionScope.DEFAULT_NAMESPACE,
                        KEPT);
    }

    private static List<String> definitions(MemoryDatabase database) throws SQLException {
        return database.rows("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name");
    }

    private static List<String> rows(MemoryDatabase database) throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("theirs", "parents", "search", "rowids")) {
            rows.addAll(database.rows("SELECT rowid, * FROM " + table));
        }
        return rows;
    }
}
