package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.cli.ProjectFolder.Transcript;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a shadow database of the user's own that a run cannot have. */
class ConfiguredShadowCommandsTest {

    @TempDir
    private Path folder;

    private final Dialect dialect = Dialects.load(List.<Path>of()).require("postgresql");
    private DatabaseTarget shadow;
    private FaultProject project;

    @BeforeEach
    void make_both_databases() {
        project = FaultProject.withPendingMigration(Kind.POSTGRESQL, folder);
        shadow = new DatabaseTarget(Kind.POSTGRESQL.newUrl(), folder);
        dialect.connector().createDatabase(shadow);
    }

    @AfterEach
    void drop_the_shadow_database() {
        dialect.connector().dropDatabase(shadow);
    }

    private Transcript diff() {
        return project.folder()
                .run(
                        "migrate",
                        "diff",
                        "--from-migrations",
                        "prisma/migrations",
                        "--to-schema",
                        "prisma/schema.prisma",
                        "--exit-code",
                        "--no-cache",
                        "--shadow-database-url",
                        shadow.url());
    }

    private void inShadow(String statement) throws SQLException {
        try (Connection connection = dialect.connector().connect(shadow);
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    @Test
    void a_migration_that_comments_on_its_database_takes_the_mark_away_and_is_told_so() throws SQLException {
        project.folder().write("prisma/migrations/20900101000000_comment/migration.sql", """
                DO $$ BEGIN
                  EXECUTE format('COMMENT ON DATABASE %I IS %L', current_database(), 'ours');
                END $$;
                """);

        Transcript answer = diff();

        assertThat(answer.exitCode()).as(answer.output()).isEqualTo(1);
        assertThat(answer.error()).contains("GN-6010");
        inShadow("SELECT 1");
    }

    @Test
    void what_was_prepared_in_it_is_somebodys_and_the_answer_names_it_and_the_ways_out() throws SQLException {
        inShadow("CREATE FUNCTION prepared() RETURNS int LANGUAGE sql AS 'SELECT 1'");

        Transcript refused = diff();

        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(1);
        assertThat(refused.error()).contains("P3026", "prepared", "--allow-shadow-reset", "initShadowDb");
        inShadow("SELECT prepared()");
    }
}
