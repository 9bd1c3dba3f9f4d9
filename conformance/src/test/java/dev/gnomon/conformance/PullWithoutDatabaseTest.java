package dev.gnomon.conformance;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.pull.PullRequest;
import dev.gnomon.schema.pull.PulledSchema;
import dev.gnomon.schema.pull.SchemaPull;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pull writes of a structure means that structure, for all databases, servers or not. */
class PullWithoutDatabaseTest {

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite", "mysql", "sqlserver"})
    void pulled_schemas_mean_what_they_were_pulled_from(String provider) {
        Tally tally = new Tally(provider + " pull of structures");
        List<RecordedCase> cases = RecordedCases.golden(provider, "diff").orElseGet(() -> {
            System.out.println("skipped: no golden diff of " + provider + " in " + RecordedCases.goldenDirectory()
                    + " (system property gnomon.golden, environment GNOMON_GOLDEN)");
            return abort("no golden data");
        });
        for (RecordedCase recorded : cases) {
            PrismaSchema schema = SchemaDiffAnswer.parse(recorded.text("to").orElse(""));
            if (!schema.hasErrors()) {
                Attempts.run(tally, recorded, () -> compare(tally, recorded, schema));
            }
        }
        KnownDifferences.check("golden." + provider + ".pull", tally);
    }

    private static void compare(Tally tally, RecordedCase recorded, PrismaSchema schema) {
        Dialect dialect = Dialects.of(recorded.provider());
        DatabaseSchema structure = SchemaDiffAnswer.lower(schema, dialect);
        PulledSchema pulled =
                SchemaPull.pull(new PullRequest(structure, dialect, schema.document(), schema.dataModel(), false));
        String text = pulled.files().getFirst().text();
        PrismaSchema again = SchemaDiffAnswer.parse(text);
        tally.compare(recorded, "valid", "", again.hasErrors() ? again.print(again.errors()) + text : "");
        if (!again.hasErrors()) {
            DatabaseSchema back = SchemaDiffAnswer.lower(again, dialect);
            String script = SchemaDiffAnswer.between(new BeforeAfter<>(structure, back), dialect)
                    .script();
            tally.compare(recorded, "same structure", "-- This is an empty migration.", script.strip());
        }
    }
}
