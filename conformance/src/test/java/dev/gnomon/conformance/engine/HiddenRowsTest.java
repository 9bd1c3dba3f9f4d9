package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.PushOutcome;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.ShadowSettings;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that the server hides from the migrating user by policies, which must not be taken for none. */
class HiddenRowsTest {

    private static final String HIDE = "ALTER TABLE \"%1$s\" ENABLE ROW LEVEL SECURITY;"
            + " ALTER TABLE \"%1$s\" FORCE ROW LEVEL SECURITY; CREATE POLICY write ON \"%1$s\" FOR INSERT WITH CHECK (true)";

    private final String role = "hidden_" + UUID.randomUUID().toString().substring(0, 8);
    private final Engine engine = Engine.builder().build();
    private TestDatabase database;
    private DatabaseTarget target;

    @BeforeEach
    void create_a_database_whose_owner_sees_no_row() {
        database = TestDatabase.create("postgresql");
        database.execute("CREATE ROLE " + role + " LOGIN", "ALTER SCHEMA public OWNER TO " + role);
        target = database.target().withUrl(database.target().url().replaceFirst("//[^@]*@", "//" + role + "@"));
    }

    @AfterEach
    void drop_it() {
        database.execute("DROP OWNED BY " + role, "DROP ROLE " + role);
        database.close();
    }

    private Workspace workspace() {
        return Workspace.of(database.dialect(), target).build();
    }

    private void hide(String table) {
        database.execute("ALTER TABLE \"" + table + "\" OWNER TO " + role, HIDE.formatted(table));
    }

    private static DatabaseSchema nothing() {
        return TestDatabase.schemaOf("postgresql");
    }

    @Test
    void a_table_that_cannot_be_counted_is_not_dropped_in_silence() {
        database.execute("CREATE TABLE \"Doc\" (id int PRIMARY KEY)", "INSERT INTO \"Doc\" VALUES (1), (2)");
        hide("Doc");

        PushOutcome push = engine.schemaPush(workspace(), new SchemaSource.Known(nothing()), false);

        assertThat(push.executed()).isFalse();
        assertThat(push.report().warnings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .startsWith("You are about to drop the `Doc` table. If the table is not empty"));
        assertThat(database.query("SELECT count(*) FROM \"Doc\"")).containsExactly("2");
    }

    @Test
    void a_history_that_cannot_be_read_is_not_taken_for_none() {
        MigrationHistory history = new MigrationHistory(
                Optional.empty(), List.of(Migration.of("1", "CREATE TABLE \"Doc\" (id int PRIMARY KEY)")));
        engine.applyMigrations(workspace(), history);
        hide("_prisma_migrations");
        String update = "CREATE TABLE \"Once\" (id int)";
        MigrationHistory longer = new MigrationHistory(
                Optional.empty(), List.of(history.migrations().get(0), Migration.of("2", update)));

        assertThatThrownBy(() -> engine.applyMigrations(workspace(), longer))
                .hasMessageContaining("row-level security policy for table \"_prisma_migrations\"");
        assertThatThrownBy(() -> engine.diagnoseMigrationHistory(workspace(), longer, false))
                .hasMessageContaining("row-level security policy");
        assertThat(database.query("SELECT to_regclass('\"Once\"')")).containsExactly("null");
    }

    @Test
    void a_shadow_database_with_hidden_rows_is_somebodys() {
        try (TestDatabase main = TestDatabase.create("postgresql")) {
            database.execute("CREATE TABLE \"Doc\" (id int PRIMARY KEY)", "INSERT INTO \"Doc\" VALUES (1)");
            hide("Doc");
            Workspace workspace = Workspace.of(main.dialect(), main.target())
                    .shadow(ShadowSettings.configured(target))
                    .build();

            assertThatThrownBy(() -> engine.devDiagnostic(
                            workspace,
                            new MigrationHistory(
                                    Optional.empty(), List.of(Migration.of("1", "CREATE TABLE t (id int)")))))
                    .hasMessageStartingWith("P3026")
                    .hasMessageContaining("`Doc` holds rows");
            assertThat(database.query("SELECT count(*) FROM \"Doc\"")).containsExactly("1");
        }
    }

    @Test
    void a_migration_sees_what_its_user_sees() {
        database.execute("CREATE TABLE \"Doc\" (id int)", "INSERT INTO \"Doc\" VALUES (1), (2)");
        hide("Doc");
        MigrationHistory history = new MigrationHistory(
                Optional.empty(), List.of(Migration.of("1", "CREATE TABLE seen AS SELECT count(*) AS n FROM \"Doc\"")));

        engine.markMigrationApplied(
                workspace(), new MigrationHistory(Optional.empty(), List.of(Migration.of("0", "SELECT 1"))), "0");
        engine.applyMigrations(workspace(), history);

        assertThat(database.query("SELECT n FROM seen")).containsExactly("0");
    }
}
