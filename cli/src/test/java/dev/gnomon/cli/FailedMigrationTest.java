package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.ProjectFolder.Transcript;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of failed migrations on PostgreSQL: by the run, by the history row and by status. */
class FailedMigrationTest {

    @TempDir
    Path folder;

    private final TestServer server = TestServers.postgresql();
    private final String database =
            "cli_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final String role = database + "_role";
    private ProjectFolder project;

    @BeforeEach
    void write_project() {
        project = new ProjectFolder(folder);
        schema("");
        configure("");
        project.write("prisma/migrations/migration_lock.toml", "provider = \"postgresql\"\n");
    }

    @AfterEach
    void drop_what_was_made() throws SQLException {
        sql("postgres", "DROP DATABASE IF EXISTS \"" + database + "\" WITH (FORCE)");
        sql("postgres", "DROP ROLE IF EXISTS \"" + role + "\"");
    }

    private void schema(String models) {
        project.write("prisma/schema.prisma", "datasource db {\n  provider = \"postgresql\"\n}\n" + models);
    }

    private void configure(String more) {
        project.write(
                "prisma.config.ts",
                "export default { datasource: { url: '" + server.url(database) + "' }" + more + " }\n");
    }

    private void migration(String name, String script) {
        project.write("prisma/migrations/" + name + "/migration.sql", script);
    }

