package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.core.DevDiagnosis;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.workspace.ExternalObjects;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.ShadowSettings;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that somebody else manages: prepared in the shadow database, and left out of everything else. */
class ExternalObjectsTest {

    private static final String USERS = "CREATE TABLE \"users\" (\"id\" INTEGER NOT NULL PRIMARY KEY)";
    private static final MigrationHistory HISTORY = new MigrationHistory(
            Optional.empty(),
            List.of(
                    Migration.of(
                            "1",
                            "CREATE TABLE \"A\" (\"id\" INTEGER NOT NULL PRIMARY KEY, \"u\" INTEGER REFERENCES \"users\"(\"id\"));\n")));

    private final Engine engine = Engine.builder().build();

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void they_are_neither_drift_nor_a_reason_to_refuse(String provider) {
        try (TestDatabase database = TestDatabase.create(provider).execute(USERS)) {
            Workspace workspace = workspace(database);

            assertThat(engine.applyMigrations(workspace, HISTORY)).containsExactly("1");
            assertThat(engine.devDiagnostic(workspace, HISTORY)).isInstanceOf(DevDiagnosis.CreateMigration.class);
            assertThat(engine.diff(
                                    workspace,
                                    new SchemaSource.Live(database.target()),
                                    new SchemaSource.Migrations(HISTORY))
                            .isEmpty())
                    .isTrue();
            assertThat(engine.devDiagnostic(
                            workspace.toBuilder()
                                    .external(ExternalObjects.NONE)
                                    .initScript(USERS + ";\n")
                                    .build(),
                            HISTORY))
                    .isInstanceOf(DevDiagnosis.CreateMigration.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_script_that_does_not_prepare_is_named(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            Workspace workspace = workspace(database).toBuilder()
                    .initScript("SELECT 1;\nSELECT * FROM nowhere;")
                    .build();
            assertThatThrownBy(() -> engine.devDiagnostic(workspace, HISTORY))
                    .hasMessageContaining("the script that prepares the shadow database")
                    .hasMessageContaining("nowhere");
        }
    }

    @Test
    void their_names_need_the_form_of_the_database() {
        try (TestDatabase database = TestDatabase.create("postgresql")) {
            Workspace workspace = database.workspace().toBuilder()
                    .external(new ExternalObjects(List.of("users"), List.of()))
                    .build();
            assertThatThrownBy(() -> engine.diff(workspace, new SchemaSource.Empty(), new SchemaSource.Empty()))
                    .hasMessageStartingWith("P3023");
        }
    }

    @Test
    void a_user_who_may_not_drop_the_namespace_resets_object_by_object() {
        try (TestDatabase database = TestDatabase.create("postgresql")) {
            String user = "u_" + java.util.UUID.randomUUID().toString().substring(0, 8);
            database.execute("CREATE ROLE " + user + " LOGIN", "GRANT ALL ON SCHEMA public TO " + user);
            Workspace restricted = Workspace.of(
                            database.dialect(),
                            database.target()
                                    .withUrl(database.target().url().replaceFirst("//[^@]*@", "//" + user + "@")))
                    .build();
            MigrationHistory history = new MigrationHistory(
                    Optional.empty(),
                    List.of(Migration.of(
                            "1",
                            "CREATE TYPE \"E\" AS ENUM ('a'); " + USERS
                                    + "; CREATE TABLE b (u INTEGER REFERENCES users(id));"
                                    + " CREATE VIEW v AS SELECT u FROM b;")));
            engine.applyMigrations(restricted, history);

            engine.reset(restricted);

            assertThat(database.query("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
                    .isEmpty();
            assertThat(database.schema().enums()).isEmpty();
            assertThat(engine.applyMigrations(restricted, history)).containsExactly("1");
        }
    }

    @Test
    void they_do_not_stay_in_a_shadow_database_that_has_to_be_emptied_object_by_object() {
        try (TestDatabase main = TestDatabase.create("postgresql");
                TestDatabase shadow = TestDatabase.create("postgresql")) {
            String user = "u_" + java.util.UUID.randomUUID().toString().substring(0, 8);
            main.execute("CREATE ROLE " + user + " LOGIN", "GRANT ALL ON SCHEMA public TO " + user);
            // Who owns the database may mark it; who does not own the namespace may not drop it.
            shadow.execute(
                    "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I OWNER TO " + user + "', current_database()); END $$",
                    "ALTER SCHEMA public OWNER TO CURRENT_USER",
                    "GRANT ALL ON SCHEMA public TO " + user);
            String url = shadow.target().url().replaceFirst("//[^@]*@", "//" + user + "@");
            Workspace restricted = workspace(main).toBuilder()
                    .shadow(ShadowSettings.configured(shadow.target().withUrl(url)))
                    .build();

            for (int run = 0; run < 2; run++) {
                try (Engine anew = Engine.builder().build()) {
                    SchemaSource.Migrations history = new SchemaSource.Migrations(HISTORY);
                    assertThat(anew.diff(restricted, history, history).isEmpty())
                            .isTrue();
                }
                assertThat(shadow.schema().tables()).isEmpty();
            }
        }
    }

    private static Workspace workspace(TestDatabase database) {
        boolean namespaces = database.dialect()
                .connector()
                .locate(database.target())
                .schema()
                .isPresent();
        return database.workspace().toBuilder()
                .external(new ExternalObjects(List.of(namespaces ? "public.users" : "users"), List.of()))
                .initScript(USERS + ";\n")
                .build();
    }
}
