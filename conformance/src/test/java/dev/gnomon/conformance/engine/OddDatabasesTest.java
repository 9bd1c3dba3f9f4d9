package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.workspace.SchemaFeatures;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.format.SchemaFormatter;
import dev.gnomon.schema.lowering.SchemaLowering;
import dev.gnomon.schema.pull.PullRequest;
import dev.gnomon.schema.pull.PulledSchema;
import dev.gnomon.schema.pull.SchemaPull;
import dev.gnomon.schema.syntax.SchemaFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is pulled from any database is a schema that gnomon accepts, and what a script makes of it the server accepts. */
class OddDatabasesTest {

    private static final String EMPTY = "No difference detected.\n";

    private final Engine engine = Engine.builder().build();

    @ParameterizedTest
    @CsvSource({
        "postgresql, false", "postgresql, true",
        "mysql, false", "mariadb, false",
        "sqlite, false", "sqlite, true"
    })
    void what_is_pulled_is_accepted_and_comes_to_rest(String kind, boolean withGenerator) {
        String provider = kind.equals("mariadb") ? "mysql" : kind;
        String datasource = (withGenerator ? "generator client {\n  provider = \"prisma-client\"\n}\n\n" : "")
                + "datasource db {\n  provider = \"" + provider + "\"\n}\n";
        try (TestDatabase database = TestDatabase.create(kind);
                TestDatabase copy = TestDatabase.create(kind)) {
            database.run(text(kind + "-prelude.sql"));
            copy.run(text(kind + "-prelude.sql"));
            database.run(text(provider + ".sql"));
            database.run(text(kind + "-only.sql"));
            DatabaseSchema found = database.schema();
            assertThat(found.tables()).hasSizeGreaterThanOrEqualTo(30);

            PulledSchema pulled = pull(database, found, datasource);
            String text = pulled.files().getFirst().text();
            PrismaSchema schema = parse(database, text);
            assertThat(schema.print(schema.errors())).as(text).isEmpty();
            assertThat(SchemaFormatter.layOut(text)).isEqualTo(text);
            Workspace workspace = database.workspace().toBuilder()
                    .features(new SchemaFeatures(false, withGenerator))
                    .build();
            DatabaseSchema desired = SchemaLowering.lower(schema.dataModel(), database.dialect(), Optional.empty());
            assertThat(difference(workspace, database, desired)).as(kind).isEqualTo(EMPTY);
            // The first pull may spell out what the schema implied; no later one does.
            String second = pull(database, found, text).files().getFirst().text();
            String third = pull(database, found, second).files().getFirst().text();
            assertThat(third.lines().filter(line -> !second.contains(line + "\n")))
                    .isEmpty();
            assertThat(third).hasSameSizeAs(second);

            String script = engine.diff(workspace, new SchemaSource.Empty(), new SchemaSource.Live(database.target()))
                    .script();
            try {
                copy.run(script);
            } catch (RuntimeException refused) {
                throw new AssertionError(refused.getMessage() + "\n" + script, refused);
            }
            assertThat(difference(workspace, copy, desired)).as("a copy").isEqualTo(EMPTY);
        }
    }

    private String difference(Workspace workspace, TestDatabase database, DatabaseSchema desired) {
        return engine.diff(workspace, new SchemaSource.Live(database.target()), new SchemaSource.Known(desired))
                .summary();
    }

    private static PulledSchema pull(TestDatabase database, DatabaseSchema found, String schema) {
        PrismaSchema previous = parse(database, schema);
        return SchemaPull.pull(
                new PullRequest(found, database.dialect(), previous.document(), previous.dataModel(), false));
    }

    private static PrismaSchema parse(TestDatabase database, String text) {
        return PrismaSchema.parse(
                List.of(new SchemaFile("schema.prisma", text)), provider -> Optional.of(database.dialect()));
    }

    private static String text(String name) {
        try (InputStream in = OddDatabasesTest.class.getResourceAsStream("/odd-databases/" + name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
