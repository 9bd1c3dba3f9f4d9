package dev.gnomon.conformance;

import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.model.Datasource;
import dev.gnomon.schema.pull.PullRequest;
import dev.gnomon.schema.pull.PulledSchema;
import dev.gnomon.schema.pull.SchemaPull;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A schema that was pulled from a database is valid and says what the database is, whatever was there before. */
class PullRoundTripTest {

    private static final String EMPTY_SCRIPT = "-- This is an empty migration.";

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite"})
    void pulled_schemas_are_those_of_their_databases(String provider) throws SQLException {
        Tally tally = new Tally(provider + " pull and compare");
        try (ScratchDatabase database = ScratchDatabase.create(provider)) {
            for (RecordedCase recorded : RecordedCases.own(provider, "diff")) {
                PrismaSchema schema = SchemaDiffAnswer.parse(recorded.text("to").orElse(""));
                if (recorded.text("error").isEmpty() && !schema.hasErrors()) {
                    Attempts.run(tally, recorded, () -> compare(tally, recorded, database, schema));
                }
            }
        }
        KnownDifferences.check(provider + ".pull-round-trip", tally);
    }

    private static void compare(Tally tally, RecordedCase recorded, ScratchDatabase database, PrismaSchema schema) {
        try {
            database.empty();
            if (!created(recorded, database)) {
                return;
            }
            List<String> namespaces =
                    schema.dataModel().datasource().map(Datasource::namespaces).orElse(List.of());
            DatabaseSchema introspected = database.introspect(namespaces);
            for (boolean force : List.of(false, true)) {
                PulledSchema pulled = SchemaPull.pull(new PullRequest(
                        introspected, database.dialect(), schema.document(), schema.dataModel(), force));
                tally.compare(
                        recorded,
                        force ? "from nothing" : "from the schema",
                        EMPTY_SCRIPT,
                        wayBack(pulled, introspected, database));
                PulledSchema second = again(pulled, introspected, database);
                tally.compare(
                        recorded,
                        force ? "again from nothing" : "again",
                        text(second),
                        text(again(second, introspected, database)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Some of the schemas are recorded because the database refuses them. */
    private static boolean created(RecordedCase recorded, ScratchDatabase database) {
        SchemaDiffAnswer creation =
                SchemaDiffAnswer.of(Optional.empty(), recorded.text("to").orElseThrow(), recorded.provider());
        try {
            database.run(creation.script());
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** The first pull after a schema was written may spell out what that schema implied; no later one does. */
    private static PulledSchema again(PulledSchema pulled, DatabaseSchema introspected, ScratchDatabase database) {
        PrismaSchema schema = SchemaDiffAnswer.parse(text(pulled));
        return SchemaPull.pull(
                new PullRequest(introspected, database.dialect(), schema.document(), schema.dataModel(), false));
    }

    private static String text(PulledSchema pulled) {
        return pulled.files().getFirst().text();
    }

    private static String wayBack(PulledSchema pulled, DatabaseSchema introspected, ScratchDatabase database) {
        String text = text(pulled);
        PrismaSchema schema = SchemaDiffAnswer.parse(text);
        if (schema.hasErrors()) {
            return schema.print(schema.errors()) + "\n" + text;
        }
        BeforeAfter<DatabaseSchema> schemas =
                new BeforeAfter<>(introspected, SchemaDiffAnswer.lower(schema, database.dialect()));
        String script =
                SchemaDiffAnswer.between(schemas, database.dialect()).script().strip();
        return script.equals(EMPTY_SCRIPT) ? script : script + "\n" + text;
    }
}
