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
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A project's whole life on servers to which {@code User} and {@code user} are one table. */
class LetterCaseCommandsTest {

    private static final String SCHEMA = """
            datasource db {
              provider = "mysql"
            }

            enum Role {
              ADMIN
              guest
            }

            model User {
              id     Int          @id @default(autoincrement())
              Email  String       @unique
              role   Role         @default(guest)
              orders user_Order[]
            }

            model user_Order {
              id     Int    @id
              userId Int
              user   User   @relation(fields: [userId], references: [id])
              lines  Line[]
            }

            model Line {
              id      Int        @id
              orderId Int
              order   user_Order @relation(fields: [orderId], references: [id], onDelete: Cascade)

              @@map("Order_LINE")
            }
            """;

    private static final String GROWN = SCHEMA.replace("@unique\n", "@unique\n  age    Int?\n")
            .replace("lines  Line[]\n", "lines  Line[]\n\n  @@index([userId, id], map: \"ix\")\n");

    /** The servers, by what they do to names. */
    enum Ignoring {
        MYSQL_IN_LOWER_CASE(() -> TestServers.mysqlWith("--lower-case-table-names=1")),
        MARIADB_IN_LOWER_CASE(() -> TestServers.mariadbWith("--lower-case-table-names=1")),
        MYSQL_AS_WRITTEN(TestServers::mysqlIgnoringCase),
        MARIADB_AS_WRITTEN(TestServers::mariadbIgnoringCase);

        private final Supplier<TestServer> server;

        Ignoring(Supplier<TestServer> server) {
            this.server = server;
        }
    }

    @TempDir
    Path folder;

    private final String database =
            "Cli_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    @ParameterizedTest
    @EnumSource
    void migrations_may_spell_a_table_as_they_like(Ignoring ignoring) throws SQLException {
        TestServer server = ignoring.server.get();
        ProjectFolder project = new ProjectFolder(folder);
        try {
            project.write("prisma/schema.prisma", SCHEMA);
            configure(project, server.url(database), "");
            succeed(project, "migrate", "dev", "--name", "init");
            project.write(
                    "prisma/migrations/20991122000001_two/migration.sql",
                    "ALTER TABLE `uSER` ADD COLUMN `age` INTEGER NULL;\n"
                            + "CREATE INDEX `ix` ON `USER_ORDER`(`userId`, `id`);\n");
            project.write("prisma/schema.prisma", GROWN);
            assertThat(succeed(project, "migrate", "dev", "--name", "more").output())
                    .contains("Applying migration `20991122000001_two`");
            project.write(
                    "prisma/migrations/20991122000002_three/migration.sql",
                    "RENAME TABLE `user` TO `x`, `X` TO `USER`;\n");
            assertThat(succeed(project, "migrate", "deploy").output()).contains("20991122000002_three");
            assertThat(succeed(project, "migrate", "dev").output())
                    .contains("Already in sync, no schema change or pending migration was found.");
            assertThat(project.migrations()).hasSize(3);
            succeed(
                    project,
                    "migrate",
                    "diff",
                    "--from-config-datasource",
                    "--to-schema",
                    "prisma/schema.prisma",
                    "--exit-code");

            succeed(project, "migrate", "reset", "--force");
            assertThat(succeed(project, "migrate", "status").output()).contains("Database schema is up to date!");
        } finally {
            drop(server, database);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_shadow_database_may_have_capitals_and_the_main_one_is_known_in_any_spelling(Ignoring ignoring)
            throws SQLException {
        TestServer server = ignoring.server.get();
        ProjectFolder project = new ProjectFolder(folder);
        String shadow = database + "_Shadow";
        try {
            sql(server, "CREATE DATABASE `" + shadow + "`");
            project.write("prisma/schema.prisma", SCHEMA);
            configure(project, server.url(database), server.url(shadow.toUpperCase(Locale.ROOT)));
            succeed(project, "migrate", "dev", "--name", "init");
            succeed(project, "migrate", "dev");

            configure(project, server.url(database), server.url(database.toUpperCase(Locale.ROOT)));
            Transcript refused = project.run("migrate", "dev");
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.error()).contains("appears to be the same as the main database");
        } finally {
            drop(server, database, shadow);
        }
    }

    private static void configure(ProjectFolder project, String url, String shadow) {
        project.write(
                "prisma.config.ts",
                "export default { datasource: { url: '" + url + "'"
                        + (shadow.isEmpty() ? "" : ", shadowDatabaseUrl: '" + shadow + "'") + " } }\n");
    }

    private static Transcript succeed(ProjectFolder project, String... line) {
        Transcript transcript = project.run(line);
        assertThat(transcript.exitCode())
                .as(String.join(" ", line) + "\n" + transcript.output() + transcript.error())
                .isZero();
        return transcript;
    }

    private static void drop(TestServer server, String... databases) throws SQLException {
        for (String name : databases) {
            sql(server, "DROP DATABASE IF EXISTS `" + name + "`");
        }
    }

    private static void sql(TestServer server, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:mysql://" + server.host() + ":" + server.port()
                                + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true",
                        server.user(),
                        server.password());
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }
}