    private Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + name,
                server.user(),
                server.password());
    }

    private void sql(String name, String statement) throws SQLException {
        try (Connection connection = connect(name);
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private String text(String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement run = connection.createStatement();
                ResultSet row = run.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    private String tables() throws SQLException {
        return text("SELECT coalesce(string_agg(relname, ',' ORDER BY relname), '') FROM pg_class WHERE relkind = 'r'"
                + " AND relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations'");
    }

    private Transcript fails(String... line) {
        Transcript transcript = project.run(line);
        assertThat(transcript.exitCode())
                .as(transcript.output() + transcript.error())
                .isEqualTo(1);
        return transcript;
    }

    @Test
    void a_value_of_an_enum_that_rows_use_leaves_nothing_and_all_say_so() throws SQLException {
        schema("""
                enum Mood {
                  HAPPY
                  HUNGRY
                }
                model Cat {
                  id   Int  @id @default(autoincrement())
                  mood Mood
                }
                """);
        assertThat(project.run("migrate", "dev", "--name", "init").exitCode()).isZero();
        sql(database, "INSERT INTO \"Cat\" (mood) VALUES ('HUNGRY')");
        schema("""
                enum Mood {
                  HAPPY
                }
                model Cat {
                  id   Int  @id @default(autoincrement())
                  mood Mood
                  age  Int?
                }
                """);

        Transcript failed = fails("migrate", "dev", "--name", "two", "--accept-data-loss");

        assertThat(failed.error())
                .contains(
                        "invalid input value for enum \"Mood_new\": \"HUNGRY\"",
                        "Nothing of it is left in the database.")
                .contains("ALTER TABLE \"Cat\" ALTER COLUMN \"mood\" TYPE \"Mood_new\"")
                .doesNotContain("--resume", "keeps what");
        assertThat(text("SELECT enum_range(NULL::\"Mood\")::text")).isEqualTo("{HAPPY,HUNGRY}");
        assertThat(text("SELECT count(*) FROM information_schema.columns WHERE column_name = 'age'"))
                .isEqualTo("0");
        assertThat(text("SELECT logs FROM _prisma_migrations WHERE finished_at IS NULL"))
                .contains("Failing statement (line")
                .doesNotContain("gnomon-progress", "What became of");
        assertThat(fails("migrate", "status").error()).doesNotContain("--resume", "stay in the database");
        assertThat(fails("migrate", "deploy").error()).contains("P3009").doesNotContain("--resume");
    }

    @Test
    void a_failure_in_the_second_transaction_keeps_the_first_and_all_say_so() throws SQLException {
        migration("1_two", """
                CREATE TABLE a (x int);
                BEGIN;
                CREATE TABLE b (x int);
                COMMIT;
                BEGIN;
                CREATE TABLE c (x int);
                SELECT 1/0;
                COMMIT;
                CREATE TABLE d (x int);
                """);

        Transcript failed = fails("migrate", "deploy");

        assertThat(tables()).isEqualTo("a,b");
        assertThat(failed.error())
                .contains(
                        "The database keeps what the first 4 of its 9 statements did.",
                        "Failing statement (line 7):\nSELECT 1/0")
                .doesNotContain("--resume");
        String logs = text("SELECT logs FROM _prisma_migrations");
        assertThat(logs).contains("gnomon-progress: statements=9 kept=4 state=failed line=5 checksum=");
        assertThat(fails("migrate", "status").error())
                .contains("4 of its file's 9 statements ran and stay in the database.", """
                          4 (line 4) ran: COMMIT
                          5 (line 5) taken back: BEGIN
                          6 (line 6) taken back: CREATE TABLE c (x int)
                          7 (line 7) failed: SELECT 1/0
                          8 (line 8) did not run: COMMIT
                        """)
                .doesNotContain("--resume");
        assertThat(fails("migrate", "deploy", "--resume").error()).contains("GN-2003");
    }

    @Test
    void what_the_script_itself_took_back_is_not_said_to_stay() throws SQLException {
        migration(
                "1_back",
                "BEGIN;\nCREATE TABLE a (x int);\nROLLBACK;\nCREATE TABLE b (x int);\nCOMMIT;\nSELECT 1/0;\n");

        assertThat(fails("migrate", "deploy").error())
                .contains(
                        "keeps what the first 5 of its 6 statements did, but for those that the script itself took back (1, 2).");
        assertThat(tables()).isEqualTo("b");
        assertThat(fails("migrate", "status").error()).contains("  2 (line 2) taken back: CREATE TABLE a");
    }

    @Test
    void an_invalid_index_is_named_with_the_statement_that_removes_it() throws SQLException {
        migration("1_index", """
                CREATE TABLE a (x int);
                INSERT INTO a VALUES (1),(1);
                CREATE UNIQUE INDEX CONCURRENTLY a_u ON a(x);
                CREATE TABLE c (x int);
                """);

        assertThat(fails("migrate", "deploy").error())
                .contains(
                        "keeps what the first 2 of its 4 statements did",
                        "`DROP INDEX CONCURRENTLY \"public\".\"a_u\"`")
                .doesNotContain("--resume");
        assertThat(fails("migrate", "status").error())
                .contains("  besides: The index \"public\".\"a_u\" is there, but invalid", "what is left besides")
                .doesNotContain("--resume");

        sql(database, "DROP INDEX CONCURRENTLY \"public\".\"a_u\"");
        sql(database, "DROP TABLE a");
        project.run("migrate", "resolve", "--rolled-back", "prisma/migrations/1_index/");
        migration("1_index", "CREATE TABLE a (x int);\nCREATE UNIQUE INDEX CONCURRENTLY a_u ON a(x);\n");
        assertThat(project.run("migrate", "deploy").exitCode()).isZero();
    }

    @Test
    void the_lock_that_an_index_waits_for_is_no_reason_to_offer_what_cannot_work() throws SQLException {
        migration("1_table", "CREATE TABLE a (x int);");
        assertThat(project.run("migrate", "deploy").exitCode()).isZero();
        migration("2_index", "CREATE TABLE b (x int);\nCREATE INDEX CONCURRENTLY a_i ON a(x);\n");
        try (Connection other = connect(database);
                Statement lock = other.createStatement()) {
            lock.execute("BEGIN; INSERT INTO a VALUES (1)");

            Transcript failed = fails("migrate", "deploy", "--lock-timeout", "1");

            assertThat(failed.error())
                    .contains("P3018", "The migration itself is not to blame", "migrate resolve --rolled-back 2_index")
                    .contains("`DROP INDEX CONCURRENTLY \"public\".\"a_i\"`")
                    .doesNotContain("--resume");
        }
    }

    @Test
    void a_role_that_is_there_already_is_explained() throws SQLException {
        sql("postgres", "CREATE ROLE \"" + role + "\"");
        migration("1_role", "CREATE TABLE a (x int);\nCREATE ROLE \"" + role + "\" NOLOGIN;\n");

        assertThat(fails("migrate", "deploy").error())
                .contains(
                        "P3018", "Roles are shared by all databases of this server", "EXCEPTION WHEN duplicate_object");
        migration(
                "1_role",
                "DO $$ BEGIN CREATE ROLE \"" + role + "\" NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;");
        project.run("migrate", "resolve", "--rolled-back", "1_role");
        assertThat(project.run("migrate", "deploy").exitCode()).isZero();
    }

    @Test
    void a_dump_of_today_prepares_a_shadow_database_and_is_one_side_of_a_comparison() throws SQLException {
        String dump = "\\restrict Ab3dEf\nCREATE SCHEMA auth;\nCREATE TABLE auth.users (id uuid PRIMARY KEY);\n"
                + "\\unrestrict Ab3dEf\n";
        project.write("dump.sql", dump);
        configure(", experimental: { externalTables: true }, tables: { external: ['auth.users'] }, migrations: {"
                + " initShadowDb: '" + dump.replace("\\", "\\\\").replace("\n", "\\n") + "' }");
        migration("1_init", "CREATE TABLE t (id int PRIMARY KEY, owner uuid REFERENCES auth.users(id));\n");

        sql("postgres", "CREATE DATABASE \"" + database + "\"");

        Transcript replayed = project.run(
                "migrate", "diff", "--from-empty", "--to-migrations", "prisma/migrations", "--script", "--no-cache");
        configure("");
        Transcript compared = project.run("migrate", "diff", "--from-empty", "--to-sql", "dump.sql", "--script");

        assertThat(replayed.exitCode()).as(replayed.error()).isZero();
        assertThat(replayed.output()).contains("CREATE TABLE \"public\".\"t\"");
        assertThat(compared.exitCode()).as(compared.error()).isZero();
    }

    @Test
    void whoever_lacked_the_privilege_is_named_and_the_role_does_not_outlive_the_script() throws SQLException {
        sql("postgres", "CREATE ROLE \"" + role + "\" NOLOGIN");
        migration("1_role", "SET ROLE \"" + role + "\";\nSET search_path = nowhere;\n");
        migration("2_next", "CREATE TABLE made AS SELECT current_user AS by;\n");
        assertThat(project.run("migrate", "deploy").exitCode()).isZero();
        assertThat(text("SELECT by FROM made")).isEqualTo(server.user());
        migration("3_lacks", "SET ROLE \"" + role + "\";\nDELETE FROM made;\n");

        String told = fails("migrate", "deploy").error();

        assertThat(told).contains("The statement ran as `" + role + "`").doesNotContain("`" + server.user() + "`");
        assertThat(text("SELECT count(*) FROM _prisma_migrations WHERE logs IS NOT NULL"))
                .isEqualTo("1");
    }

    @Test
    void a_dump_of_today_is_a_baseline() throws SQLException {
        migration("1_baseline", """
                --
                -- PostgreSQL database dump
                --

                \\restrict Ab3dEf

                SET statement_timeout = 0;
                SELECT pg_catalog.set_config('search_path', '', false);
                CREATE TABLE public.t (id integer NOT NULL, note text DEFAULT '
                \\connect other
                ');
                --
                -- PostgreSQL database dump complete
                --

                \\unrestrict Ab3dEf

                """);

        Transcript deployed = project.run("migrate", "deploy");

        assertThat(deployed.exitCode()).as(deployed.error()).isZero();
        assertThat(tables()).isEqualTo("t");
        assertThat(project.run("migrate", "status").exitCode()).isZero();
        Transcript diff = project.run(
                "migrate",
                "diff",
                "--from-migrations",
                "prisma/migrations",
                "--to-url",
                server.url(database),
                "--exit-code");
        assertThat(diff.exitCode()).as(diff.output() + diff.error()).isZero();
        project.write("dump.sql", "\\restrict x\nCREATE TABLE public.u (id nonsense);\n\\unrestrict x\n");
        assertThat(fails("db", "execute", "--file", "dump.sql").error()).contains("line 2");
        project.write("dump.sql", "\\restrict x\nCREATE TABLE public.u (id int);\n\\unrestrict x\n");
        assertThat(project.run("db", "execute", "--file", "dump.sql").exitCode())
                .isZero();
        assertThat(tables()).isEqualTo("t,u");
    }

    @Test
    void other_commands_of_psql_are_refused_before_anything_runs() throws SQLException {
        migration("1_first", "CREATE TABLE a (x int);");
        migration("2_second", "CREATE TABLE b (x int);\n/* \\i no.sql */\n\\connect other\nCREATE TABLE c (x int);\n");

        assertThat(fails("migrate", "deploy").error())
                .contains("GN-2010", "2_second", "psql commands cannot be run: line 3 is `\\connect`")
                .contains("Take the line out");
        assertThat(tables()).isEmpty();
        assertThat(fails("migrate", "dev", "--name", "x").error())
                .contains("psql commands cannot be run: line 3 is `\\connect`");
        assertThat(tables()).isEmpty();
        project.write("s.sql", "CREATE TABLE d (x int);\n\\i other.sql\n");
        assertThat(fails("db", "execute", "--file", "s.sql").error())
                .contains(
                        "psql commands cannot be run: line 2 is `\\i`", "Put the text of the other file in its place.");
        assertThat(tables()).isEmpty();
        migration("2_second", "CREATE TABLE b (x int);");
        configure(
                ", experimental: { externalTables: true }, migrations: { path: 'prisma/migrations', initShadowDb: 'CREATE TABLE e (x int);\\n\\\\set v 1\\n' }");
        assertThat(fails("migrate", "dev", "--name", "x").error())
                .contains("psql commands cannot be run: line 2 is `\\set`");
    }

    @Test
    void rows_that_come_after_copy_are_refused_before_anything_runs() throws SQLException {
        migration("1_first", "CREATE TABLE a (x int);");
        migration("2_copy", "COPY a (x) FROM stdin;\n1\n\\N\n\\.\n");

        assertThat(fails("migrate", "deploy").error()).contains("GN-2010", "COPY … FROM STDIN", "pg_dump --inserts");
        assertThat(tables()).isEmpty();
    }

    @Test
    void a_failure_on_the_shadow_database_names_its_user_and_not_the_main_ones() throws SQLException {
        String shadow = database + "_shadow";
        sql("postgres", "CREATE ROLE \"" + role + "\" LOGIN PASSWORD 'pw'");
        sql("postgres", "CREATE DATABASE \"" + shadow + "\"");
        try {
            migration("1_table", "CREATE TABLE a (x int);");
            project.write(
                    "prisma.config.ts",
                    "export default { datasource: { url: '" + server.url(database)
                            + "', shadowDatabaseUrl: 'postgresql://" + role + ":pw@" + server.host() + ":"
                            + server.port() + "/" + shadow + "' } }\n");

            // Only the owner of a database may mark it.
            assertThat(fails("migrate", "dev", "--name", "x").error()).contains("GN-6008", "the user `" + role + "`");
        } finally {
            sql("postgres", "DROP DATABASE \"" + shadow + "\" WITH (FORCE)");
        }
    }

    @Test
    void a_transaction_that_is_not_ended_is_a_failed_migration() throws SQLException {
        migration("1_open", "BEGIN;\nCREATE TABLE a (x int);\n");

        assertThat(fails("migrate", "deploy").error())
                .contains("P3018", "The transaction that the script begins at line 1 is not ended by it")
                .contains("Nothing of it is left in the database.");
        assertThat(tables()).isEmpty();
        assertThat(text("SELECT count(*) FROM _prisma_migrations WHERE finished_at IS NULL"))
                .isEqualTo("1");
    }
}
