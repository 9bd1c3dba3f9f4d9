package dev.gnomon.cli.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.tck.server.TestServers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history and a schema are compared where no main database is: the drift check of continuous integration. */
class DiffWithoutDatabaseOverJsonRpcTest {

    @TempDir
    Path folder;

    private String diff(String provider, String columns, Optional<String> shadow, List<String> options)
            throws IOException {
        String schema = "datasource db {\n  provider = \"" + provider + "\"\n}\n\nmodel t {\n  id Int @id\n}\n";
        Path file = folder.resolve("schema.prisma");
        Files.writeString(file, schema);
        String history = "[{\"path\":\"20240101000000_init\",\"migrationFile\":{\"path\":\"migration.sql\","
                + "\"content\":{\"tag\":\"ok\",\"value\":\"CREATE TABLE t (" + columns + ")\"}}}]";
        String request =
                "{\"id\":1,\"jsonrpc\":\"2.0\",\"method\":\"diff\",\"params\":{\"from\":{\"tag\":\"migrations\","
                        + "\"baseDir\":\"m\",\"lockfile\":{\"path\":\"migration_lock.toml\",\"content\":\"provider = \\\""
                        + provider + "\\\"\"},\"shadowDbInitScript\":\"\",\"migrationDirectories\":" + history
                        + "},\"to\":{\"tag\":\"schemaDatamodel\",\"files\":[{\"path\":\"schema.prisma\",\"content\":\""
                        + schema.replace("\"", "\\\"").replace("\n", "\\n") + "\"}],\"configDir\":\"" + folder
                        + "\"},\"script\":false,\"exitCode\":true,\"shadowDatabaseUrl\":"
                        + shadow.map(url -> "\"" + url + "\"").orElse("null")
                        + ",\"filters\":{\"externalTables\":[],\"externalEnums\":[]}}}\n";
        List<String> line = new ArrayList<>(List.of("--datamodels", file.toString()));
        line.addAll(options);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (SchemaEngine server = new SchemaEngine(folder, Map.of())) {
            server.run(
                    line,
                    new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)),
                    new PrintStream(output, true, StandardCharsets.UTF_8),
                    System.err);
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    @Test
    void sqlite_needs_no_file() throws IOException {
        for (List<String> options :
                List.of(List.<String>of(), List.of("--datasource", "{\"url\":\"file:./nowhere.db\"}"))) {
            assertThat(diff("sqlite", "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT", Optional.empty(), options))
                    .contains("\"exitCode\":0")
                    .doesNotContain("P1003", "\"error\"");
        }
        assertThat(folder.resolve("nowhere.db")).doesNotExist();
    }

    @Test
    void a_server_needs_no_main_database_beside_a_shadow_database_of_the_users_own() throws IOException {
        DatabaseTarget shadow = TestServers.postgresql().newTarget();
        Dialect dialect = Dialects.load(Optional.empty()).require("postgresql");
        dialect.connector().createDatabase(shadow);
        try {
            String down = "{\"url\":\"postgresql://postgres@127.0.0.1:1/nowhere\"}";
            for (List<String> options : List.of(List.<String>of(), List.of("--datasource", down))) {
                assertThat(diff(
                                "postgresql",
                                "id INTEGER NOT NULL, CONSTRAINT t_pkey PRIMARY KEY (id)",
                                Optional.of(shadow.url()),
                                options))
                        .contains("\"exitCode\":0")
                        .doesNotContain("P1001", "\"error\"");
            }
        } finally {
            dialect.connector().dropDatabase(shadow);
        }
    }
}
