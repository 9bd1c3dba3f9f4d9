package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.ProjectFolder.Transcript;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrateCommandsTest {

    private static final String USER = """
            model User {
              id    Int    @id @default(autoincrement())
              email String @unique
              name  String?
            }
            """;

    private static final String HEADER = "Datasource \"db\": SQLite database \"dev.db\" at \"file:./dev.db\"\n";

    @TempDir
    Path folder;

    private ProjectFolder migrated() {
        ProjectFolder project = ProjectFolder.sqlite(folder, USER);
        assertThat(project.run("migrate", "dev", "--name", "init").exitCode()).isZero();
        return project;
    }

    @Test
    void the_first_migration_creates_the_database_and_the_second_run_finds_nothing_to_do() {
        ProjectFolder project = ProjectFolder.sqlite(folder, USER);
        Transcript first = project.run("migrate", "dev", "--name", "Add users!").steady();
        assertThat(first.output()).isEqualTo(HEADER + """

                SQLite database dev.db created at file:./dev.db

                Applying migration `<time>_add_users`

                The following migration(s) have been created and applied from new schema changes:

                prisma/migrations/
                  └─ <time>_add_users/
                    └─ migration.sql

                Your database is now in sync with your schema.
                """);
        assertThat(first.error()).isEqualTo("Prisma schema loaded from prisma/schema.prisma.\n");
        assertThat(first.exitCode()).isZero();
        assertThat(project.read("prisma/migrations/migration_lock.toml")).endsWith("provider = \"sqlite\"\n");

        Transcript second = project.run("migrate", "dev");
        assertThat(second.output())
                .isEqualTo(HEADER + "\nAlready in sync, no schema change or pending migration was found.\n");
        assertThat(project.run("migrate", "status").output())
                .isEqualTo(HEADER + "\n1 migration found in prisma/migrations\n\nDatabase schema is up to date!\n");
    }

    @Test
    void status_says_whether_the_database_is_what_its_history_builds_if_it_is_asked() {
        ProjectFolder project = migrated();
        Transcript clean = project.run("migrate", "status", "--check-drift");
        assertThat(clean.exitCode()).isZero();
        assertThat(clean.output()).contains("The database is what its applied migrations build.");

        project.sql("CREATE TABLE by_hand (id INTEGER PRIMARY KEY)");
        assertThat(project.run("migrate", "status")).returns(0, Transcript::exitCode);
        Transcript drifted = project.run("migrate", "status", "--check-drift");
        assertThat(drifted.exitCode()).isEqualTo(1);
        assertThat(drifted.error()).contains("[+] Added tables").contains("by_hand");
        assertThat(project.run("migrate", "status", "--check-drift", "--json").output())
                .contains("\"outcome\":\"drifted\"")
                .contains("by_hand");
    }

    @Test
    void a_draft_is_written_and_applied_by_the_next_run() {
        ProjectFolder project = migrated();
        Transcript draft =
                project.run("migrate", "dev", "--create-only", "-n", "draft").steady();
        assertThat(draft.output())
                .endsWith("Prisma Migrate created the following migration without applying it <time>_draft\n\n"
                        + "You can now edit it and apply it by running prisma migrate dev.\n");
        Transcript status = project.run("migrate", "status").steady();
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.output())
                .contains("Following migration have not yet been applied:\n<time>_draft\n\n"
                        + "To apply migrations in development run prisma migrate dev.\n");
        assertThat(project.run("migrate", "dev").steady().output())
                .contains("The following migration(s) have been applied:\n\nmigrations/\n  └─ <time>_draft/\n"
                        + "    └─ migration.sql\n\nYour database is now in sync with your schema.");
    }

    @Test
    void a_warning_is_asked_about_on_a_terminal_and_needs_a_flag_without_one() {
        ProjectFolder project = migrated();
        project.sql("INSERT INTO \"User\" (email, name) VALUES ('a', 'b')");
        project.schema(USER.replace("  name  String?\n", ""));
        String warning = "You are about to drop the column `name` on the `User` table, which still contains 1"
                + " non-null values.";

        Transcript silent = project.run("migrate", "dev", "--name", "drop");
        assertThat(silent.exitCode()).isEqualTo(1);
        assertThat(silent.error())
                .contains("Error: Prisma Migrate has detected that the environment is non-interactive")
                .contains("--accept-data-loss")
                .contains(warning);
        assertThat(project.migrations()).hasSize(1);

        Transcript declined = project.runOnTerminal("n\n", "migrate", "dev", "--name", "drop");
        assertThat(declined.exitCode()).isEqualTo(130);
        assertThat(declined.output())
                .contains("Warnings for the current datasource:")
                .contains("• " + warning)
                .contains("? Are you sure you want to create and apply this migration? › (y/N) ")
                .endsWith("Migration cancelled.\n");
        assertThat(project.migrations()).hasSize(1);

        Transcript accepted = project.runOnTerminal("y\nremove name\n", "migrate", "dev");
        assertThat(accepted.exitCode()).isZero();
        assertThat(accepted.output()).contains("? Enter a name for the new migration: › ");
        assertThat(project.migrations()).hasSize(2).last().asString().endsWith("_remove_name");
    }

    @Test
    void steps_that_cannot_run_stop_it_unless_only_a_draft_is_wanted() {
        ProjectFolder project = migrated();
        project.sql("INSERT INTO \"User\" (email) VALUES ('a')");
        project.schema(USER.replace("String?", "String"));
        Transcript refused = project.run("migrate", "dev", "--name", "required");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.error())
                .contains("⚠️ We found changes that cannot be executed:\n\n  • Step 0 Made the column `name` on table"
                        + " `User` required, but there are 1 existing NULL values.\n\n"
                        + "You can use prisma migrate dev --create-only");
        Transcript draft = project.run("migrate", "dev", "--name", "required", "--create-only");
        assertThat(draft.exitCode()).isZero();
        assertThat(draft.error()).contains("Step 0 Made the column `name`");
    }

    @Test
    void drift_ends_the_run_with_its_report_and_changes_nothing() {
        ProjectFolder project = migrated();
        project.sql("CREATE TABLE \"Extra\" (id INTEGER PRIMARY KEY)");
        Transcript drifted = project.run("migrate", "dev");
        assertThat(drifted.exitCode()).isEqualTo(130);
        assertThat(drifted.output())
                .contains("Drift detected: Your database schema is not in sync with your migration history.")
                .contains("[+] Added tables\n  - Extra\n")
                .contains(
                        "We need to reset the SQLite database \"dev.db\" at \"file:./dev.db\"\n\n"
                                + "You may use prisma migrate reset to drop the development database.\nAll data will be lost.\n");
        Transcript json = project.run("migrate", "dev", "--json");
        assertThat(json.output())
                .startsWith("{\"command\":\"migrate dev\",\"outcome\":\"reset-needed\",\"exitCode\":130,");
        assertThat(json.error()).isEmpty();
    }

    @Test
    void deploy_applies_fails_and_is_resolved() {
        ProjectFolder project = migrated();
        project.write(
                "prisma/migrations/20990101000000_bad/migration.sql", "CREATE TABLE a (id INT);\nCREATE TABLE ;\n");
        Transcript failed = project.run("migrate", "deploy");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.error())
                .contains("Error: P3018\n\nA migration failed to apply.")
                .contains("Migration name: 20990101000000_bad");
        assertThat(project.run("migrate", "deploy").error()).contains("Error: P3009\n\n");
        assertThat(project.run("migrate", "status").error())
                .contains("Following migration have failed:\n20990101000000_bad\n");
        assertThat(project.run("migrate", "resolve", "--rolled-back", "20990101000000_bad")
                        .output())
                .endsWith("\nMigration 20990101000000_bad marked as rolled back.\n");
        project.write("prisma/migrations/20990101000000_bad/migration.sql", "CREATE TABLE a (id INT);\n");
        assertThat(project.run("migrate", "deploy").output())
                .contains("2 migrations found in prisma/migrations\n\nApplying migration `20990101000000_bad`\n\n"
                        + "The following migration(s) have been applied:\n\nmigrations/\n  └─ 20990101000000_bad/\n"
                        + "    └─ migration.sql\n\nAll migrations have been successfully applied.\n");
        assertThat(project.run("migrate", "deploy").output()).endsWith("No pending migrations to apply.\n");
        assertThat(project.run("migrate", "resolve").error()).contains("--applied or --rolled-back must be part");
    }

    @Test
    void reset_asks_or_needs_force() {
        ProjectFolder project = migrated();
        project.sql("INSERT INTO \"User\" (email) VALUES ('a')");
        assertThat(project.run("migrate", "reset").error()).contains("Use --force to run this command");
        assertThat(project.runOnTerminal("\n", "migrate", "reset").exitCode()).isEqualTo(130);
        Transcript reset = project.run("migrate", "reset", "--force").steady();
        assertThat(reset.exitCode()).isZero();
        assertThat(reset.output()).contains("Database reset successful\n").contains("  └─ <time>_init/");
    }

    @Test
    void diff_compares_every_kind_of_source() {
        ProjectFolder project = migrated();
        project.write(
                "other/schema.prisma", project.read("prisma/schema.prisma").replace("name  String?", "nick  String?"));
        project.write("ddl/a.sql", "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL);");
        Transcript different = project.run(
                "migrate",
                "diff",
                "--from-migrations",
                "prisma/migrations",
                "--to-schema",
                "other/schema.prisma",
                "--exit-code");
        assertThat(different.exitCode()).isEqualTo(2);
        assertThat(different.output()).isEqualTo("\n[*] Redefined table `User`\n");
        assertThat(project.run(
                        "migrate",
                        "diff",
                        "--from-schema-datamodel",
                        "prisma/schema.prisma",
                        "--to-config-datasource",
                        "--exit-code"))
                .isEqualTo(new Transcript(0, "No difference detected.\n", ""));
        assertThat(project.run("migrate", "diff", "--from-empty", "--to-sql", "ddl", "--script", "-o", "out/x.sql")
                        .exitCode())
                .isZero();
        assertThat(project.read("out/x.sql")).startsWith("-- CreateTable\nCREATE TABLE \"a\" (");
        assertThat(project.run("migrate", "diff", "--from-empty", "--to-url", "file:./prisma/dev.db")
                        .output())
                .contains("[+] Added tables\n  - User\n");
        assertThat(project.run("migrate", "diff", "--from-empty", "--from-url", "file:x")
                        .error())
                .contains("Error: 2 `--from-...` parameter(s) provided. 1 must be provided.\n"
                        + "0 `--to-...` parameter(s) provided. 1 must be provided.");
    }

    @Test
    void nothing_from_the_database_moves_the_cursor() {
        ProjectFolder project = migrated();
        project.sql("CREATE TABLE \"evil\u001B]0;title\u0007\u001B[2J\" (id INTEGER PRIMARY KEY)");
        Transcript drifted = project.runOnTerminal("", "migrate", "dev");
        assertThat(drifted.output()).contains("evil␛]0;title␇␛[2J");
        String withoutColours = drifted.output().replaceAll("\u001B\\[[0-9;]*m", "");
        assertThat(withoutColours
                        .chars()
                        .filter(c -> c < ' ' && c != '\n')
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining()))
                .isEmpty();
    }

    @Test
    void colours_appear_on_a_terminal_only_and_never_against_the_users_will() {
        ProjectFolder project = migrated();
        assertThat(project.runOnTerminal("", "migrate", "status").output()).contains("\u001B[32mDatabase schema");
        assertThat(project.run("migrate", "status").output()).doesNotContain("\u001B");
        assertThat(project.with("NO_COLOR", "1")
                        .runOnTerminal("", "migrate", "status")
                        .output())
                .doesNotContain("\u001B");
    }

    @Test
    void what_needs_no_schema_works_without_one() {
        ProjectFolder bare = new ProjectFolder(folder.resolve("bare"));
        bare.write(
                "prisma/migrations/20260101000000_init/migration.sql", "CREATE TABLE t (id INTEGER PRIMARY KEY);\n");
        bare.write("prisma/migrations/migration_lock.toml", "provider = \"sqlite\"\n");
        bare.with("GNOMON_URL", "file:./prisma/dev.db");

        Transcript deployed = bare.run("migrate", "deploy");
        assertThat(deployed.exitCode()).as(deployed.error()).isZero();
        assertThat(deployed.output())
                .contains("Datasource \"db\": SQLite database \"dev.db\" at \"file:./prisma/dev.db\"")
                .contains("All migrations have been successfully applied.");
        assertThat(bare.query("SELECT count(*) FROM t")).isEqualTo("0");
        assertThat(bare.run("migrate", "status", "--check-drift").exitCode()).isZero();
        assertThat(bare.run("migrate", "dev", "--name", "x").error()).contains("GN-1003");

        Transcript nothing = new ProjectFolder(folder.resolve("empty"))
                .with("GNOMON_URL", "file:./dev.db")
                .run("migrate", "deploy");
        assertThat(nothing.error()).contains("Could not find Prisma Schema");
        assertThat(folder.resolve("empty/dev.db")).doesNotExist();
    }
}
