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
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands leave alone they say once, and what they drop they say how to keep. */
class LeftAloneCommandsTest {

    private static final String DATASOURCE = "datasource db {\n  provider = \"postgresql\"\n}\n\n";

    @TempDir
    Path folder;

    private final TestServer server = TestServers.postgresql();
    private final String database =
            "alone_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private ProjectFolder project;

    @BeforeEach
    void make_database() throws SQLException {
        sql("postgres", "CREATE DATABASE " + database);
        project = new ProjectFolder(folder);
        project.write("prisma.config.ts", "export default { datasource: { url: '" + server.url(database) + "' } }\n");
    }

    @AfterEach
    void drop_database() throws SQLException {
        sql("postgres", "DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
    }

    private void sql(String name, String statement) throws SQLException {
        try (Connection connection = connect(name);
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + name,
                server.user(),
                server.password());
    }

    private String text(String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement run = connection.createStatement();
                ResultSet row = run.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    void an_index_made_by_hand_is_dropped_with_the_line_that_keeps_it() throws SQLException {
        project.write(
                "prisma/schema.prisma",
                DATASOURCE + "model WF {\n  id    Int    @id\n  email String\n  name String\n}\n");
        project.write(
                "prisma/migrations/20240101000000_init/migration.sql",
                "CREATE TABLE \"WF\" (\"id\" INTEGER NOT NULL, \"email\" TEXT NOT NULL, \"name\" TEXT NOT NULL,"
                        + " CONSTRAINT \"WF_pkey\" PRIMARY KEY (\"id\"));\n"
                        + "CREATE INDEX idx_hash ON \"WF\" USING hash (\"email\");\n"
                        + "CREATE INDEX idx_inc ON \"WF\" (\"email\") INCLUDE (\"name\");\n");
        project.write("prisma/migrations/migration_lock.toml", "provider = \"postgresql\"\n");

        Transcript diff = project.run(
                "migrate",
                "diff",
                "--from-migrations",
                "prisma/migrations",
                "--to-schema",
                "prisma/schema.prisma",
                "--script");
        assertThat(diff.output()).isEqualTo("-- DropIndex\nDROP INDEX \"idx_hash\";\n");
        assertThat(diff.error()).contains("@@index([email], map: \"idx_hash\", type: Hash)");

        Transcript dev = project.run("migrate", "dev", "--name", "next");
        assertThat(dev.exitCode()).as(dev.error()).isZero();
        assertThat(dev.output())
                .contains("`idx_hash`. To keep it, add this line to `WF`:\n"
                        + "      @@index([email], map: \"idx_hash\", type: Hash)\n");
        assertThat(text("SELECT string_agg(indexname, ' ' ORDER BY indexname) FROM pg_indexes WHERE tablename = 'WF'"))
                .isEqualTo("WF_pkey idx_inc");
        assertThat(project.run("migrate", "dev", "--name", "none").output()).contains("Already in sync");
    }

    @Test
    void a_foreign_key_to_an_unlisted_namespace_is_told_once_by_each_command() throws SQLException {
        sql(database, "CREATE SCHEMA auth; CREATE TABLE auth.users (id int PRIMARY KEY)");
        project.write("prisma/schema.prisma", DATASOURCE + "model Profile {\n  id Int @id\n}\n");
        project.write(
                "prisma.config.ts",
                "export default { experimental: { externalTables: true }, tables: { external: ['auth.users'] },"
                        + " migrations: { initShadowDb: 'CREATE SCHEMA auth; CREATE TABLE auth.users (id int PRIMARY KEY);' },"
                        + " datasource: { url: '" + server.url(database) + "' } }\n");
        project.write(
                "prisma/migrations/20240101000000_init/migration.sql",
                "CREATE TABLE \"Profile\" (\"id\" INTEGER NOT NULL, CONSTRAINT \"Profile_pkey\" PRIMARY KEY (\"id\"),"
                        + " CONSTRAINT own FOREIGN KEY (\"id\") REFERENCES auth.users (id));\n");
        project.write("prisma/migrations/migration_lock.toml", "provider = \"postgresql\"\n");

        Transcript dev = project.run("migrate", "dev");
        assertThat(dev.exitCode()).as(dev.output() + dev.error()).isZero();
        assertThat(dev.output()).contains("in sync");
        assertThat(occurrences(dev.output(), "`own` of `Profile` refers to `auth.users`"))
                .isOne();
        Transcript push = project.run("db", "push");
        assertThat(push.exitCode()).as(push.error()).isZero();
        assertThat(occurrences(push.output(), "`own` of `Profile` refers to `auth.users`"))
                .isOne();
        Transcript diff = project.run(
                "migrate", "diff", "--from-config-datasource", "--to-schema", "prisma/schema.prisma", "--exit-code");
        assertThat(diff.exitCode()).as(diff.output() + diff.error()).isZero();
        assertThat(occurrences(diff.error(), "`own` of `Profile` refers to `auth.users`"))
                .isOne();
        Transcript pull = project.run("db", "pull");
        assertThat(pull.exitCode()).as(pull.error()).isZero();
        assertThat(occurrences(pull.output(), "constraint: \"own\", refers to: \"auth.users\""))
                .isOne();
        assertThat(text("SELECT count(*) FROM pg_constraint WHERE conname = 'own'"))
                .isEqualTo("1");
    }

    @Test
    void a_name_that_would_be_cut_is_refused_by_every_command() {
        String name = "größe_überschrift_ärger_öffnung_straße_maß_für_alle_fälle";
        project.write(
                "prisma/schema.prisma",
                DATASOURCE + "model A {\n  id Int    @id\n  o  String @map(\"" + name + "\")\n}\n");
        for (String[] command : new String[][] {
            {"validate"},
            {"db", "push"},
            {"migrate", "dev", "--name", "x"},
            {"migrate", "diff", "--from-empty", "--to-schema", "prisma/schema.prisma"}
        }) {
            Transcript refused = project.run(command);
            assertThat(refused.exitCode()).as(String.join(" ", command)).isNotZero();
            assertThat(refused.output() + refused.error())
                    .contains("is too long", "Shorten it with `@map`", "schema.prisma:7");
        }
    }
}
