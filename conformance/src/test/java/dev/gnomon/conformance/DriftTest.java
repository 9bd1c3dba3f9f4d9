package dev.gnomon.conformance;

import dev.gnomon.engine.core.database.SchemaView;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a database differs from what its migrations built, after somebody changed it by hand. */
class DriftTest {

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite"})
    void drift_is_what_is_on_record(String provider) throws SQLException {
        Tally tally = new Tally(provider + " drift");
        try (ScratchDatabase database = ScratchDatabase.create(provider)) {
            for (RecordedCase recorded : RecordedCases.own(provider, "drift")) {
                Attempts.run(tally, recorded, () -> compare(tally, recorded, database));
            }
        }
        KnownDifferences.check(provider + ".drift", tally);
    }

    private static void compare(Tally tally, RecordedCase recorded, ScratchDatabase database) throws SQLException {
        PrismaSchema schema = SchemaDiffAnswer.parse(recorded.text("schema").orElseThrow());
        List<String> namespaces = DatabaseToSchemaTest.namespaces(schema);
        database.empty();
        for (Map<String, Object> migration : recorded.objects("migrations")) {
            database.run(String.valueOf(migration.get("sql")));
        }
        DatabaseSchema migrated = database.introspect(namespaces);
        for (String statement : recorded.texts("manual_sql").orElse(List.of())) {
            database.run(statement);
        }
        DatabaseSchema actual = database.introspect(namespaces);
        SchemaView view = SchemaDiffAnswer.view(schema, database.dialect());
        SchemaDiffAnswer drift =
                SchemaDiffAnswer.between(view.apply(new BeforeAfter<>(migrated, actual)), database.dialect());
        SchemaDiffAnswer repair =
                SchemaDiffAnswer.between(view.apply(new BeforeAfter<>(actual, migrated)), database.dialect());
        recorded.text("diff_script")
                .ifPresent(script -> tally.compare(
                        recorded, "drift script", script.strip(), drift.script().strip()));
        recorded.text("diff_summary")
                .ifPresent(summary -> tally.compare(
                        recorded,
                        "drift summary",
                        Summaries.comparable(summary),
                        Summaries.comparable(drift.summary())));
        recorded.text("repair_script")
                .ifPresent(script -> tally.compare(
                        recorded,
                        "repair script",
                        script.strip(),
                        repair.script().strip()));
    }
}
