package dev.gnomon.conformance.engine.reach;

import dev.gnomon.engine.tck.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** What MySQL and MariaDB have in common. */
abstract class MysqlFamilyReplayReachTest extends ReplayReachTest {

    private static final List<String> WHOLE_SERVER = List.of(
            "SHOW GLOBAL VARIABLES WHERE Variable_name IN ('max_connections', 'event_scheduler', 'general_log', 'sql_mode',"
                    + " 'read_only', 'local_infile')",
            "SELECT name FROM mysql.func",
            "SELECT Server_name FROM mysql.servers",
            "SELECT PLUGIN_NAME, PLUGIN_STATUS FROM information_schema.PLUGINS");

    private final String main =
            "reach_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final String shadow = main + "_shadow";
    private final String victim = main + "_victim";
    private final String user = main + "_user";
    private TestServer server;

    /** Scripts name it before any test runs, which is too early for a folder that comes with each test. */
    private Path files;

    abstract TestServer newServer();

    final String victim() {
        return victim;
    }

    @BeforeAll
    void make_what_can_be_reached() throws SQLException, IOException {
        files = Files.createTempDirectory("reach");
        server = newServer();
        for (String database : List.of(main, shadow, victim)) {
            execute("CREATE DATABASE " + database);
        }
        for (String database : List.of(main, victim)) {
            execute("CREATE TABLE " + database + ".precious (id INT PRIMARY KEY)");
            execute("INSERT INTO " + database + ".precious VALUES (1), (2)");
            execute("CREATE VIEW " + database + ".seen AS SELECT id FROM " + database + ".precious");
            execute("CREATE PROCEDURE " + database + ".empty_it() DELETE FROM precious");
        }
        execute("CREATE USER '" + user + "'@'localhost' IDENTIFIED BY 'x'");
    }

    @AfterAll
    void drop_it() throws SQLException, IOException {
        Files.delete(files);
        for (String database : List.of(main, shadow, victim)) {
            execute("DROP DATABASE " + database);
        }
        execute("DROP USER '" + user + "'@'localhost'");
    }

    @Override
    String provider() {
        return "mysql";
    }

    @Override
    String mainUrl() {
        return server.url(main);
    }

    @Override
    String shadowUrl() {
        return server.url(shadow);
    }

    @Override
    List<String> world() throws SQLException, IOException {
        List<String> world = new ArrayList<>();
        for (String query : WHOLE_SERVER) {
            world.addAll(rows(query));
        }
        // Other classes make databases and users on the same server at the same time: ours are told by their names.
        world.addAll(rows("SHOW DATABASES LIKE '" + main + "%'"));
        world.addAll(
                rows("SELECT User, Host FROM mysql.user WHERE User LIKE '" + main + "%' OR User LIKE 'intruder%'"));
        world.addAll(rows("SHOW GRANTS FOR '" + user + "'@'localhost'"));
        for (String database : List.of(main, victim)) {
            world.addAll(rows("SHOW CREATE DATABASE " + database));
            world.addAll(rows("SHOW FULL TABLES FROM " + database));
            world.addAll(rows("SHOW CREATE TABLE " + database + ".precious"));
            world.addAll(rows("SELECT id FROM " + database + ".precious"));
            world.addAll(rows("SELECT ROUTINE_NAME, ROUTINE_DEFINITION FROM information_schema.ROUTINES WHERE"
                    + " ROUTINE_SCHEMA = '" + database + "'"));
            world.addAll(rows("SHOW TRIGGERS FROM " + database));
            world.addAll(rows("SHOW EVENTS FROM " + database));
        }
        // The shadow database is left empty, and nobody's mark stays.
        world.addAll(rows("SHOW TABLES FROM " + shadow));
        world.addAll(
                rows("SELECT ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = '" + shadow + "'"));
        try (Stream<Path> found = Files.walk(files)) {
            for (Path path : found.sorted().toList()) {
                world.add(path.toString());
            }
        }
        return world;
    }

