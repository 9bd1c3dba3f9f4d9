package dev.gnomon.conformance.engine.reach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The databases are files: what lies beside is compared byte by byte. */
class SqliteReplayReachTest extends ReplayReachTest {

    @TempDir
    static Path databases;

    private static String main;
    private static String canary;
    private static String shadow;

    @BeforeAll
    static void make_databases() throws SQLException, IOException {
        main = database("main.db");
        canary = database("canary.db");
        shadow = Files.createFile(databases.resolve("shadow.db")).toString();
        Files.writeString(databases.resolve("precious.txt"), "precious");
    }

    private static String database(String name) throws SQLException {
        String file = databases.resolve(name).toString();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE plain (id INTEGER NOT NULL PRIMARY KEY)");
            statement.execute("INSERT INTO plain VALUES (1), (2)");
            statement.execute("CREATE TABLE precious (id INTEGER)");
            statement.execute("INSERT INTO precious VALUES (3)");
        }
        return file;
    }

    @Override
    String provider() {
        return "sqlite";
    }

    @Override
    String mainUrl() {
        return "file:" + main;
    }

    @Override
    String shadowUrl() {
        return "file:" + shadow;
    }

    /** All files with their bytes; of the shadow, which is emptied, how it keeps its journal. */
    @Override
    List<String> world() throws SQLException, IOException {
        List<String> world = new ArrayList<>();
        try (Stream<Path> files = Files.list(databases)) {
            for (Path file : files.sorted().toList()) {
                world.add(
                        file.getFileName() + " " + (file.toString().equals(shadow) ? journalOfShadow() : digest(file)));
            }
        }
        return world;
    }

    private static String journalOfShadow() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + shadow);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA journal_mode")) {
            row.next();
            return row.getString(1);
        }
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Override
    Stream<Attack> attacks() {
        return Stream.of(
                Attack.of("ATTACH DATABASE '" + main + "' AS r; DROP TABLE r.plain;", main),
                new Attack(
                        "CREATE TABLE a (b INTEGER);\n/* x */ attach\n '" + canary + "' as r; DELETE FROM r.plain;",
                        2,
                        canary),
                Attack.of(
                        "ATTACH 'file:" + main + "?mode=rw' AS r; UPDATE r.plain SET id = 9;",
                        "opens the database file"),
                new Attack("SELECT 1;\n\nATTACH ('" + canary + "' || '') AS r;", 3, "puts together"),
                new Attack("VACUUM\nINTO '" + databases.resolve("copy.db") + "';", 2, "copy.db"),
                Attack.of("PRAGMA temp_store_directory = '" + databases + "';", "temp_store_directory"),
                Attack.of("PRAGMA hard_heap_limit = 1;", "hard_heap_limit"),
                Attack.of("SELECT load_extension('" + canary + "');", "load_extension"),
                Attack.of("SELECT writefile('" + databases.resolve("precious.txt") + "', 'x');", "writefile"),
                Attack.of(
                        "CREATE VIRTUAL TABLE c USING csv(filename='" + databases.resolve("precious.txt") + "');",
                        "csv"));
    }

    @Override
    Stream<String> riddles() {
        return Stream.of(
                // The driver's own commands, which are no SQL.
                "backup to '" + main + "';",
                "BACKUP main TO '" + canary + "';",
                "restore from '" + canary + "';",
                // What a session keeps, and what stops the session beside it.
                "BEGIN; CREATE TABLE a (b INTEGER);",
                "BEGIN EXCLUSIVE; CREATE TABLE a (b INTEGER); SELECT nonsense;",
                "PRAGMA locking_mode=EXCLUSIVE; CREATE TABLE a (b INTEGER);",
                "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; CREATE TABLE a (b INTEGER);",
                "PRAGMA journal_mode=WAL; CREATE TABLE a (b INTEGER);",
                "PRAGMA journal_mode=PERSIST; CREATE TABLE a (b INTEGER);",
                "PRAGMA query_only=ON;",
                "PRAGMA writable_schema=ON; DELETE FROM sqlite_schema; PRAGMA user_version=7; PRAGMA application_id=8;",
                "PRAGMA writable_schema=ON; INSERT INTO sqlite_schema VALUES ('table', 'c', 'c', 0, 'CREATE VIRTUAL TABLE c USING"
                        + " csv(filename=''" + canary + "'')'); PRAGMA writable_schema=RESET;",
                "PRAGMA max_page_count=1; CREATE TABLE a (b INTEGER);",
                // The mark is a table, and a script may find it.
                "DROP TABLE IF EXISTS _gnomon_shadow_database;",
                "CREATE TABLE IF NOT EXISTS _gnomon_shadow_database (a); DELETE FROM _gnomon_shadow_database;",
                "CREATE TEMP TABLE _prisma_migrations (a); CREATE TEMP TABLE plain (b);",
                "ATTACH ':memory:' AS m; CREATE TABLE m.plain (b);");
    }

    @Override
    Stream<String> everydayScripts() {
        return Stream.of(
                "VACUUM;",
                "CREATE TABLE a (b INTEGER); INSERT INTO a VALUES (1); VACUUM; DELETE FROM a;",
                "PRAGMA journal_mode=WAL;",
                "PRAGMA journal_mode=WAL; PRAGMA journal_mode=DELETE;",
                "PRAGMA locking_mode=EXCLUSIVE; CREATE TABLE a (b INTEGER); PRAGMA locking_mode=NORMAL;",
                "PRAGMA foreign_keys=OFF; CREATE TABLE a (b INTEGER);",
                "ATTACH ':memory:' AS m; CREATE TABLE m.a (b INTEGER); DETACH m;",
                "CREATE TABLE edit (id INTEGER); CREATE TABLE attach (\"vacuum\" TEXT DEFAULT 'ATTACH x AS y;');",
                "CREATE VIRTUAL TABLE notes USING fts5(body); INSERT INTO notes VALUES ('x');",
                "CREATE TEMP TABLE scratch AS SELECT 1 AS a; CREATE TABLE b AS SELECT a FROM scratch;",
                "BEGIN; CREATE TABLE a (b INTEGER); COMMIT; ANALYZE; REINDEX;");
    }
}
