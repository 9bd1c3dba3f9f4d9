package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.ProjectFolder.Transcript;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code migrate dev} says of a default that MariaDB rounds, so that no migration brings it about. */
class UnsettledMigrationCommandTest {

    @TempDir
    Path folder;

    private final TestServer server = TestServers.mariadb();

    @Test
    void it_names_what_is_left_and_makes_no_third_migration_for_it() throws SQLException {
        String database = "cli_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        ProjectFolder project = new ProjectFolder(folder);
        project.write("prisma/schema.prisma", """
                datasource db {
                  provider = "mysql"
                  url      = "%s"
                }

                model Item {
                  id    Int     @id
                  price Decimal @default(1.25) @db.Decimal(5, 1)
                }
                """.formatted(server.url(database)));
        try {
            Transcript first = project.run("migrate", "dev", "--name", "one");
            assertThat(first.exitCode()).isZero();
            assertThat(first.output())
                    .contains("The database is not what the schema says, although the migration ran:")
                    .contains("[*] Changed the `Item` table")
                    .contains("`price`")
                    .contains("The next migrate dev makes a migration for that.")
                    .doesNotContain("now in sync");

            Transcript second = project.run("migrate", "dev", "--name", "two", "--json");
            assertThat(second.exitCode()).isZero();
            assertThat(second.output())
                    .contains("\"outcome\":\"created\"")
                    .contains("\"remaining\":\"")
                    .contains("`price`");

            Transcript third = project.run("migrate", "dev", "--name", "three");
            assertThat(third.exitCode()).isEqualTo(1);
            assertThat(third.error())
                    .contains("_two once more, so none was made.")
                    .contains("`price`")
                    .contains("Making the same migration again does not change that.");
            assertThat(project.run("migrate", "dev", "--json").output())
                    .contains("\"outcome\":\"unsettled\",\"exitCode\":1,\"migration\":\"")
                    .contains("\"applied\":[],\"remaining\":\"");
            assertThat(folder.resolve("prisma/migrations").toFile().list()).hasSize(3);
        } finally {
            drop(database);
        }
    }

    private void drop(String database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:mysql://" + server.host() + ":" + server.port() + "/", server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS `" + database + "`");
        }
    }
}
