package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.HistoryDiagnosis;
import dev.gnomon.engine.core.workspace.ExternalObjects;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.ApplyProposed;
import dev.gnomon.engine.event.EngineEvent.MigrationApplied;
import dev.gnomon.engine.event.EngineEvent.PendingMigrationsApplied;
import dev.gnomon.engine.event.EngineEvent.ShadowProposed;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applying migrations, and settling those that failed. */
class ApplyMigrationsTest {

    private static final Migration A =
            Migration.of("1_a", "CREATE TABLE \"A\" (\"id\" INTEGER NOT NULL PRIMARY KEY);\n");
    private static final Migration BAD = Migration.of(
            "2_bad",
            "CREATE TABLE \"C\" (\"id\" INTEGER);\n\n-- a comment\nALTER TABLE \"Nope\" ADD COLUMN \"x\" TEXT;\n");
    private static final Migration FIXED = Migration.of("2_bad", "CREATE TABLE \"C\" (\"id\" INTEGER);\n");
    private static final Migration B =
            Migration.of("3_b", "CREATE TABLE \"B\" (\"id\" INTEGER NOT NULL PRIMARY KEY);\n");

    private final EventRecorder events = new EventRecorder();
    private final Engine engine = Engine.builder().listeners(List.of(events)).build();

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void what_the_database_has_not_is_applied_in_the_order_of_the_history(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            assertThat(apply(database, B)).containsExactly("3_b");
            assertThat(apply(database, A, B)).containsExactly("1_a");
            assertThat(apply(database, A, B)).isEmpty();

            assertThat(events.all(MigrationApplied.class)).hasSize(2);
            assertThat(events.all(PendingMigrationsApplied.class)).hasSize(3);
            assertThat(events.all(ShadowProposed.class)).isEmpty();
            assertThat(database.query(
                            "SELECT migration_name, checksum, applied_steps_count FROM _prisma_migrations ORDER BY 1"))
                    .containsExactly(
                            "1_a|" + A.checksum().orElseThrow().hex() + "|1",
                            "3_b|" + B.checksum().orElseThrow().hex() + "|1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_failed_migration_leaves_nothing_behind_but_its_row(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            assertThatThrownBy(() -> apply(database, A, BAD, B))
                    .isInstanceOfSatisfying(GnomonException.class, failure -> {
                        assertThat(failure.code().id()).isEqualTo("P3018");
                        assertThat(failure.problem())
                                .startsWith(
                                        "A migration failed to apply. New migrations cannot be applied before the error is"
                                                + " recovered from.")
                                .contains("\n\nMigration name: 2_bad\n\nDatabase error code: ")
                                .contains("Nope");
                    });

            assertThat(database.schema().tables())
                    .extracting(table -> table.name().name())
                    .containsExactly("A");
            assertThat(database.query("SELECT migration_name, applied_steps_count, finished_at IS NULL FROM"
                            + " _prisma_migrations WHERE finished_at IS NULL"))
                    .singleElement()
                    .asString()
                    .startsWith("2_bad|0|");
            assertThat(database.query("SELECT logs FROM _prisma_migrations WHERE migration_name = '2_bad'"))
                    .singleElement()
                    .asString()
                    .contains("Nope", "Failing statement (line 4):", "ALTER TABLE \"Nope\" ADD COLUMN \"x\" TEXT");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void after_a_failure_nothing_applies_until_it_is_resolved(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            assertThatThrownBy(() -> apply(database, A, BAD)).hasMessageStartingWith("P3018");
            assertThatThrownBy(() -> apply(database, A, FIXED, B))
                    .isInstanceOfSatisfying(
                            GnomonException.class,
                            failure -> assertThat(failure.problem())
                                    .matches(
                                            "(?s)migrate found failed migrations in the target database, new migrations will not be"
                                                    + " applied\\. .*\nThe `2_bad` migration started at"
                                                    + " \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d{3})? UTC failed\n"));

            engine.markMigrationRolledBack(database.workspace(), "2_bad");
            engine.markMigrationRolledBack(database.workspace(), "2_bad");
            assertThat(diagnose(database, A, FIXED, B).report().pending()).containsExactly("2_bad", "3_b");
            assertThat(apply(database, A, FIXED, B)).containsExactly("2_bad", "3_b");
            assertThat(diagnose(database, A, FIXED, B).report().edited()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_failed_migration_can_be_marked_as_applied_once(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            assertThatThrownBy(() -> apply(database, A, BAD)).hasMessageStartingWith("P3018");

            engine.markMigrationApplied(database.workspace(), history(A, BAD), "2_bad");
            assertThat(apply(database, A, BAD, B)).containsExactly("3_b");

            assertThatThrownBy(() -> engine.markMigrationApplied(database.workspace(), history(A, BAD), "2_bad"))
                    .hasMessage("P3008: The migration `2_bad` is already recorded as applied in the database.");
            assertThatThrownBy(() -> engine.markMigrationApplied(database.workspace(), history(A), "9_x"))
                    .hasMessageStartingWith("P3017: The migration 9_x could not be found.");
            assertThatThrownBy(() -> engine.markMigrationRolledBack(database.workspace(), "1_a"))
                    .hasMessage("P3012: Migration `1_a` cannot be rolled back because it is not in a failed state.");
            assertThatThrownBy(() -> engine.markMigrationRolledBack(database.workspace(), "9_x"))
                    .hasMessageStartingWith(
                            "P3011: Migration `9_x` cannot be rolled back because it was never applied");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_database_with_tables_of_its_own_needs_a_baseline(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            database.execute("CREATE TABLE legacy (id INTEGER)");
            assertThatThrownBy(() -> apply(database, A))
                    .hasMessageStartingWith("P3005: The database schema is not empty.");
            assertThat(database.schema().tables()).hasSize(1);

            String name = provider.equals("sqlite") ? "legacy" : "public.legacy";
            List<String> applied = engine.applyMigrations(
                    database.workspace().toBuilder()
                            .external(new ExternalObjects(List.of(name), List.of()))
                            .build(),
                    history(A));
            assertThat(applied).containsExactly("1_a");
        }
        try (TestDatabase database = TestDatabase.create(provider)) {
            database.execute("CREATE TABLE \"A\" (\"id\" INTEGER NOT NULL PRIMARY KEY)");
            engine.markMigrationApplied(database.workspace(), history(A), "1_a");
            assertThat(apply(database, A, B)).containsExactly("3_b");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_migration_without_its_file_stops_at_its_place(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            Migration empty = new Migration("2_empty", Optional.empty());
            assertThatThrownBy(() -> apply(database, A, empty, B))
                    .hasMessageStartingWith("P3015: Could not find the migration file at migration.sql.");
            assertThat(database.query("SELECT migration_name FROM _prisma_migrations"))
                    .containsExactly("1_a");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void migrations_for_another_database_are_refused(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            MigrationHistory foreign = new MigrationHistory(Optional.of("provider = \"acme\"\n"), List.of(A));
            assertThatThrownBy(() -> engine.applyMigrations(database.workspace(), foreign))
                    .hasMessageStartingWith(
                            "P3019: The datasource provider `%s` specified in your schema does not match the one specified in"
                                            .formatted(provider)
                                    + " the migration_lock.toml, `acme`.");
            assertThatThrownBy(() -> engine.devDiagnostic(database.workspace(), foreign))
                    .hasMessageStartingWith("P3019");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_veto_keeps_what_was_applied_before_it(String provider) {
        EventRecorder gate = new EventRecorder(ApplyProposed.class);
        try (TestDatabase database = TestDatabase.create(provider);
                Engine guarded = Engine.builder().listeners(List.of(gate)).build()) {
            apply(database, A);
            assertThatThrownBy(() -> guarded.applyMigrations(database.workspace(), history(A, B)))
                    .hasMessageStartingWith("GN-4001: Applying the migration 3_b was vetoed by");
            assertThat(database.query("SELECT migration_name FROM _prisma_migrations"))
                    .containsExactly("1_a");
            assertThat(apply(database, A, B)).containsExactly("3_b");
        }
    }

    @Test
    void two_runs_on_one_server_exclude_each_other() throws SQLException {
        try (TestDatabase database = TestDatabase.create("postgresql");
                Connection other = database.dialect().connector().connect(database.target());
                Engine impatient =
                        Engine.builder().lockPatience(Duration.ofMillis(200)).build()) {
            database.dialect().migrationLock().acquire(other, Duration.ofSeconds(1));
            assertThatThrownBy(() -> impatient.applyMigrations(database.workspace(), history(A)))
                    .hasMessageStartingWith("P1002: The database server was reached but timed out.")
                    .hasMessageContaining("SELECT pg_advisory_lock(72707369)");
            assertThat(impatient.applyMigrations(
                            database.workspace().toBuilder().lockDisabled(true).build(), history(A)))
                    .containsExactly("1_a");
        }
    }

    @Test
    void two_runs_on_one_file_exclude_each_other() throws SQLException {
        try (TestDatabase database = TestDatabase.create("sqlite");
                Connection other = database.dialect().connector().connect(database.target())) {
            database.dialect().migrationLock().acquire(other, Duration.ofSeconds(1));
            DatabaseTarget impatient =
                    database.target().withUrl(database.target().url() + "?socket_timeout=1");
            assertThatThrownBy(() -> engine.applyMigrations(
                            Workspace.of(database.dialect(), impatient).build(), history(A)))
                    .hasMessageStartingWith("P1008: Operations timed out");
        }
    }

    private List<String> apply(TestDatabase database, Migration... migrations) {
        return engine.applyMigrations(database.workspace(), history(migrations));
    }

    private HistoryDiagnosis diagnose(TestDatabase database, Migration... migrations) {
        return engine.diagnoseMigrationHistory(database.workspace(), history(migrations), false);
    }

    private static MigrationHistory history(Migration... migrations) {
        return new MigrationHistory(Optional.empty(), List.of(migrations));
    }
}
