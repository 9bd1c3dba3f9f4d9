package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableRedefinition;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqliteTableRedefinitionTest {
    @Test
    void what_the_schema_language_cannot_say_survives() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase(
                "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, w INT NOT NULL CHECK (w > 0),"
                        + " n TEXT COLLATE NOCASE, x TEXT DEFAULT (lower('X')), double INT GENERATED ALWAYS AS (w * 2) VIRTUAL,"
                        + " gone INT, CONSTRAINT small CHECK (w < 100), CHECK (gone > 0))",
                "CREATE TABLE log (what TEXT)",
                "CREATE TRIGGER t_log AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.n); END",
                "CREATE TRIGGER log_t AFTER DELETE ON log BEGIN DELETE FROM t; END",
                "CREATE INDEX t_lower ON t(lower(n))",
                "CREATE UNIQUE INDEX t_n ON t(n COLLATE RTRIM)",
                "CREATE VIEW v AS SELECT w FROM t",
                "INSERT INTO t (w, n) VALUES (5, 'Ann')")) {
            dropColumn(database, "t", "gone");

            assertThat(database.rows("SELECT id, w, n, x, double FROM t")).containsExactly("1|5|Ann|x|10");
            assertThat(database.rows("SELECT count(*) FROM t WHERE n = 'ANN'")).containsExactly("1");
            assertThat(database.rows("SELECT * FROM v")).containsExactly("5");
            assertThat(database.rows(
                            "SELECT name FROM sqlite_schema WHERE name LIKE 't_%' OR name LIKE '%_t' ORDER BY 1"))
                    .containsExactly("log_t", "t_log", "t_lower", "t_n");
            assertThatThrownBy(() -> database.run("INSERT INTO t (w) VALUES (0)"))
                    .hasMessageContaining("CHECK");
            assertThatThrownBy(() -> database.run("INSERT INTO t (w) VALUES (100)"))
                    .hasMessageContaining("CHECK");
            database.run("INSERT INTO t (w, n) VALUES (6, 'Bob')");
            assertThat(database.rows("SELECT x FROM t WHERE w = 6")).containsExactly("x");
            assertThat(database.rows("SELECT * FROM log")).containsExactly("Ann", "Bob");
            assertThat(database.rows("PRAGMA legacy_alter_table")).containsExactly("0");
        }
    }

    @Test
    void a_bare_word_as_a_default_stays_the_text_that_it_is() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase(
                "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, x TEXT NOT NULL DEFAULT word, gone INT)")) {
            dropColumn(database, "t", "gone");

            database.run("INSERT INTO t (id) VALUES (1)");
            assertThat(database.rows("SELECT x FROM t")).containsExactly("word");
        }
    }

    @Test
    void foreign_keys_that_are_checked_late_still_are() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase(
                "CREATE TABLE p (id INTEGER NOT NULL PRIMARY KEY)",
                "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, a INT REFERENCES p(id) DEFERRABLE INITIALLY DEFERRED,"
                        + " b INT, gone INT, FOREIGN KEY (b) REFERENCES p(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED)")) {
            dropColumn(database, "t", "gone");

            database.run("BEGIN", "INSERT INTO t VALUES (1, 5, 6)", "INSERT INTO p VALUES (5), (6)", "COMMIT");
            assertThat(database.rows("SELECT a, b FROM t")).containsExactly("5|6");
        }
    }

    @Test
    void options_of_the_table_survive() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase(
                "CREATE TABLE t (k TEXT NOT NULL PRIMARY KEY, v TEXT, gone TEXT) STRICT, WITHOUT ROWID")) {
            dropColumn(database, "t", "gone");

            assertThat(database.rows("SELECT wr, strict FROM pragma_table_list WHERE name = 't'"))
                    .containsExactly("1|1");
        }
    }

    @Test
    void empty_values_get_the_default_when_a_column_becomes_required() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase(
                "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, v TEXT)",
                "INSERT INTO t VALUES (1, NULL), (2, 'b')")) {
            Table before = database.table("t");
            Column required = new Column(
                    "v",
                    ColumnType.of(TypeFamily.Scalar.STRING, Arity.REQUIRED),
                    java.util.Optional.of(new DefaultValue.Literal(new LiteralValue.Text("it's"))),
                    java.util.Optional.empty(),
                    false,
                    List.of());

            rebuild(database, before, with(before, List.of(before.columns().get(0), required)));

            assertThat(database.rows("SELECT id, v FROM t")).containsExactly("1|it's", "2|b");
        }
    }

    @Test
    void names_with_quotes_and_the_name_of_the_new_table_do_no_harm() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase(
                "CREATE TABLE \"t\"\"; DROP TABLE x; --\" (\"i\"\"d\" INTEGER NOT NULL PRIMARY KEY, \"go'ne\" INT)",
                "CREATE TABLE \"new_t\"\"; DROP TABLE x; --\" (id INTEGER PRIMARY KEY)",
                "CREATE TABLE x (id INTEGER PRIMARY KEY)",
                "INSERT INTO \"t\"\"; DROP TABLE x; --\" VALUES (7, 8)")) {
            dropColumn(database, "t\"; DROP TABLE x; --", "go'ne");

            assertThat(database.rows("SELECT * FROM \"t\"\"; DROP TABLE x; --\""))
                    .containsExactly("7");
            assertThat(database.introspect().tables()).hasSize(3);
        }
    }

    @Test
    void numbers_that_were_given_out_are_not_given_out_again() throws SQLException {
        String odd = "it's \"t\"";
        String quoted = "\"it's \"\"t\"\"\"";
        try (MemoryDatabase database = new MemoryDatabase(
                "CREATE TABLE " + quoted + " (id INTEGER PRIMARY KEY AUTOINCREMENT, gone INT)",
                "CREATE TABLE emptied (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, gone INT)",
                "CREATE TABLE unused (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, gone INT)",
                "CREATE TABLE becomes (id INTEGER NOT NULL PRIMARY KEY, gone INT)",
                "INSERT INTO " + quoted + " (gone) VALUES (1), (2), (3)",
                "DELETE FROM " + quoted + " WHERE id = 3",
                "INSERT INTO emptied (gone) VALUES (1), (2)",
                "DELETE FROM emptied",
                "INSERT INTO becomes VALUES (7, 1)")) {
            for (String table : List.of(odd, "emptied", "unused", "becomes")) {
                dropColumn(database, table, "gone");
            }

            assertThat(database.rows("SELECT name, seq FROM sqlite_sequence WHERE seq > 0 ORDER BY seq"))
                    .containsExactly("emptied|2", odd + "|3", "becomes|7");
            for (String table : List.of(quoted, "emptied", "unused", "becomes")) {
                database.run("INSERT INTO " + table + " DEFAULT VALUES");
            }
            assertThat(database.rows("SELECT name, seq FROM sqlite_sequence ORDER BY seq"))
                    .containsExactly("unused|1", "emptied|3", odd + "|4", "becomes|8");
        }
    }

    @Test
    void a_key_that_is_numbered_no_longer_leaves_no_number_behind() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase(
                "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, v TEXT)",
                "INSERT INTO t (v) VALUES ('a')")) {
            Table before = database.table("t");
            Column text = Column.of("id", ColumnType.of(TypeFamily.Scalar.STRING, Arity.REQUIRED));

            rebuild(
                    database,
                    before,
                    with(before, List.of(text, before.columns().get(1))));

            assertThat(database.rows("SELECT * FROM sqlite_sequence")).isEmpty();
            assertThat(database.rows("SELECT * FROM t")).containsExactly("1|a");
        }
    }

    private static void dropColumn(MemoryDatabase database, String table, String column) throws SQLException {
        Table before = database.table(table);
        List<Column> columns = before.columns().stream()
                .filter(other -> !other.name().equals(column))
                .map(other -> new Column(
                        other.name(),
                        other.type(),
                        other.defaultValue(),
                        other.defaultName(),
                        other.autoIncrement(),
                        List.of()))
                .toList();
        rebuild(database, before, with(before, columns));
    }

    private static Table with(Table table, List<Column> columns) {
        return Table.of(table.name(), columns, table.primaryKey(), table.indexes(), table.foreignKeys());
    }

    private static void rebuild(MemoryDatabase database, Table before, Table after) throws SQLException {
        DatabaseSchema actual = database.introspect();
        List<Table> target = new ArrayList<>(actual.tables());
        target.replaceAll(table -> table.name().equals(after.name()) ? after : table);
        SchemaChange change = new SchemaChange.RedefineTables(
                List.of(new TableRedefinition(new BeforeAfter<>(before, after), List.of())));
        ChangeSet changes = new ChangeSet(
                new BeforeAfter<>(
                        actual, DatabaseSchema.builder().tables(target).build()),
                List.of(change));
        String script = String.join(";\n", new SqliteRenderer().render(change, changes)) + ";\n";
        new SqliteScriptRunner().run(database.connection(), script);
    }
}
