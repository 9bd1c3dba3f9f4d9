package dev.gnomon.cli.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prisma's own client gets no second migration for a default that the server tells in other words. */
class DefaultsOverJsonRpcTest {

    private static final String FILTERS = "{\"externalTables\":[],\"externalEnums\":[]}";

    private static final Pattern SCRIPT = Pattern.compile("\"migrationScript\":(null|\"(?:[^\"\\\\]|\\\\.)*\")");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql | NOW() + interval '1 day' | NOW() + interval '2 days'",
                "mysql | (date_add(now(), interval 1 day)) | (date_add(now(), interval 2 day))",
            })
    void create_migration_finds_nothing_once_the_expression_is_written_and_finds_another_one(
            String provider, String expression, String changed) throws IOException {
        TestServer server = provider.equals("mysql") ? TestServers.mysql() : TestServers.postgresql();
        DatabaseTarget target = server.newTarget();
        Dialect dialect = Dialects.load(Optional.empty()).require(provider);
        dialect.connector().createDatabase(target);
        try {
            String written = next(target, provider, expression, "[]");
            assertThat(written).startsWith("\"").contains("CREATE TABLE");
            String history = "[{\"path\":\"20240101000000_init\",\"migrationFile\":{\"path\":\"migration.sql\","
                    + "\"content\":{\"tag\":\"ok\",\"value\":" + written + "}}}]";

            assertThat(next(target, provider, expression, history)).isEqualTo("null");
            assertThat(next(target, provider, changed, history)).contains("ALTER TABLE");
        } finally {
            dialect.connector().dropDatabase(target);
        }
    }

    /** The next migration's script as JSON. */
    private String next(DatabaseTarget target, String provider, String expression, String history) throws IOException {
        String schema = "datasource db {\n  provider = \"" + provider + "\"\n}\nmodel T {\n  id Int @id\n"
                + "  at DateTime @default(dbgenerated(\"" + expression + "\"))\n}\n";
        Path file = folder.resolve("schema.prisma");
        Files.writeString(file, schema);
        String quoted = "\"" + schema.replace("\"", "\\\"").replace("\n", "\\n") + "\"";
        String request = "{\"id\":1,\"jsonrpc\":\"2.0\",\"method\":\"createMigration\",\"params\":{\"migrationsList\":"
                + "{\"baseDir\":\"m\",\"lockfile\":{\"path\":\"migration_lock.toml\",\"content\":null},"
                + "\"shadowDbInitScript\":\"\",\"migrationDirectories\":" + history + "},\"filters\":" + FILTERS
                + ",\"migrationName\":\"next\",\"draft\":false,\"schema\":{\"files\":[{\"path\":\"schema.prisma\","
                + "\"content\":" + quoted + "}]}}}\n";
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (SchemaEngine server = new SchemaEngine(folder, Map.of())) {
            server.run(
                            List.of(
                                    "--datamodels",
                                    file.toString(),
                                    "--datasource",
                                    "{\"url\":\"" + target.url() + "\"}"),
                            new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)),
                            new PrintStream(output, true, StandardCharsets.UTF_8),
                            System.err);
        }
        String answer = output.toString(StandardCharsets.UTF_8);
        Matcher script = SCRIPT.matcher(answer);
        assertThat(script.find()).as(answer).isTrue();
        return script.group(1);
    }
}
