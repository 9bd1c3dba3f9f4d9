package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.core.DevDiagnosis;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.workspace.ShadowSettings;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.ShadowDatabases.Leftover;
import dev.gnomon.engine.dialect.ShadowTemplates.Template;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A history with new migrations goes on from a copy of what the last replay built, and only where that is certain. */
class ShadowTemplateTest {

    private static final Migration FIRST = table("1", "a");
    private static final Migration SECOND = table("2", "b");
    private static final Migration THIRD = table("3", "c");
    private static final Migration FOURTH = table("4", "d");

    @TempDir
    private Path folder;

    private TestDatabase main;
    private List<String> before;

    @BeforeEach
    void create() throws SQLException {
        main = TestDatabase.create("postgresql");
        before = List.of();
        before = templates();
    }

    @AfterEach
    void drop() throws SQLException {
        try (Connection connection = main.dialect().connector().connect(main.target())) {
            for (Leftover leftover : main.dialect().shadowDatabases().list(connection)) {
                if (leftover.name().contains("template") && !before.contains(leftover.name())) {
                    main.dialect().shadowDatabases().drop(connection, leftover.name());
                }
            }
        }
        main.close();
    }

    private static Migration table(String id, String name) {
        return Migration.of(id, "CREATE TABLE " + name + " (id SERIAL NOT NULL PRIMARY KEY);\n");
    }

    private Workspace workspace() {
        return main.workspace().toBuilder()
                .shadow(ShadowSettings.AUTOMATIC.withTemplate(true))
                .build();
    }

    private CachedRun diagnose(Migration... migrations) {
        return diagnose(workspace(), migrations);
    }

    private CachedRun diagnose(Workspace workspace, Migration... migrations) {
        return CachedRun.of(folder.resolve("replays"), workspace, migrations);
    }

    private void apply(Migration... migrations) {
        try (Engine engine = Engine.builder().build()) {
            engine.applyMigrations(workspace(), new MigrationHistory(Optional.empty(), List.of(migrations)));
        }
    }

    /** Those that this test has made. */
    private List<String> templates() throws SQLException {
        try (Connection connection = main.dialect().connector().connect(main.target())) {
            return main.dialect().shadowDatabases().templates().orElseThrow().list(connection).stream()
                    .map(Template::name)
                    .filter(name -> !before.contains(name))
                    .toList();
        }
    }

    @Test
    void only_new_migrations_are_replayed() throws SQLException {
        apply(FIRST, SECOND);
        diagnose(FIRST, SECOND).assertReplayed(2);
        assertThat(templates()).hasSize(1);

        diagnose(FIRST, SECOND).assertKnown();
        CachedRun pending = diagnose(FIRST, SECOND, THIRD);
        pending.assertReplayed(1);
        apply(FIRST, SECOND, THIRD);
        diagnose(FIRST, SECOND, THIRD).assertKnown();
        apply(FIRST, SECOND, THIRD, FOURTH);
        CachedRun applied = diagnose(FIRST, SECOND, THIRD, FOURTH);

        applied.assertReplayed(1);
        assertThat(applied.diagnosis()).isInstanceOf(DevDiagnosis.CreateMigration.class);
        assertThat(templates())
                .as("the last one and the one that it comes from")
                .hasSize(2);
    }

    @Test
    void drift_is_seen_against_a_copy() {
        apply(FIRST);
        diagnose(FIRST).assertReplayed(1);
        apply(FIRST, SECOND);
        main.execute("ALTER TABLE a ADD COLUMN stray INTEGER");

        CachedRun seen = diagnose(FIRST, SECOND);

        seen.assertReplayed(1);
        assertThat(seen.diagnosis())
                .isInstanceOfSatisfying(
                        DevDiagnosis.ResetNeeded.class,
                        reset -> assertThat(reset.reason())
                                .contains("[+] Added column `stray`")
                                .doesNotContain("Added table"));
    }

    @Test
    void a_pending_migration_that_is_edited_again_and_again_starts_from_what_is_applied() throws SQLException {
        apply(FIRST, SECOND);
        diagnose(FIRST, SECOND).assertReplayed(2);

        for (String name : List.of("c", "d", "e")) {
            diagnose(FIRST, SECOND, table("3", name)).assertReplayed(1);
        }
        assertThat(templates()).hasSize(2);
    }

    @Test
    void an_edited_old_migration_is_replayed_with_all_others() {
        diagnose(FIRST, SECOND).assertReplayed(2);
        Migration edited = Migration.of("1", FIRST.script().orElseThrow() + "-- a word\n");

        diagnose(edited, SECOND, THIRD).assertReplayed(3);
        diagnose(SECOND, FIRST, THIRD).assertReplayed(3);
    }

    @Test
    void conditions_that_have_changed_count() throws SQLException {
        String database =
                main.dialect().connector().locate(main.target()).database().orElseThrow();
        diagnose(FIRST, SECOND).assertReplayed(2);
        main.execute("ALTER DATABASE \"" + database + "\" SET xmloption = 'document'");

        diagnose(FIRST, SECOND, THIRD).assertReplayed(3);
        Workspace prepared = workspace().toBuilder()
                .initScript("CREATE TABLE elsewhere (id INTEGER)")
                .build();
        diagnose(prepared, FIRST, SECOND, THIRD, FOURTH).assertReplayed(4);
        diagnose(prepared, FIRST, SECOND, THIRD, FOURTH, table("5", "e")).assertReplayed(1);
    }

