package dev.gnomon.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.tck.server.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program compares a history with a schema where no main database is. */
class DiffWithoutDatabaseTest {

    @TempDir
    private Path folder;

    private void project(String provider, String columns) throws IOException {
        ProjectFiles.create(folder, provider);
        Path migrations = Files.createDirectories(folder.resolve("prisma/migrations/20240101000000_init"));
        Files.writeString(migrations.resolve("migration.sql"), "CREATE TABLE \"User\" (" + columns + ");\n");
        Files.writeString(migrations.resolveSibling("migration_lock.toml"), "provider = \"" + provider + "\"\n");
    }

    @Test
    void sqlite_needs_no_file() throws IOException {
        project("sqlite", "\"id\" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, \"name\" TEXT NOT NULL");

        try (Gnomon gnomon =
                Gnomon.in(folder).environment(Map.of()).url("file:./nowhere.db").open()) {
            assertThat(gnomon.diff(gnomon.fromMigrations(), gnomon.fromSchema()).isEmpty())
                    .isTrue();
        }

        assertThat(folder.resolve("prisma/nowhere.db")).doesNotExist();
    }

    @Test
    void no_url_need_be_known() throws IOException {
        project("sqlite", "\"id\" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, \"name\" TEXT NOT NULL");

        try (Gnomon gnomon = Gnomon.in(folder).environment(Map.of()).open()) {
            assertThat(gnomon.diff(gnomon.fromMigrations(), gnomon.fromSchema()).isEmpty())
                    .isTrue();
            assertThatThrownBy(gnomon::deploy)
                    .isInstanceOfSatisfying(
                            GnomonException.class,
                            failure -> assertThat(failure.code().id()).isEqualTo("P4003"));
        }
    }

    @Test
    void a_server_may_be_down_beside_a_shadow_database_of_the_users_own() throws IOException {
        project(
                "postgresql",
                "\"id\" SERIAL NOT NULL, \"name\" TEXT NOT NULL, CONSTRAINT \"User_pkey\" PRIMARY KEY (\"id\")");
        DatabaseTarget shadow = TestServers.postgresql().newTarget();
        Dialect dialect = Dialects.load(List.of()).require("postgresql");
        dialect.connector().createDatabase(shadow);
        try (Gnomon gnomon = Gnomon.in(folder)
                .environment(Map.of())
                .url("postgresql://postgres@127.0.0.1:1/nowhere")
                .shadowDatabaseUrl(shadow.url())
                .open()) {
            assertThat(gnomon.diff(gnomon.fromMigrations(), gnomon.fromSchema()).isEmpty())
                    .isTrue();
        } finally {
            dialect.connector().dropDatabase(shadow);
        }
    }
}