    @Override
    Stream<Attack> attacks() {
        String table = victim + ".precious";
        return Stream.of(
                Attack.of("USE " + victim + ";\nDROP TABLE precious;", victim),
                Attack.of("/*!50000 USE " + victim + " */;\nDROP TABLE precious;", victim),
                new Attack("CREATE TABLE fine (id INT);\n\nUSE `" + victim + "`;", 3, victim),
                Attack.of("DROP DATABASE " + victim, "DROP DATABASE"),
                Attack.of("ALTER DATABASE " + main + " CHARACTER SET latin1", "the project's own"),
                Attack.of(
                        "CREATE DATABASE IF NOT EXISTS `" + main + "`;\nUSE `" + main
                                + "`;\nDROP TABLE IF EXISTS precious;",
                        "CREATE DATABASE"),
                Attack.of("DROP TABLE IF EXISTS `" + main + "`.`precious`", "the project's own database"),
                Attack.of("drop/**/table " + victim.toUpperCase(Locale.ROOT) + " . precious", "lies in the database"),
                new Attack("DROP TABLES\n  IF EXISTS a,\n  " + table, 3, "precious"),
                Attack.of("DELETE x FROM " + table + " x", "precious"),
                Attack.of("DELETE FROM " + table, "precious"),
                Attack.of("TRUNCATE " + table, "precious"),
                Attack.of("UPDATE plain, " + table + " p SET p.id = p.id + 10", "precious"),
                Attack.of("INSERT " + table + " VALUES (3)", "precious"),
                Attack.of("REPLACE INTO " + table + " VALUES (3)", "precious"),
                Attack.of("RENAME TABLE plain TO plainer, " + table + " TO taken", "precious"),
                Attack.of("ALTER TABLE plain RENAME " + victim + ".plain", victim),
                Attack.of("ALTER TABLE " + table + " ADD x INT", "precious"),
                Attack.of("CREATE TABLE " + victim + ".more (id INT)", victim),
                Attack.of("CREATE INDEX i ON " + table + " (id)", "precious"),
                Attack.of(
                        "CREATE TRIGGER " + victim + ".x BEFORE INSERT ON precious FOR EACH ROW SET NEW.id = 1",
                        victim),
                Attack.of("DROP VIEW " + victim + ".seen", "seen"),
                Attack.of("DROP PROCEDURE " + victim + ".empty_it", "empty_it"),
                Attack.of("CALL " + victim + ".empty_it()", "empty_it"),
                Attack.of("CREATE EVENT " + victim + ".e ON SCHEDULE EVERY 1 SECOND DO DELETE FROM precious", victim),
                new Attack(
                        "CREATE TRIGGER x AFTER INSERT ON plain FOR EACH ROW\nBEGIN\n  DELETE FROM " + table
                                + ";\nEND;\nINSERT INTO plain VALUES (1);",
                        3,
                        "precious"),
                new Attack(
                        "DELIMITER $$\nCREATE PROCEDURE p()\nBEGIN\n  DROP TABLE " + table
                                + ";\nEND$$\nDELIMITER ;\nCALL p();",
                        4,
                        "precious"),
                Attack.of("SET @s = 'DROP TABLE " + table + "'; PREPARE s FROM @s; EXECUTE s", "precious"),
                Attack.of(
                        "SET @s = CONCAT('DROP TABLE ', '" + victim + "', '.precious'); PREPARE s FROM @s; EXECUTE s",
                        "precious"),
                Attack.of(
                        "SET @s = REVERSE('" + new StringBuilder("DELETE FROM " + table).reverse()
                                + "'); PREPARE s FROM @s; EXECUTE s",
                        "precious"),
                Attack.of(
                        "SELECT CONCAT('DROP TABLE ', table_schema, '.', table_name) INTO @s FROM information_schema.tables"
                                + " WHERE table_name = 'precious' LIMIT 1; PREPARE s FROM @s; EXECUTE s",
                        "put together"),
                Attack.of("SELECT 1 INTO OUTFILE '" + files.resolve("out") + "'", "OUTFILE"),
                Attack.of("LOAD DATA INFILE '/etc/hostname' INTO TABLE plain", "LOAD DATA"),
                Attack.of("CREATE USER intruder", "CREATE USER"),
                Attack.of("DROP USER '" + user + "'@'localhost'", "DROP USER"),
                Attack.of("GRANT ALL ON " + main + ".* TO '" + user + "'@'localhost'", "GRANT"),
                Attack.of("SET PASSWORD FOR '" + user + "'@'localhost' = ''", "SET PASSWORD"),
                Attack.of("DELETE FROM mysql.user WHERE User = '" + user + "'", "belongs to the server"),
                Attack.of("SET GLOBAL max_connections = 77", "SET GLOBAL"),
                Attack.of("SET @@global.event_scheduler = 'OFF'", "event_scheduler"),
                Attack.of("CREATE SERVER intruder FOREIGN DATA WRAPPER mysql OPTIONS (HOST 'x')", "CREATE SERVER"),
                Attack.of("FLUSH PRIVILEGES", "FLUSH"),
                Attack.of("CREATE FUNCTION intruder RETURNS INTEGER SONAME 'intruder.so'", "SONAME"));
    }

