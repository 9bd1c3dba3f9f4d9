package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.cli.ProjectFolder.Transcript;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A rule that denies what destroys rows holds against every way in which a migration can say it. Each of these scripts
 * destroys rows of its database, and nothing of it hides.
 */
class PolicyStatementsTest {

    private static final String NO_LOSS =
            "[[rule]]\naction = \"deny\"\nchanges = [\"DropTable\", \"Truncate\", \"DropColumn\", \"Delete\"]\n";

    private static final String NOTHING_UNREADABLE = "[[rule]]\naction = \"deny\"\nchanges = [\"Opaque\"]\n";

    private static final String NO_LOSS_OF_KEPT_ROWS = NO_LOSS + "tables = [\"keep\"]\nrows = 1\n";

    @TempDir
    private Path folder;

    private static void prepare(FaultProject project) {
        switch (project.kind()) {
            case POSTGRESQL -> {
                project.sql("CREATE SCHEMA other CREATE TABLE t (id int, note text)");
                project.sql("CREATE TYPE mood AS ENUM ('a')");
                project.sql("ALTER TABLE \"Keep\" ADD mood mood");
                project.sql("CREATE EXTENSION hstore");
                project.sql("CREATE TABLE tagged (id int, tags hstore)");
            }
            case MYSQL, MARIADB -> {
                project.sql("CREATE TABLE parts (id INT) PARTITION BY RANGE (id) (PARTITION p VALUES LESS THAN (9),"
                        + " PARTITION q VALUES LESS THAN MAXVALUE)");
                project.sql("INSERT INTO parts VALUES (1)");
            }
            case SQLITE, SQLSERVER -> {}
        }
    }

    /** Scripts that destroy, and what the rule says of each. */
    private static Map<String, String> destroying(Kind kind) {
        Map<String, String> scripts = new LinkedHashMap<>();
        switch (kind) {
            case POSTGRESQL -> {
                scripts.put("/* /* nested */ */ DROP TABLE \"Keep\"", "DropTable Keep");
                scripts.put("/* a /* b */ c */ TRUNCATE ONLY \"Keep\"", "Truncate Keep");
                scripts.put("DROP TABLE U&\"\\004beep\"", "DropTable Keep");
                scripts.put("ALTER TABLE \"Keep\" ADD d int, DROP note", "DropColumn Keep");
                scripts.put("ALTER TABLE \"Keep\" * DROP note", "DropColumn Keep");
                scripts.put(
                        "ALTER TABLE IF EXISTS ONLY public.\"Keep\" ADD d int, DROP IF EXISTS note", "DropColumn Keep");
                scripts.put("WITH gone AS (DELETE FROM \"Keep\" RETURNING *) SELECT count(*) FROM gone", "Delete Keep");
                scripts.put("WITH k AS (SELECT 1) DELETE FROM \"Keep\"", "Delete Keep");
                scripts.put(
                        "MERGE INTO \"Keep\" k USING (SELECT 1 AS id) x ON k.id = x.id WHEN MATCHED THEN DELETE",
                        "Delete Keep");
                scripts.put("EXPLAIN ANALYZE DELETE FROM \"Keep\"", "Delete Keep");
                scripts.put("EXPLAIN (ANALYZE, COSTS off) DELETE FROM \"Keep\"", "Delete Keep");
                scripts.put("DROP SCHEMA other CASCADE", "DropTable");
                scripts.put("DROP TYPE mood CASCADE", "DropColumn");
                scripts.put("DROP EXTENSION hstore CASCADE", "DropColumn");
                scripts.put("DROP OWNED BY current_user", "DropTable");
            }
            case MYSQL, MARIADB -> {
                scripts.put("DROP TABLES `Keep`", "DropTable Keep");
                scripts.put("/*!50000 DROP TABLE `Keep` */", "DropTable Keep");
                scripts.put("DROP/*!50000 TABLE*/ `Keep`", "DropTable Keep");
                scripts.put("ALTER TABLE `Keep` ADD d INT, DROP note", "DropColumn Keep");
                scripts.put("ALTER TABLE `Keep` DROP INDEX nothing, DROP note", "DropColumn Keep");
                scripts.put("ALTER TABLE parts DROP PARTITION p", "Truncate parts");
                scripts.put("ALTER TABLE parts TRUNCATE PARTITION p", "Truncate parts");
                scripts.put("REPLACE INTO `Keep` VALUES (1, 'other')", "Delete Keep");
                scripts.put("DELETE k FROM `Keep` k", "Delete Keep");
                scripts.put("DELETE FROM k USING `Keep` AS k", "Delete Keep");
                scripts.put(
                        "WITH x AS (SELECT 1 AS id) DELETE FROM `Keep` WHERE id IN (SELECT id FROM x)", "Delete Keep");
                scripts.put("DROP SCHEMA elsewhere", "DropTable");
                scripts.put("RENAME TABLE `Car` TO c, `Keep` TO k; DROP TABLE k", "DropTable Keep");
                if (kind == Kind.MARIADB) {
                    scripts.put("CREATE OR REPLACE TABLE `Keep` (id INT)", "DropTable Keep");
                    scripts.put("ALTER IGNORE TABLE `Keep` DROP note", "DropColumn Keep");
                    scripts.put("ALTER ONLINE TABLE `Keep` DROP COLUMN note", "DropColumn Keep");
                    scripts.put("ANALYZE DELETE FROM `Keep`", "Delete Keep");
                    scripts.put("SET STATEMENT max_statement_time = 100 FOR DELETE FROM `Keep`", "Delete Keep");
                    scripts.put("EXECUTE IMMEDIATE 'DROP TABLE `Keep`'", "DropTable Keep");
                    scripts.put("DELIMITER $$\nBEGIN NOT ATOMIC DROP TABLE `Keep`; END $$", "DropTable Keep");
                }
            }
            case SQLITE -> {
                scripts.put("DROP TABLE 'Keep'", "DropTable Keep");
                scripts.put("DROP TABLE [Keep]", "DropTable Keep");
                scripts.put("REPLACE INTO Keep VALUES (1, 'other')", "Delete Keep");
                scripts.put("INSERT OR REPLACE INTO Keep VALUES (1, 'other')", "Delete Keep");
                scripts.put("UPDATE OR REPLACE Keep SET id = 1", "Delete Keep");
                scripts.put("WITH x AS (SELECT 1) DELETE FROM Keep", "Delete Keep");
                scripts.put("ALTER TABLE Keep DROP note", "DropColumn Keep");
            }
            case SQLSERVER -> {}
        }
        return scripts;
    }

