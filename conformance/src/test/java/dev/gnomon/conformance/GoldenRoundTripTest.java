package dev.gnomon.conformance;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.gnomon.engine.core.diff.UndecidedDefaults.Side;
import dev.gnomon.engine.core.wording.Wording;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every script leads where it shall: it runs on a real database, and then there is nothing left to do. */
class GoldenRoundTripTest {

    private static final String NOTHING = "-- This is an empty migration.";

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql", "sqlserver"})
    void scripts_run_and_leave_nothing_to_do(String provider) throws SQLException {
        if (!provider.equals("sqlite") && !Boolean.getBoolean("gnomon.conformance.thorough")) {
            System.out.println("skipped: a thousand round trips on a " + provider
                    + " server take minutes (system property gnomon.conformance.thorough)");
            abort("not thorough");
        }
        List<RecordedCase> cases = RecordedCases.golden(provider, "diff").orElseGet(() -> {
            System.out.println("skipped: no golden differences of " + provider + " in "
                    + RecordedCases.goldenDirectory() + " (system property gnomon.golden, environment GNOMON_GOLDEN)");
            return abort("no golden data");
        });
        Tally tally = new Tally(provider + " golden round trips");
        try (ScratchDatabase database = ScratchDatabase.create(provider)) {
            for (RecordedCase recorded : cases) {
                // Which extensions there are depends on the server.
                if (!recorded.text("to").orElseThrow().contains("extensions")) {
                    Attempts.run(tally, recorded, () -> compare(tally, recorded, database));
                }
            }
        }
        KnownDifferences.check("golden." + provider + ".roundtrip", tally);
    }

    private static void compare(Tally tally, RecordedCase recorded, ScratchDatabase database) throws SQLException {
        PrismaSchema to = SchemaDiffAnswer.parse(
                SchemaDiffAnswer.withoutUrl(recorded.text("to").orElseThrow()));
        database.empty();
        Optional<String> from = recorded.text("from").map(SchemaDiffAnswer::withoutUrl);
        if (from.isPresent()) {
            try {
                database.run(SchemaDiffAnswer.of(Optional.empty(), from.get(), recorded.provider())
                        .script());
            } catch (SQLException cannotStart) {
                // A schema that this server cannot have at all says nothing about the way from it.
                return;
            }
        }
        String script = difference(database, to);
        try {
            database.run(script);
        } catch (SQLException refused) {
            tally.count(recorded, "runs", false, script, String.valueOf(refused.getMessage()));
            return;
        }
        tally.compare(recorded, "arrives", NOTHING, difference(database, to));
    }

    /** What is left to do, as a push finds it out, which asks the server how it spells defaults. */
    private static String difference(ScratchDatabase database, PrismaSchema to) throws SQLException {
        DatabaseSchema actual = database.introspect(DatabaseToSchemaTest.namespaces(to));
        DatabaseSchema desired = new Wording(
                        database.dialect(), SchemaDiffAnswer.lower(to, database.dialect()), Side.AFTER)
                .in(database.connection(), actual);
        return SchemaDiffAnswer.between(
                        SchemaDiffAnswer.view(to, database.dialect()).apply(new BeforeAfter<>(actual, desired)),
                        database.dialect())
                .script();
    }
}
