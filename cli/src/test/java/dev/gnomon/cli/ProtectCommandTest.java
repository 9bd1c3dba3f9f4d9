package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.ProjectFolder.Transcript;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A database that bears the mark is emptied by nobody. */
class ProtectCommandTest {

    private static final String MODEL = """

            model Car {
              id   Int    @id
              name String
            }
            """;

    @TempDir
    Path folder;

    /** The provider and a URL of a database that does not exist yet. */
    private record Kind(String provider, Supplier<String> newUrl) {

        static Kind of(String provider, Supplier<TestServer> server) {
            return new Kind(provider, () -> server.get().newTarget().url());
        }
    }

    static Stream<Named<Kind>> kinds() {
        return Stream.of(
                Named.of("SQLite", new Kind("sqlite", () -> "file:./dev.db")),
                Named.of("PostgreSQL", Kind.of("postgresql", TestServers::postgresql)),
                Named.of("MySQL", Kind.of("mysql", TestServers::mysql)),
                Named.of("MariaDB", Kind.of("mysql", TestServers::mariadb)),
                Named.of("SQL Server", Kind.of("sqlserver", TestServers::sqlserver)));
    }

    private ProjectFolder project(Kind kind, String url, String more) {
        ProjectFolder project = new ProjectFolder(folder);
        project.write("prisma/schema.prisma", """
                datasource db {
                  provider = "%s"
                  url      = "%s"
                %s}
                """.formatted(kind.provider(), url, more) + MODEL);
        return project;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_protected_database_is_not_emptied_and_otherwise_as_ever(Kind kind) {
        String url = kind.newUrl().get();
        ProjectFolder project = project(kind, url, "");
        assertThat(project.run("migrate", "dev", "--name", "init")).returns(0, Transcript::exitCode);
        assertThat(project.run("protect")).returns(0, Transcript::exitCode);
        assertThat(project.run("migrate", "status").output()).contains("This database is protected");

        Transcript reset = project.run("migrate", "reset", "--force");
        assertThat(reset.exitCode()).isEqualTo(1);
        assertThat(reset.error()).contains("GN-6004").contains("gnomon protect --remove");
        Transcript push = project.run("db", "push", "--force-reset", "--accept-data-loss");
        assertThat(push.exitCode()).isEqualTo(1);
        assertThat(push.error()).contains("GN-6004");
        // The protocol's URLs are relative to the working folder, the schema's to the schema.
        String datasource = "{\"url\":\"" + url.replace("./", folder + "/prisma/") + "\"}";
        Transcript rpc = project.runWithInput(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"reset\",\"params\":{\"filter\":{\"externalTables\":[],\"externalEnums\":[]}}}\n",
                "schema-engine",
                "--datamodels",
                folder.resolve("prisma/schema.prisma").toString(),
                "--datasource",
                datasource);
        assertThat(rpc.output()).contains("The database is protected");
        Transcript drop = project.run(
                "schema-engine",
                "--datamodels",
                folder.resolve("prisma/schema.prisma").toString(),
                "--datasource",
                datasource,
                "cli",
                "drop-database");
        assertThat(drop.exitCode()).isNotZero();
        assertThat(drop.output() + drop.error()).contains("The database is protected");

        // The mark is neither drift nor a change.
        assertThat(project.run("migrate", "dev").output()).contains("Already in sync");
        assertThat(project.run("migrate", "deploy")).returns(0, Transcript::exitCode);
        assertThat(project.run("db", "push").output()).contains("already in sync");
        assertThat(project.run("db", "pull", "--print").output()).doesNotContain("gnomon");

        assertThat(project.run("protect", "--remove")).returns(0, Transcript::exitCode);
        assertThat(project.run("migrate", "status", "--json").output()).contains("\"protected\":false");
        assertThat(project.run("migrate", "reset", "--force")).returns(0, Transcript::exitCode);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_table_with_rows_of_a_protected_database_is_dropped_by_no_push_and_no_new_migration(Kind kind) {
        String url = kind.newUrl().get();
        ProjectFolder project = project(kind, url, "");
        assertThat(project.run("migrate", "dev", "--name", "init")).returns(0, Transcript::exitCode);
        String quote = kind.provider().equals("mysql") ? "`" : "\"";
        String car = quote + "Car" + quote;
        project.write("rows.sql", "INSERT INTO " + car + " (id, name) VALUES (1, 'Herbie');");
        assertThat(project.run("db", "execute", "--file", "rows.sql")).returns(0, Transcript::exitCode);
        assertThat(project.run("protect")).returns(0, Transcript::exitCode);
        String schema = project.read("prisma/schema.prisma");
        project.write("prisma/schema.prisma", schema.replace(MODEL, MODEL.replace("Car", "Bike")));

        Transcript push = project.run("db", "push", "--accept-data-loss");
        assertThat(push.exitCode()).isEqualTo(1);
        assertThat(push.error()).contains("GN-6004").contains("`Car`").contains("Nothing was changed");
        Transcript dev = project.run("migrate", "dev", "--name", "next", "--accept-data-loss");
        assertThat(dev.exitCode()).isEqualTo(1);
        assertThat(dev.error()).contains("GN-6004").contains("`Car`");
        project.write("read.sql", "INSERT INTO " + car + " (id, name) SELECT id + 1, name FROM " + car + ";");
        assertThat(project.run("db", "execute", "--file", "read.sql")).returns(0, Transcript::exitCode);
        assertThat(project.run("migrate", "status").output()).doesNotContain("next");

        // Without rows there is nothing that the mark would have to keep.
        project.write("empty.sql", "DELETE FROM " + car + ";");
        assertThat(project.run("db", "execute", "--file", "empty.sql")).returns(0, Transcript::exitCode);
        assertThat(project.run("db", "push", "--accept-data-loss")).returns(0, Transcript::exitCode);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_protected_database_does_not_become_a_shadow_database_even_if_asked(Kind kind) {
        String url = kind.newUrl().get();
        String shadow = kind.provider().equals("sqlite")
                ? "file:./shadow.db"
                : kind.newUrl().get();
        ProjectFolder other = project(kind, shadow, "");
        assertThat(other.run("migrate", "deploy")).returns(0, Transcript::exitCode);
        assertThat(other.run("protect")).returns(0, Transcript::exitCode);
        String name = shadow.replaceFirst("^.*[/=]([^/;=?]+)([;?].*)?$", "$1");
        ProjectFolder project = project(kind, url, "  shadowDatabaseUrl = \"" + shadow + "\"\n");
        Transcript refused = project.run("migrate", "dev", "--name", "init", "--allow-shadow-reset", name);
        if (kind.provider().equals("sqlite")) {
            // Replays take place in memory, so the file is not even looked at.
            assertThat(refused.exitCode()).as(refused.error()).isZero();
            assertThat(project(kind, shadow, "")
                            .run("migrate", "reset", "--force")
                            .error())
                    .contains("GN-6004");
            return;
        }
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.error()).contains("GN-6004");
    }

    @Test
    void the_mark_of_a_postgresql_database_stays_behind_somebodys_own_comment() {
        Kind kind = Kind.of("postgresql", TestServers::postgresql);
        String url = kind.newUrl().get();
        ProjectFolder project = project(kind, url, "");
        assertThat(project.run("migrate", "dev", "--name", "init")).returns(0, Transcript::exitCode);
        project.runWithInput("COMMENT ON SCHEMA public IS 'the shop''s'", "db", "execute", "--stdin");
        assertThat(project.run("protect")).returns(0, Transcript::exitCode);
        String check = "DO $$ BEGIN IF obj_description('public'::regnamespace, 'pg_namespace') <> '%s'"
                + " THEN RAISE EXCEPTION 'another comment'; END IF; END $$";
        assertThat(project.runWithInput(check.formatted("the shop''s [gnomon: protected]"), "db", "execute", "--stdin"))
                .returns(0, Transcript::exitCode);
        assertThat(project.run("migrate", "reset", "--force").error()).contains("GN-6004");
        // Another namespace of the same database is the same database.
        assertThat(project.run(
                                "migrate",
                                "reset",
                                "--force",
                                "--url",
                                url + (url.contains("?") ? "&" : "?") + "schema=b")
                        .error())
                .contains("GN-6004");
        assertThat(project.run("protect", "--remove")).returns(0, Transcript::exitCode);
        assertThat(project.runWithInput(check.formatted("the shop''s"), "db", "execute", "--stdin"))
                .returns(0, Transcript::exitCode);
    }
}