    @Test
    void nothing_is_left_unless_it_is_wanted() throws SQLException {
        diagnose(main.workspace(), FIRST).assertReplayed(1);
        assertThat(templates()).isEmpty();
        diagnose(main.workspace(), FIRST, SECOND).assertReplayed(2);

        try (Engine engine = Engine.builder().build()) {
            engine.devDiagnostic(workspace(), new MigrationHistory(Optional.empty(), List.of(FIRST)));
        }
        assertThat(templates()).as("without a replay cache").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TEMPORARY TABLE passing (id INTEGER);",
                "CREATE TABLE computed (id INTEGER DEFAULT 1); DO $$ BEGIN NULL; END $$;"
            })
    void a_session_that_a_new_one_is_not_like_and_a_script_that_computes_leave_nothing(String script)
            throws SQLException {
        Migration special = Migration.of("2", script + "\n");
        diagnose(FIRST, special).assertReplayed(2);

        assertThat(templates()).isEmpty();
        diagnose(FIRST, special, THIRD).assertReplayed(3);
    }

    /** Settings are put back after each script. */
    @Test
    void a_script_that_leaves_other_settings_is_no_hindrance() {
        Migration dumped = Migration.of(
                "2",
                "SET check_function_bodies = false; SELECT pg_catalog.set_config('search_path', '', false);\n"
                        + "CREATE TABLE public.b (id INTEGER);\n");
        diagnose(FIRST, dumped).assertReplayed(2);

        diagnose(FIRST, dumped, THIRD).assertReplayed(1);
    }

    @Test
    void a_template_that_somebody_had_open_is_not_used_again() throws SQLException {
        diagnose(FIRST, SECOND).assertReplayed(2);
        String template = templates().get(0);
        main.execute(
                "ALTER DATABASE " + template + " ALLOW_CONNECTIONS true",
                "ALTER DATABASE " + template + " ALLOW_CONNECTIONS false");

        assertThat(templates()).isEmpty();
        diagnose(FIRST, SECOND, THIRD).assertReplayed(3);
    }

    @Test
    void a_database_that_only_carries_a_label_or_a_name_is_not_used() throws SQLException {
        diagnose(FIRST, SECOND).assertReplayed(2);
        String template = templates().get(0);
        String label = main.query("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '"
                        + template + "'")
                .get(0);
        String half = template.substring(0, template.length() - 4) + "half";
        main.execute(
                "DROP DATABASE " + template,
                "CREATE DATABASE " + half,
                "COMMENT ON DATABASE " + half + " IS '" + label + "'");

        diagnose(FIRST, SECOND, THIRD).assertReplayed(3);
        assertThat(templates()).doesNotContain(half).hasSize(1);
    }

    @Test
    void a_new_migration_that_fails_fails_in_the_words_of_a_whole_replay() {
        diagnose(FIRST, SECOND).assertReplayed(2);
        Migration wrong = Migration.of("3", "CREATE TABLE a (id INTEGER);\n");

        EventRecorder events = new EventRecorder();
        try (Engine engine = Engine.builder()
                .listeners(List.of(events))
                .replayCache(folder.resolve("replays"), 1 << 20)
                .build()) {
            MigrationHistory history = new MigrationHistory(Optional.empty(), List.of(FIRST, SECOND, wrong));
            assertThatThrownBy(() -> engine.devDiagnostic(workspace(), history))
                    .hasMessageContaining("relation \"a\" already exists");
        }
    }

    @Test
    void it_is_listed_and_dropped_like_any_other_that_was_left() throws SQLException {
        diagnose(FIRST).assertReplayed(1);
        String template = templates().get(0);
        try (Engine engine = Engine.builder().build()) {
            assertThat(engine.shadow().list(workspace())).contains(new Leftover(template, false));
            diagnose(FIRST, SECOND).assertReplayed(1);
            assertThat(templates())
                    .as("not taken for what a killed run has left")
                    .contains(template);

            engine.shadow().drop(workspace(), template);

            assertThat(templates()).hasSize(1).doesNotContain(template);
        }
    }

    @Test
    void runs_at_the_same_time_do_not_disturb_each_other() throws Exception {
        diagnose(FIRST).assertReplayed(1);
        List<Future<CachedRun>> runs = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int run : IntStream.range(0, 8).toArray()) {
                Callable<CachedRun> one = () -> diagnose(FIRST, table("2", "t" + run % 4));
                runs.add(threads.submit(one));
            }
            for (Future<CachedRun> run : runs) {
                assertThat(run.get().diagnosis()).isInstanceOf(DevDiagnosis.CreateMigration.class);
            }
        } finally {
            threads.shutdownNow();
        }
        List<String> left = templates();
        assertThat(left).isNotEmpty();
        diagnose(FIRST, table("2", "t0"), THIRD);
        assertThat(templates()).hasSizeLessThanOrEqualTo(left.size() + 1);
    }
}