    @Override
    Stream<String> riddles() {
        String table = victim + ".precious";
        String hex = hex("DROP TABLE " + table);
        return Stream.of(
                "SET @s = 0x" + hex + "; PREPARE s FROM @s; EXECUTE s",
                "SET @s = UNHEX('" + hex + "'); PREPARE s FROM @s; EXECUTE s",
                "SET @s = SUBSTRING('xxDROP TABLE " + table + "', 3); PREPARE s FROM @s; EXECUTE s",
                "SET @s = INSERT('DROP TABLE " + table + "', 1, 4, 'DROP'); PREPARE s FROM @s; EXECUTE s",
                "CREATE TABLE q (c TEXT); INSERT INTO q VALUES ('DROP TABLE " + table
                        + "'); SELECT c INTO @s FROM q; PREPARE s FROM @s; EXECUTE s",
                "CREATE TABLE q (c TEXT); INSERT INTO q VALUES ('" + table
                        + "'); SELECT CONCAT('DROP TABLE ', c) INTO @s FROM q; PREPARE s FROM @s; EXECUTE s",
                "CREATE PROCEDURE p(IN t TEXT) BEGIN SET @s = CONCAT('DROP TABLE ', t); PREPARE s FROM @s; EXECUTE s; END;"
                        + " CALL p('" + table + "')",
                "CREATE PROCEDURE p() BEGIN PREPARE s FROM @s; EXECUTE s; END; SET @s = 'SELECT 1'; SET @s = 'DROP TABLE "
                        + table + "'; CALL p()",
                "SET sql_mode = 'NO_BACKSLASH_ESCAPES'; SELECT 'a\\'; USE " + victim
                        + "; DROP TABLE precious; SELECT ' '",
                "/*!99999 ' */ USE " + victim + "; DROP TABLE precious; -- '",
                "/*/ ; USE " + victim + "; DROP TABLE precious; -- */",
                "SELECT 1 /*! ; USE " + victim + " */; DROP TABLE precious",
                "PREPARE s FROM 'SELECT ''DROP TABLE " + table + "'' INTO @y'; EXECUTE s; PREPARE t FROM @y; EXECUTE t",
                "SET @a = 'DROP TABLE '; SET @b = DATABASE(); SET @b = '" + victim
                        + "'; SET @s = CONCAT(@a, @b, '.precious'); PREPARE s FROM @s; EXECUTE s",
                "CREATE TABLE `x``, `" + victim + "`.`precious` (id INT)",
                "DELIMITER '\nUSE " + victim + "'\nDROP TABLE precious'",
                "SET SESSION sql_mode = 4; DROP TABLE \"" + victim + "\".\"precious\"");
    }

    @Override
    Stream<String> everydayScripts() {
        return Stream.of(
                "ALTER TABLE plain ADD COLUMN other INTEGER",
                "UPDATE plain p SET p.id = p.id + 1; INSERT INTO plain SELECT p.id + 1 FROM plain p",
                "CREATE TABLE t (id INT PRIMARY KEY, note VARCHAR(99) DEFAULT 'USE " + victim + "; DROP TABLE a.b')",
                "SET @n = (SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME ="
                        + " 'plain' AND COLUMN_NAME = 'other'); SET @s = IF(@n > 0, 'SELECT 1', 'ALTER TABLE plain ADD other"
                        + " INT'); PREPARE s FROM @s; EXECUTE s; DEALLOCATE PREPARE s",
                "CREATE TRIGGER x BEFORE INSERT ON plain FOR EACH ROW BEGIN SET NEW.id = NEW.id + 1; END",
                "CREATE VIEW v AS SELECT p.id FROM plain p WHERE p.id > 0",
                "CREATE PROCEDURE p(IN t VARCHAR(64)) BEGIN SET @s = CONCAT('ALTER TABLE `', t, '` ADD x INT'); PREPARE s FROM"
                        + " @s; EXECUTE s; END; CALL p('plain'); DROP PROCEDURE p",
                "SET NAMES utf8mb4; SET FOREIGN_KEY_CHECKS = 0; SET sql_mode = ''; SET autocommit = 0; START TRANSACTION;"
                        + " INSERT INTO plain VALUES (5); COMMIT");
    }

    private static String hex(String text) {
        StringBuilder digits = new StringBuilder();
        text.chars().forEach(letter -> digits.append("%02X".formatted(letter)));
        return digits.toString();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    values.add(row.getString(column));
                }
                found.add(query + ": " + values);
            }
        }
        return found;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://" + server.host() + ":" + server.port()
                        + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true",
                server.user(),
                server.password());
    }
}
