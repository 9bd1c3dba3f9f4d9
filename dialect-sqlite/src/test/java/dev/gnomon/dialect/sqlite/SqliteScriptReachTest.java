package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.Reach;
import dev.gnomon.engine.dialect.ReachKind;
import dev.gnomon.engine.dialect.ReachScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteScriptReachTest {

    private static final ReachScope SCOPE = new ReachScope(Optional.empty(), Optional.of("dev.db"));

    private static List<Reach> read(String script) {
        return new SqliteScriptReach().read(script, SCOPE);
    }

    /** The word that reaches out, and the statement. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "DATABASES | ATTACH | ATTACH DATABASE 'prisma/dev.db' AS r",
                "DATABASES | ATTACH | ATTACH 'dev.db' AS r",
                "DATABASES | ATTACH | ATTACH \"dev.db\" AS r",
                "DATABASES | ATTACH | ATTACH [dev.db] AS r",
                "DATABASES | ATTACH | ATTACH `dev.db` r",
                "DATABASES | ATTACH | ATTACH dev AS r",
                "DATABASES | ATTACH | ATTACH ('dev' || '.db') AS r",
                "DATABASES | ATTACH | ATTACH 'file:dev.db?mode=rw&key=secret' AS r",
                "DATABASES | ATTACH | ATTACH 'dev.db' AS r KEY 'secret'",
                "DATABASES | ATTACH | ATTACH DATABASE (SELECT file FROM pragma_database_list) AS r",
                "DATABASES | ATTACH | ATTACH ':memory:' || 'x' AS r",
                "DATABASES | ATTACH | ATTACH 'file::memory:?cache=shared' AS r",
                "FILES | INTO | VACUUM INTO 'copy.db'",
                "FILES | INTO | VACUUM main INTO 'copy.db'",
                "FILES | INTO | VACUUM \"main\" INTO ('copy' || '.db')",
                "FILES | temp_store_directory | PRAGMA temp_store_directory = '/tmp'",
                "FILES | temp_store_directory | PRAGMA main . temp_store_directory ( '/tmp' )",
                "FILES | data_store_directory | PRAGMA data_store_directory = 'C:/'",
                "FILES | lock_proxy_file | PRAGMA lock_proxy_file = ':auto:'",
                "SERVER | hard_heap_limit | PRAGMA hard_heap_limit = 1000",
                "SERVER | soft_heap_limit | PRAGMA soft_heap_limit(1000)",
                "PROGRAMS | load_extension | SELECT load_extension('/tmp/evil')",
                "PROGRAMS | load_extension | SELECT load_extension ( '/tmp/evil' , 'main' )",
                "PROGRAMS | \"load_extension\" | SELECT \"load_extension\"('/tmp/evil')",
                "PROGRAMS | [load_extension] | SELECT [load_extension]('/tmp/evil')",
                "PROGRAMS | `load_extension` | CREATE VIEW v AS SELECT 1 WHERE `load_extension`('x') IS NULL",
                "PROGRAMS | load_extension | CREATE TABLE t (a DEFAULT (load_extension('x')))",
                "PROGRAMS | load_extension | CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT load_extension('x'); END",
                "PROGRAMS | edit | UPDATE t SET a = edit(a, 'vi')",
                "PROGRAMS | fts3_tokenizer | SELECT fts3_tokenizer('mine', x'00')",
                "FILES | writefile | SELECT writefile('/tmp/out', 'x')",
                "FILES | readfile | INSERT INTO t VALUES (readfile('/etc/passwd'))",
                "FILES | fsdir | SELECT name FROM fsdir('/')",
                "FILES | zipfile | SELECT name FROM zipfile('x.zip')",
                "FILES | csv | CREATE VIRTUAL TABLE temp.t USING csv(filename='/etc/passwd')",
                "FILES | zipfile | CREATE VIRTUAL TABLE IF NOT EXISTS z USING zipfile('x.zip')",
                "FILES | swarmvtab | CREATE VIRTUAL TABLE w USING swarmvtab('SELECT 1')",
                "FILES | lines | CREATE VIRTUAL TABLE l USING lines(a, filename = 'x')",
            })
    void what_reaches_out_is_found_in_every_disguise(ReachKind kind, String word, String statement) {
        List<String> tokens = SqliteTokens.significant(statement).stream()
                .map(SqliteToken::text)
                .toList();
        int at = tokens.indexOf(word);
        assertThat(read(statement)).extracting(Reach::kind).containsExactly(kind);
        for (String between : List.of("\n", " /* ; */\n", "-- it's \" ; \n", "\t\f\r\n")) {
            List<Reach> found = read("\uFEFF;;SELECT 'ATTACH x' AS \"VACUUM INTO\";\n\n"
                    + tokens.stream().map(SqliteScriptReachTest::swappedCase).collect(Collectors.joining(between)));
            assertThat(found).extracting(Reach::kind).containsExactly(kind);
            assertThat(found.get(0).line()).as(between).isEqualTo(3 + at);
            assertThat(found.get(0).what()).isNotBlank().doesNotContain("secret");
            assertThat(found.get(0).remedy()).isNotBlank();
        }
    }

    /** Names of functions and keywords have no case; texts keep theirs. */
    private static String swappedCase(String token) {
        if (token.startsWith("'")) {
            return token;
        }
        return token.equals(token.toUpperCase(Locale.ROOT))
                ? token.toLowerCase(Locale.ROOT)
                : token.toUpperCase(Locale.ROOT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE attach (id INTEGER PRIMARY KEY, vacuum TEXT, detach TEXT)",
                "CREATE TABLE \"ATTACH\" (\"VACUUM\" TEXT)",
                "INSERT INTO t VALUES ('ATTACH DATABASE ''dev.db'' AS r')",
                "INSERT INTO t VALUES ('a; ATTACH ''dev.db'' AS r;')",
                "-- ATTACH 'dev.db' AS r\nSELECT 1",
                "/* ; ATTACH 'dev.db' AS r; */ SELECT 1",
                "SELECT a AS \"; ATTACH x AS y\" FROM t",
                "SELECT a AS [; VACUUM INTO x] FROM t",
                "ATTACH ':memory:' AS scratch",
                "ATTACH DATABASE '' AS scratch",
                "DETACH DATABASE scratch",
                "EXPLAIN ATTACH 'dev.db' AS r",
                "VACUUM",
                "VACUUM main",
                "VACUUM; INSERT INTO t VALUES (1)",
                "VACUUM \"into\"",
                "PRAGMA temp_store_directory",
                "PRAGMA temp_store = MEMORY",
                "PRAGMA hard_heap_limit",
                "PRAGMA foreign_keys=OFF",
                "PRAGMA main.journal_mode(WAL)",
                "PRAGMA foreign_key_check(\"t\")",
                "CREATE TABLE edit (id INTEGER)",
                "CREATE TABLE IF NOT EXISTS readfile (id INTEGER)",
                "CREATE TABLE main.edit(id INTEGER)",
                "INSERT INTO edit (id) VALUES (1)",
                "INSERT INTO \"edit\"(id) VALUES (1)",
                "CREATE INDEX i ON edit (id)",
                "CREATE UNIQUE INDEX i ON edit(id)",
                "CREATE TABLE x (e INTEGER REFERENCES edit (id))",
                "WITH edit (a) AS (SELECT 1) SELECT a FROM edit",
                "WITH x AS (SELECT 1), edit(a) AS (SELECT 2) SELECT a FROM edit",
                "SELECT load_extension FROM t",
                "SELECT t.edit FROM t WHERE t.readfile > 0",
                "CREATE TABLE t (load_extension TEXT, edit TEXT)",
                "SELECT zipfile(name, data) FROM t",
                "SELECT fts3_tokenizer('simple')",
                "CREATE VIRTUAL TABLE n USING fts5(body, content='posts', content_rowid='id')",
                "CREATE VIRTUAL TABLE n USING fts4(body)",
                "CREATE VIRTUAL TABLE r USING rtree(id, minX, maxX)",
                "CREATE VIRTUAL TABLE s USING dbstat(main)",
                "CREATE VIRTUAL TABLE n USING fts5(file, filename)",
                "SELECT json_extract(a, '$.attach') FROM t",
                "SELECT a -> 'load_extension(1)' FROM t",
                "CREATE TRIGGER attach AFTER INSERT ON t BEGIN UPDATE t SET a = 1; DELETE FROM u; END",
                "CREATE VIEW edit (a) AS SELECT 1",
                "BEGIN; CREATE TABLE t (a); COMMIT",
                "ALTER TABLE t RENAME TO attach",
                "REINDEX; ANALYZE; SELECT date('now')",
                "DROP TABLE main.t",
                "CREATE TEMP TABLE x AS SELECT 1",
                "",
                ";;",
                "ATTACHMENT",
                "/* ATTACH 'dev.db' AS r",
                "'ATTACH",
            })
    void what_only_looks_like_it_is_let_through(String script) {
        assertThat(read(script)).isEmpty();
    }

    @Test
    void all_of_a_script_is_told_in_its_order() {
        List<Reach> found = read("ATTACH 'a.db' AS a;\nDELETE FROM a.t;\nDETACH a;\nVACUUM\n INTO 'b.db';");
        assertThat(found).extracting(Reach::line).containsExactly(1, 5);
        assertThat(found)
                .extracting(Reach::what)
                .containsExactly("ATTACH opens the database file `a.db`", "VACUUM INTO writes the file `b.db`");
    }

    @Test
    void a_secret_in_the_name_of_a_file_is_not_told() {
        List<Reach> found = read("ATTACH 'file:a.db?key=hush' AS a KEY 'hush'");
        assertThat(found).extracting(Reach::what).containsExactly("ATTACH opens the database file `file:a.db`");
    }

    @Test
    void any_cut_of_a_script_can_be_read() {
        String script = "ATTACH DATABASE 'a.db' AS a; VACUUM main INTO 'b'; PRAGMA main.hard_heap_limit=(1);"
                + "CREATE VIRTUAL TABLE v USING csv(filename='x'); SELECT fts3_tokenizer('a', 'b')";
        List<Integer> lengths = new ArrayList<>();
        for (int length = 0; length <= script.length(); length++) {
            read(script.substring(0, length));
            read(script.substring(length));
            lengths.add(length);
        }
        assertThat(lengths).hasSize(script.length() + 1);
    }
}
