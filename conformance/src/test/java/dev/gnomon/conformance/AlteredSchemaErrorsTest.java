package dev.gnomon.conformance;

import dev.gnomon.schema.PrismaSchema;
import org.junit.jupiter.api.Test;

/** Schemas with one line added, taken away or mixed up: the errors are those of the engine's WebAssembly build. */
class AlteredSchemaErrorsTest {

    @Test
    void errors_are_those_of_the_engine() {
        Tally tally = new Tally("errors of altered schemas");
        for (RecordedCase recorded : RecordedCases.own("altered", "validation")) {
            Attempts.run(tally, recorded, () -> {
                PrismaSchema schema =
                        SchemaDiffAnswer.parse(recorded.text("schema").orElseThrow());
                tally.compare(
                        recorded,
                        "errors",
                        recorded.text("errors").orElseThrow().strip(),
                        schema.print(schema.errors()).strip());
            });
        }
        KnownDifferences.check("altered.validation", tally);
    }
}
