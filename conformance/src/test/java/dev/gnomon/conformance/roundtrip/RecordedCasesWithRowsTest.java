package dev.gnomon.conformance.roundtrip;

import dev.gnomon.conformance.KnownDifferences;
import dev.gnomon.conformance.RecordedCase;
import dev.gnomon.conformance.RecordedCases;
import dev.gnomon.conformance.Tally;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The recorded pairs of schemas, migrated one into the other on databases with rows. */
class RecordedCasesWithRowsTest {
    private static final String NOTHING = "datasource db {\n  provider = \"sqlite\"\n}\n";

    @Test
    void recorded_pairs_of_sqlite_lead_where_they_should_and_keep_the_rows() throws SQLException {
        Tally tally = new Tally("sqlite recorded pairs with rows");
        try (TestDatabase database = new SqliteTestDatabase()) {
            RoundTrip roundTrip = new RoundTrip("sqlite", database, List.of());
            for (RecordedCase recorded : RecordedCases.own("sqlite", "diff")) {
                if (recorded.text("error").isEmpty()) {
                    String failure = roundTrip
                            .failure(
                                    recorded.text("from").orElse(NOTHING),
                                    recorded.text("to").orElse(NOTHING))
                            .orElse("");
                    tally.compare(recorded, "with rows", "", failure);
                }
            }
            System.out.println(roundTrip.figures());
        }
        KnownDifferences.check("sqlite.rows", tally);
    }
}
