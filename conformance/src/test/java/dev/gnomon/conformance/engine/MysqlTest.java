package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.core.DevDiagnosis;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.ShadowSettings;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The engine on MySQL, where a failed migration cannot be taken back. */
class MysqlTest {

    private static final Migration A = Migration.of("1_a", "CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY);\n");
    private static final Migration BAD = Migration.of(
            "2_bad", "CREATE TABLE c (id INTEGER NOT NULL PRIMARY KEY);\nINSERT INTO nowhere VALUES (1);\n");

    private final Engine engine = Engine.builder().build();

    @Test
    void histories_are_applied_diagnosed_and_reset() {
        try (TestDatabase database = TestDatabase.create("mysql")) {
            assertThat(engine.applyMigrations(database.workspace(), history(A))).containsExactly("1_a");
            assertThat(engine.devDiagnostic(database.workspace(), history(A)))
                    .isInstanceOf(DevDiagnosis.CreateMigration.class);
            database.execute("ALTER TABLE a ADD COLUMN extra INTEGER");
            assertThat(engine.devDiagnostic(database.workspace(), history(A)))
                    .isInstanceOfSatisfying(
                            DevDiagnosis.ResetNeeded.class,
                            reset -> assertThat(reset.reason())
                                    .contains("[*] Changed the `a` table\n  [+] Added column `extra`"));
            assertThat(engine.shadow().list(database.workspace())).isEmpty();

            engine.reset(database.workspace());
            assertThat(database.schema().tables()).isEmpty();
            assertThat(engine.applyMigrations(database.workspace(), history(A))).containsExactly("1_a");
        }
    }

    @Test
    void a_failed_migration_says_what_is_left_of_it() {
        try (TestDatabase database = TestDatabase.create("mysql")) {
            assertThatThrownBy(() -> engine.applyMigrations(database.workspace(), history(A, BAD)))
                    .hasMessageStartingWith("P3018")
                    .hasMessageContaining("nowhere");
            assertThat(database.schema().tables())
                    .extracting(table -> table.name().name())
                    .containsExactly("a", "c");
            assertThat(database.query("SELECT logs FROM _prisma_migrations WHERE finished_at IS NULL"))
                    .singleElement()
                    .asString()
                    .contains("nowhere", "(line 2)");
        }
    }

    @Test
    void a_schema_is_pushed_and_found_again() {
        try (TestDatabase database = TestDatabase.create("mysql")) {
            DatabaseSchema desired = TestDatabase.schemaOf(
                    "mysql", "CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY, v VARCHAR(30) NOT NULL DEFAULT 'x')");
            assertThat(engine.schemaPush(database.workspace(), new SchemaSource.Known(desired), false)
                            .executedSteps())
                    .isEqualTo(1);
            assertThat(engine.schemaPush(database.workspace(), new SchemaSource.Known(desired), false)
                            .executedSteps())
                    .isZero();
        }
    }

    @Test
    void the_main_database_is_no_shadow_database() {
        try (TestDatabase database = TestDatabase.create("mysql");
                TestDatabase shadow = TestDatabase.create("mysql")) {
            Workspace same = database.workspace().toBuilder()
                    .shadow(ShadowSettings.configured(
                            database.target().withUrl(database.target().url() + "?connect_timeout=9")))
                    .build();
            assertThatThrownBy(() -> engine.devDiagnostic(same, history(A))).hasMessageStartingWith("P3025");
            Workspace other = database.workspace().toBuilder()
                    .shadow(ShadowSettings.configured(shadow.target()))
                    .build();
            assertThat(engine.devDiagnostic(other, history(A))).isInstanceOf(DevDiagnosis.CreateMigration.class);
            assertThat(shadow.schema().tables()).isEmpty();
        }
    }

    private static MigrationHistory history(Migration... migrations) {
        return new MigrationHistory(Optional.empty(), List.of(migrations));
    }
}
