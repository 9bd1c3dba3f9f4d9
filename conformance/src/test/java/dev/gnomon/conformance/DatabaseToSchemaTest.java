package dev.gnomon.conformance;

import dev.gnomon.engine.core.database.SchemaView;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.model.Datasource;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way from a live database, made from one schema, to another schema: what a migration is made of. */
class DatabaseToSchemaTest {

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite"})
    void answers_are_those_on_record(String provider) throws SQLException {
        Tally tally = new Tally(provider + " database to schema");
        try (ScratchDatabase database = ScratchDatabase.create(provider)) {
            for (RecordedCase recorded : RecordedCases.own(provider, "diff")) {
                if (recorded.fields().get("db_sql_same") != null) {
                    Attempts.run(tally, recorded, () -> compare(tally, recorded, database));
                }
            }
        }
        KnownDifferences.check(provider + ".database", tally);
    }

    private static void compare(Tally tally, RecordedCase recorded, ScratchDatabase database) throws SQLException {
        String from = recorded.text("from").orElseThrow();
        PrismaSchema to = SchemaDiffAnswer.parse(recorded.text("to").orElseThrow());
        database.empty();
        database.run(
                SchemaDiffAnswer.of(Optional.empty(), from, recorded.provider()).script());
        DatabaseSchema before = database.introspect(namespaces(to));
        DatabaseSchema after = SchemaDiffAnswer.lower(to, database.dialect());
        SchemaView view = SchemaDiffAnswer.view(to, database.dialect());
        SchemaDiffAnswer answer =
                SchemaDiffAnswer.between(view.apply(new BeforeAfter<>(before, after)), database.dialect());
        String sql = recorded.text("db_sql").or(() -> recorded.text("sql")).orElseThrow();
        String summary =
                recorded.text("db_summary").or(() -> recorded.text("summary")).orElseThrow();
        tally.compare(recorded, "script", sql.strip(), answer.script().strip());
        tally.compare(recorded, "summary", Summaries.comparable(summary), Summaries.comparable(answer.summary()));
        if (recorded.isTrue("roundtrip_ok")) {
            compareRoundTrip(tally, recorded, database, to, answer);
        }
    }

    /** The script runs, and then there is nothing left to do. */
    private static void compareRoundTrip(
            Tally tally, RecordedCase recorded, ScratchDatabase database, PrismaSchema to, SchemaDiffAnswer answer)
            throws SQLException {
        database.run(answer.script());
        BeforeAfter<DatabaseSchema> schemas =
                new BeforeAfter<>(database.introspect(namespaces(to)), SchemaDiffAnswer.lower(to, database.dialect()));
        SchemaView view = SchemaDiffAnswer.view(to, database.dialect());
        SchemaDiffAnswer rest = SchemaDiffAnswer.between(view.apply(schemas), database.dialect());
        tally.compare(recorded, "round trip", "-- This is an empty migration.", rest.script());
    }

    static List<String> namespaces(PrismaSchema schema) {
        return schema.dataModel().datasource().map(Datasource::namespaces).orElse(List.of());
    }
}
