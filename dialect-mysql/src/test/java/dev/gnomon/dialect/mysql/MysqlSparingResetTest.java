package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.KeptObjects;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.tck.server.ServerKind;
import dev.gnomon.engine.tck.server.TestServer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A database that is emptied around what is declared external, judged by the server's own descriptions. */
class MysqlSparingResetTest {

    private static final KeptObjects KEPT = new KeptObjects(Set.of("theirs", "parents"), Set.of());

    private static final List<String> THEIRS = List.of(
            "CREATE TABLE parents (id INT PRIMARY KEY)",
            "CREATE TABLE theirs (id INT AUTO_INCREMENT PRIMARY KEY, parent INT, n INT, mood ENUM('a','b') DEFAULT 'b',"
                    + " twice INT AS (n * 2) STORED, at DATETIME(3) DEFAULT NOW(3) ON UPDATE NOW(3), FULLTEXT KEY f (text),"
                    + " text TEXT, KEY by_n (n DESC), CONSTRAINT small CHECK (n < 100),"
                    + " FOREIGN KEY (parent) REFERENCES parents(id)) COMMENT 'kept'",
            "CREATE FUNCTION deeper() RETURNS INT DETERMINISTIC RETURN 7",
            "CREATE FUNCTION next_one() RETURNS INT DETERMINISTIC RETURN deeper() + 1",
            "CREATE TRIGGER numbered BEFORE INSERT ON theirs FOR EACH ROW SET NEW.n = next_one()",
            "INSERT INTO parents VALUES (1)",
            "INSERT INTO theirs (parent, text) VALUES (1, 'one'), (1, 'two')");

    private static final List<String> OURS = List.of(
            "CREATE TABLE `our``s {d '2024'}` (id INT PRIMARY KEY, theirs INT, FOREIGN KEY (theirs) REFERENCES theirs(id))",
            "CREATE TABLE a (id INT PRIMARY KEY, b INT)",
            "CREATE TABLE b (id INT PRIMARY KEY, a INT, FOREIGN KEY (a) REFERENCES a(id))",
            "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b(id)",
            "CREATE VIEW seen AS SELECT id FROM theirs",
            "CREATE PROCEDURE mine() SELECT 1",
            "CREATE EVENT daily ON SCHEDULE EVERY 1 DAY DO DELETE FROM a",
            "CREATE TABLE _prisma_migrations (id INT)");

    private final MysqlDatabaseReset reset = new MysqlDatabaseReset();

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void leaves_external_tables_with_all_that_they_need(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            for (String sql : THEIRS) {
                database.run(sql);
            }
            if (server.kind() == ServerKind.MARIADB) {
                database.run("CREATE SEQUENCE numbers START 40");
                database.run("ALTER TABLE parents ADD COLUMN n INT DEFAULT NEXTVAL(numbers)");
            }
            List<String> before = dump(database);
            for (String sql : OURS) {
                database.run(sql);
            }
            if (server.kind() == ServerKind.MARIADB) {
                database.run("CREATE SEQUENCE mine_too");
                database.run("CREATE TABLE remembered (id INT) WITH SYSTEM VERSIONING");
            }

            assertThat(empty(database, KEPT)).isTrue();

            assertThat(dump(database)).isEqualTo(before);
            assertThat(database.text("SELECT @@foreign_key_checks")).isEqualTo("1");
            database.run("INSERT INTO theirs (parent) VALUES (1)");
            assertThat(database.text("SELECT CONCAT(id, ' ', n) FROM theirs ORDER BY id DESC"))
                    .isEqualTo("3 8");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void refuses_before_anything_is_gone_if_an_external_table_needs_one_of_the_project(TestServer server)
            throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            database.run("CREATE TABLE ours (id INT PRIMARY KEY)");
            database.run("CREATE TABLE theirs (id INT, FOREIGN KEY (id) REFERENCES ours(id))");
            database.run("CREATE PROCEDURE mine() SELECT 1");
            List<String> before = dump(database);

            assertThatThrownBy(() -> empty(database, KEPT))
                    .isInstanceOf(GnomonException.class)
                    .hasMessageContaining("`theirs` needs `ours`");

            assertThat(dump(database)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void does_nothing_where_nothing_external_is_there(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            database.run("CREATE TABLE ours (id INT PRIMARY KEY)");

            assertThat(empty(database, KEPT)).isFalse();

            assertThat(database.introspect().tables()).hasSize(1);
        }
    }

    private boolean empty(ScratchDatabase database, KeptObjects kept) throws SQLException {
        return reset.resetExcept(
                database.connection,
                new MysqlConnector().place(database.connection),
                IntrospectionScope.DEFAULT_NAMESPACE,
                kept);
    }

    /** What the server says of everything in the database, and all rows. */
    private static List<String> dump(ScratchDatabase database) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (String table : texts(database, "SHOW TABLES", 1)) {
            lines.addAll(texts(database, "SHOW CREATE TABLE " + MysqlNames.quote(table), 2));
            lines.addAll(texts(database, "SELECT * FROM " + MysqlNames.quote(table), 1));
        }
        lines.addAll(texts(database, "SHOW TRIGGERS", 1));
        lines.addAll(texts(database, "SHOW FUNCTION STATUS WHERE Db = DATABASE()", 2));
        lines.addAll(texts(database, "SHOW PROCEDURE STATUS WHERE Db = DATABASE()", 2));
        lines.addAll(texts(database, "SHOW EVENTS", 2));
        return lines;
    }

    private static List<String> texts(ScratchDatabase database, String query, int column) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = database.connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(column));
            }
        }
        return texts;
    }
}