    /** The same with a rule that asks for the table and its rows: what was there before the script counts. */
    private static List<String> disguised(Kind kind) {
        String keep = kind == Kind.MYSQL || kind == Kind.MARIADB ? "`Keep`" : "\"Keep\"";
        String copy = "ALTER TABLE x RENAME TO " + keep;
        return List.of(
                "CREATE TABLE IF NOT EXISTS " + keep + " (id INT); DROP TABLE " + keep,
                "ALTER TABLE " + keep + " RENAME TO y; ALTER TABLE y RENAME TO z; DROP TABLE z",
                "DROP TABLE " + keep + "; CREATE TABLE x (id INT); " + copy,
                "CREATE TABLE x (id INT); INSERT INTO x VALUES (1); DROP TABLE " + keep + "; " + copy);
    }

    private static List<String> harmless(Kind kind) {
        String keep = kind == Kind.MYSQL || kind == Kind.MARIADB ? "`Keep`" : "\"Keep\"";
        return List.of(
                "ALTER TABLE " + keep + " ADD COLUMN dropped VARCHAR(40) DEFAULT 'DROP TABLE Keep'",
                "CREATE TABLE x (id INT PRIMARY KEY); INSERT INTO x SELECT id FROM " + keep + "; -- DELETE FROM Keep",
                "UPDATE " + keep + " SET note = 'DELETE FROM Keep'",
                "CREATE VIEW deleted AS SELECT id FROM " + keep,
                "CREATE INDEX truncated ON " + keep + " (id)");
    }

    private static List<String> unreadable(Kind kind) {
        return switch (kind) {
            case POSTGRESQL ->
                List.of(
                        "DO $$ BEGIN DELETE FROM \"Keep\"; END $$",
                        "CREATE PROCEDURE p() LANGUAGE sql AS 'DELETE FROM \"Keep\"'; CALL p()",
                        "PREPARE p AS DELETE FROM \"Keep\"; EXECUTE p");
            case MYSQL, MARIADB ->
                List.of(
                        "SET @s = 'DROP TABLE `Keep`'; PREPARE s FROM @s; EXECUTE s",
                        "CREATE PROCEDURE p() DELETE FROM `Keep`; CALL p()");
            case SQLITE, SQLSERVER -> List.of();
        };
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, mode = EnumSource.Mode.EXCLUDE, names = "SQLSERVER")
    void a_rule_holds_against_every_way_to_say_it(Kind kind) {
        FaultProject project = FaultProject.withPendingMigration(kind, folder);
        prepare(project);

        destroying(kind).forEach((script, told) -> assertVetoed(project, NO_LOSS, script, "denies " + told));
        disguised(kind)
                .forEach(script -> assertVetoed(project, NO_LOSS_OF_KEPT_ROWS, script, "DropTable Keep (3 rows)"));
        unreadable(kind).forEach(script -> assertVetoed(project, NOTHING_UNREADABLE, script, "denies Opaque"));
        project.folder().write("gnomon.policy.toml", NO_LOSS + NOTHING_UNREADABLE);
        int number = 0;
        for (String script : harmless(kind)) {
            write(project, script);
            Transcript ran = project.folder().run("migrate", "deploy");
            assertThat(ran.exitCode()).as(script + ran.error()).isZero();
            project.folder().write("prisma/migrations/2090010100000" + number++ + "_next/migration.sql", "");
        }
    }

    private static void assertVetoed(FaultProject project, String policy, String script, String told) {
        project.folder().write("gnomon.policy.toml", policy);
        write(project, script);

        Transcript vetoed = project.folder().run("migrate", "deploy");

        assertThat(vetoed.exitCode())
                .as(script + "\n" + vetoed.output() + vetoed.error())
                .isEqualTo(3);
        assertThat(vetoed.error()).as(script).contains(told);
        assertThat(project.keptRows()).as(script).containsExactly("one", "two", "three");
    }

    private static void write(FaultProject project, String script) {
        project.folder()
                .write("prisma/migrations/" + project.migrations().getLast() + "/migration.sql", script + ";\n");
    }
}
