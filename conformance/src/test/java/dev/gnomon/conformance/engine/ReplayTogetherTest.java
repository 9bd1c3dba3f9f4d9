package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.MigrationReplayed;
import dev.gnomon.engine.event.EngineListener;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A replay that nobody watches sends migrations together, and nobody can tell from what comes out of it. */
class ReplayTogetherTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE w (id INTEGER); DROP TABLE missing",
                "CREATE TABEL w (id INTEGER)",
                "CREATE TABLE w (t TEXT DEFAULT 'open)",
                "CREATE TABLE w (id INTEGER",
                "INSERT INTO t VALUES (1); INSERT INTO t VALUES (1)",
                "ALTER TABLE t ADD CHECK (id > 7), ADD CHECK (missing > 7)",
                "ALTER TYPE mood ADD VALUE 'bad'; CREATE TABLE w (m mood DEFAULT 'worse')",
                "LOCK TABLE t",
                "BEGIN; CREATE TABLE w (id INTEGER); COMMIT; DROP TABLE missing",
                "CREATE TABLE w (id INTEGER); CREATE INDEX CONCURRENTLY i ON w (missing)",
                "COMMIT; ROLLBACK; SELECT 1/0",
                "DELETE FROM parent",
                "UPDATE t SET id = 1/0 WHERE id = 4; DROP TABLE t; DROP TABLE t",
            })
    void a_migration_that_fails_says_the_same(String script) {
        try (TestDatabase main = TestDatabase.create("postgresql")) {
            MigrationHistory history = history(
                    "CREATE TABLE t (id INTEGER PRIMARY KEY); CREATE TYPE mood AS ENUM ('good')",
                    "CREATE TABLE parent (id INTEGER PRIMARY KEY);"
                            + " CREATE TABLE child (p INTEGER REFERENCES parent DEFERRABLE INITIALLY DEFERRED)",
                    "INSERT INTO t VALUES (4); INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1)",
                    "CREATE TABLE before (id INTEGER)",
                    script,
                    "CREATE TABLE after (id INTEGER)",
                    "CREATE TABLE last (id INTEGER)");

            assertThat(failure(main, history, List.of()))
                    .startsWith("P3006")
                    .isEqualTo(failure(main, history, List.of(new EventRecorder())));
            assertThat(Engine.builder().build().shadow().list(main.workspace())).isEmpty();
        }
    }

    private static String failure(TestDatabase main, MigrationHistory history, List<EngineListener> listeners) {
        try (Engine engine = Engine.builder().listeners(listeners).build()) {
            GnomonException failure = catchThrowableOfType(
                    GnomonException.class,
                    () -> engine.diff(
                            main.workspace(), new SchemaSource.Empty(), new SchemaSource.Migrations(history)));
            return failure.code().id() + failure.problem() + failure.remedy();
        }
    }

    @Test
    void migrations_of_every_kind_build_the_same() {
        try (TestDatabase main = TestDatabase.create("postgresql")) {
            List<String> scripts = new ArrayList<>(List.of(
                    "CREATE TABLE t (id SERIAL PRIMARY KEY, name TEXT)",
                    "\uFEFFCREATE TABLE marked (id INTEGER)",
                    "CREATE TYPE mood AS ENUM ('good'); CREATE SCHEMA aside",
                    "ALTER TYPE mood ADD VALUE 'bad'; ALTER TABLE t ADD COLUMN mood mood DEFAULT 'bad'",
                    "SELECT pg_catalog.set_config('search_path', 'aside', false); CREATE TABLE inside (id INTEGER)",
                    "CREATE TABLE public_again (id INTEGER)",
                    "INSERT INTO t (name) VALUES ('one')",
                    "BEGIN; ALTER TABLE t ADD COLUMN two INTEGER; COMMIT; CREATE INDEX CONCURRENTLY i ON t (two)",
                    "SET standard_conforming_strings = off",
                    "CREATE TABLE quoted_again (id TEXT DEFAULT 'a\\')",
                    "CREATE TABLE open (id INTEGER); /* open",
                    "-- only words",
                    ""));
            for (int number = 0; number < 150; number++) {
                scripts.add("CREATE TABLE t" + number + " (id INTEGER, name TEXT DEFAULT 'it''s;')");
            }
            MigrationHistory history = history(scripts.toArray(String[]::new));
            EventRecorder events = new EventRecorder();

            assertThat(diff(main, history, List.of()))
                    .contains("\"public_again\"", "\"quoted_again\"", "\"t149\"", "'bad'")
                    .doesNotContain("inside")
                    .isEqualTo(diff(main, history, List.of(events)));
            assertThat(events.all(MigrationReplayed.class)).hasSize(scripts.size());
        }
    }

    private static String diff(TestDatabase main, MigrationHistory history, List<EngineListener> listeners) {
        try (Engine engine = Engine.builder().listeners(listeners).build()) {
            return engine.diff(main.workspace(), new SchemaSource.Empty(), new SchemaSource.Migrations(history))
                    .toString();
        }
    }

    private static MigrationHistory history(String... scripts) {
        List<Migration> migrations = new ArrayList<>();
        for (int number = 0; number < scripts.length; number++) {
            migrations.add(Migration.of("%03d".formatted(number), scripts[number]));
        }
        return new MigrationHistory(Optional.empty(), migrations);
    }
}
