package dev.gnomon.conformance;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.core.dataloss.CountedRows;
import dev.gnomon.engine.core.dataloss.DataLossPlan;
import dev.gnomon.engine.core.diff.SchemaDiffer;
import dev.gnomon.engine.core.script.MigrationScript;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.migration.DataLossReport.Finding;
import dev.gnomon.engine.migration.RenderedMigration;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.schema.PrismaSchema;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a migration would destroy in a database with rows. */
class DataLossTest {

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite"})
    void findings_are_those_on_record(String provider) throws SQLException {
        Tally tally = new Tally(provider + " data loss");
        try (ScratchDatabase database = ScratchDatabase.create(provider)) {
            for (RecordedCase recorded : RecordedCases.own(provider, "dataloss")) {
                Attempts.run(tally, recorded, () -> compare(tally, recorded, database));
            }
        }
        KnownDifferences.check(provider + ".dataloss", tally);
    }

    private static void compare(Tally tally, RecordedCase recorded, ScratchDatabase database) throws SQLException {
        database.empty();
        for (Map<String, Object> migration : recorded.objects("migrations")) {
            database.run(String.valueOf(migration.get("sql")));
        }
        for (String seed : recorded.texts("seed_sql").orElse(List.of())) {
            database.run(seed);
        }
        PrismaSchema to = SchemaDiffAnswer.parse(recorded.text("to").orElseThrow());
        ChangeSet changes = SchemaDiffer.diff(
                new BeforeAfter<>(
                        database.introspect(DatabaseToSchemaTest.namespaces(to)),
                        SchemaDiffAnswer.lower(to, database.dialect())),
                database.dialect());
        DataLossPlan plan = DataLossPlan.of(changes, database.dialect());
        DataLossReport report = plan.evaluate(
                new CountedRows(database.connection(), database.dialect().renderer(), CountedRows.DEFAULT_PATIENCE));
        tally.compare(
                recorded,
                "steps",
                String.valueOf(recorded.fields().get("steps")),
                String.valueOf(changes.changes().size()));
        tally.compare(recorded, "warnings", recordedFindings(recorded, "warnings"), findings(report.warnings()));
        tally.compare(
                recorded, "unexecutable", recordedFindings(recorded, "unexecutable"), findings(report.unexecutable()));
        if (recorded.text("migration_script").isPresent()) {
            compareScript(tally, recorded, database, changes, plan);
        }
    }

    private static void compareScript(
            Tally tally, RecordedCase recorded, ScratchDatabase database, ChangeSet changes, DataLossPlan plan) {
        RenderedMigration rendered =
                MigrationScript.render(changes, database.dialect().renderer());
        String script = MigrationScript.assemble(
                        rendered, plan.evaluate(), database.dialect().renderer())
                .text();
        tally.compare(recorded, "script", recorded.text("migration_script").orElseThrow(), script);
        boolean executes;
        try {
            database.run(script);
            executes = true;
        } catch (SQLException refused) {
            executes = false;
            leaveTransaction(database);
        }
        tally.compare(recorded, "executes", String.valueOf(recorded.isTrue("executes")), String.valueOf(executes));
    }

    private static void leaveTransaction(ScratchDatabase database) {
        try (Statement statement = database.connection().createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException noTransaction) {
            // Nothing was open: there is nothing to leave.
        }
    }

    private static String findings(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.stepIndex() + " " + finding.message())
                .collect(Collectors.joining("\n"));
    }

    private static String recordedFindings(RecordedCase recorded, String field) {
        return recorded.objects(field).stream()
                .map(finding -> finding.get("stepIndex") + " " + finding.get("message"))
                .collect(Collectors.joining("\n"));
    }
}
