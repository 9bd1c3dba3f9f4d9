package dev.gnomon.conformance.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.tck.server.TestServers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random pairs of schemas, migrated one into the other on real databases.
 *
 * <p>The seed is printed and can be given with the system property {@code gnomon.roundtrip.seed}, the number
 * of pairs with {@code gnomon.roundtrip.pairs}, one version of PostgreSQL in place of the oldest and the newest
 * with {@code gnomon.roundtrip.postgresql}.
 */
class RoundTripTest {
    private static final int USUAL_PAIRS = 500;
    /** About 40 seconds on two idle cores. */
    private static final int USUAL_PAIRS_ON_A_SERVER = 80;
    /** The same in every build, so that a build fails for what changed and not by chance. */
    private static final long USUAL_SEED = 1;

    /** Where every statement of DDL waits for the disk, and for versions beside the usual one. */
    private static final int FEW_PAIRS = 12;

    private static final int MOST_FAILURES = 3;
    /** The version that the answers were recorded with. */
    private static final int RECORDED_POSTGRESQL = 15;

    @Test
    void any_schema_of_sqlite_can_become_any_other() throws SQLException {
        try (TestDatabase database = new SqliteTestDatabase()) {
            check(new SqliteVocabulary(), database, USUAL_PAIRS);
        }
    }

    @Test
    void any_schema_of_postgresql_can_become_any_other() throws SQLException {
        check(RECORDED_POSTGRESQL, USUAL_PAIRS_ON_A_SERVER);
    }

    /** The oldest and the newest; with other versions or more pairs by the properties. */
    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void any_schema_can_become_any_other_on_old_and_new_servers_of_postgresql(int majorVersion) throws SQLException {
        check(Integer.getInteger("gnomon.roundtrip.postgresql", majorVersion), FEW_PAIRS);
    }

    private static void check(int majorVersion, int usualPairs) throws SQLException {
        try (TestDatabase database = new PostgresqlTestDatabase(TestServers.postgresql(majorVersion), majorVersion)) {
            check(new PostgresqlVocabulary(false), database, usualPairs);
        }
    }

    @Test
    void any_schema_in_two_namespaces_of_postgresql_can_become_any_other() throws SQLException {
        int version = Integer.getInteger("gnomon.roundtrip.postgresql", RECORDED_POSTGRESQL);
        try (TestDatabase database = new PostgresqlTestDatabase(TestServers.postgresql(version), version)) {
            check(new PostgresqlVocabulary(true), database, FEW_PAIRS);
        }
    }

    @Test
    void any_schema_of_mysql_can_become_any_other() throws SQLException {
        try (TestDatabase database = new MysqlTestDatabase(TestServers.mysql())) {
            check(new MysqlVocabulary(), database, FEW_PAIRS);
        }
    }

    @Test
    void any_schema_of_mariadb_can_become_any_other() throws SQLException {
        try (TestDatabase database = new MysqlTestDatabase(TestServers.mariadb())) {
            check(new MysqlVocabulary(), database, FEW_PAIRS);
        }
    }

    @Test
    void any_schema_can_become_any_other_on_a_mysql_without_letter_case() throws SQLException {
        try (TestDatabase database = new MysqlTestDatabase(TestServers.mysqlIgnoringCase())) {
            check(new MysqlVocabulary(), database, FEW_PAIRS / 2);
        }
    }

    @Test
    void any_schema_can_become_any_other_on_a_mariadb_without_letter_case() throws SQLException {
        try (TestDatabase database = new MysqlTestDatabase(TestServers.mariadbIgnoringCase())) {
            check(new MysqlVocabulary(), database, FEW_PAIRS / 2);
        }
    }

    private static void check(Vocabulary vocabulary, TestDatabase database, int usualPairs) {
        long seed = Long.getLong("gnomon.roundtrip.seed", USUAL_SEED);
        int pairs = Integer.getInteger("gnomon.roundtrip.pairs", usualPairs);
        System.out.println(
                "round trip of " + vocabulary.provider() + ": " + pairs + " pairs, -Dgnomon.roundtrip.seed=" + seed);
        SketchGenerator generator = new SketchGenerator(new Random(seed), vocabulary);
        RoundTrip roundTrip = new RoundTrip(
                vocabulary.provider(),
                database,
                vocabulary.features().contains(SchemaSketch.NAMESPACES) ? SchemaSketch.TWO_NAMESPACES : List.of());
        List<String> failures = new ArrayList<>();
        int refused = 0;
        int done = 0;
        while (done < pairs && failures.size() < MOST_FAILURES) {
            SchemaSketch from = generator.sketch();
            SchemaPair pair = new SchemaPair(from, generator.changed(from));
            if (refusal(roundTrip, pair).isPresent()) {
                refused++;
                assertThat(refused).as(refusal(roundTrip, pair).get()).isLessThan(pairs);
                continue;
            }
            done++;
            failure(roundTrip, pair).ifPresent(text -> failures.add(explain(vocabulary, roundTrip, pair, text)));
        }
        System.out.println(
                done + " pairs done, " + refused + " more refused by the schema language; " + roundTrip.figures());
        assertThat(failures).as("seed " + seed).isEmpty();
    }

    private static String explain(Vocabulary vocabulary, RoundTrip roundTrip, SchemaPair pair, String failure) {
        String kind = kind(failure);
        SchemaPair smallest = new SketchShrinker(
                        vocabulary,
                        smaller -> refusal(roundTrip, smaller).isEmpty()
                                && failure(roundTrip, smaller)
                                        .filter(text -> kind(text).equals(kind))
                                        .isPresent())
                .shrink(pair);
        return "\n===== from\n" + SketchText.of(smallest.from()) + "===== to\n" + SketchText.of(smallest.to())
                + "===== failure\n" + failure(roundTrip, smallest).orElse(failure) + "\n";
    }

    /** The first words, so that shrinking does not slip from one failure to another. */
    private static String kind(String failure) {
        return failure.substring(0, Math.min(20, failure.length()));
    }

    private static Optional<String> failure(RoundTrip roundTrip, SchemaPair pair) {
        return roundTrip.failure(SketchText.of(pair.from()), SketchText.of(pair.to()));
    }

    private static Optional<String> refusal(RoundTrip roundTrip, SchemaPair pair) {
        return roundTrip.refusal(SketchText.of(pair.from())).or(() -> roundTrip.refusal(SketchText.of(pair.to())));
    }
}
