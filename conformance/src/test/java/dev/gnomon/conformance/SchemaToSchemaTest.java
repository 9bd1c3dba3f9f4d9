package dev.gnomon.conformance;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way from one schema file to another: scripts, summaries, refusals. */
class SchemaToSchemaTest {

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite"})
    void answers_are_those_on_record(String provider) {
        Tally tally = new Tally(provider + " schema to schema");
        for (RecordedCase recorded : RecordedCases.own(provider, "diff")) {
            Attempts.run(tally, recorded, () -> compare(tally, recorded));
        }
        KnownDifferences.check(provider + ".diff", tally);
    }

    /** The recorded schemas with lines added, taken away and mixed up, as the engine's WebAssembly build answers. */
    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite"})
    void answers_to_altered_schemas_are_those_of_the_engine(String provider) {
        Tally tally = new Tally(provider + " altered schema to schema");
        for (RecordedCase recorded : RecordedCases.own(provider, "changes")) {
            Attempts.run(tally, recorded, () -> compare(tally, recorded));
        }
        KnownDifferences.check(provider + ".changes", tally);
    }

    private static void compare(Tally tally, RecordedCase recorded) {
        SchemaDiffAnswer answer =
                SchemaDiffAnswer.of(recorded.text("from"), recorded.text("to").orElseThrow(), recorded.provider());
        if (recorded.text("error").isPresent()) {
            tally.compare(
                    recorded,
                    "refusal",
                    recorded.text("error").get(),
                    answer.refusal().orElse("(accepted)"));
        } else if (answer.refusal().isPresent()) {
            tally.compare(recorded, "script", "(accepted)", answer.refusal().get());
        } else {
            String sql = recorded.text("sql").orElseThrow();
            tally.compare(recorded, "script", sql.strip(), answer.script().strip());
            tally.compare(
                    recorded,
                    "summary",
                    Summaries.comparable(recorded.text("summary").orElseThrow()),
                    Summaries.comparable(answer.summary()));
        }
    }
}
