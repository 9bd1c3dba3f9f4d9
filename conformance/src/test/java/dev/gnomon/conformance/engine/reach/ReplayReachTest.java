package dev.gnomon.conformance.engine.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs scripts that try to reach out of the shadow database as migrations of a project, through every door and with both
 * kinds of shadow database, and compares what lies beside before and after, as the server itself tells it.
 *
 * <p>A class for one database makes a main database with rows, an empty one for the shadow and whatever else its scripts
 * are after, once before all tests, and says what they are. The methods may speak of what the class made: they are
 * asked after that.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReplayReachTest {

    private static final String ID = "20240102000000_reaches";

    /** Stands in front of each script, which therefore begins at line 4. */
    private static final String ABOVE = "-- What a colleague wrote.\n-- It looks harmless.\n\n";

    private static final int FIRST_LINE = 4;

    @TempDir
    private Path folder;

    /**
     * A script that is refused before it runs.
     *
     * @param line the line of the script where the words stand that reach out, from 1
     * @param told what the refusal names
     */
    record Attack(String script, int line, String told) {
        static Attack of(String script, String told) {
            return new Attack(script, 1, told);
        }
    }

    /** The provider, as a schema names it. */
    abstract String provider();

    /** A database with rows, whose history is empty. */
    abstract String mainUrl();

    /** An empty database that may be used as a shadow. */
    abstract String shadowUrl();

    /**
     * All that must stay as it is, one line for each thing: databases with their rows, roles, settings, files. Nothing
     * of a run that is over may be in it either, such as a shadow database that was left behind.
     */
    abstract List<String> world() throws SQLException, IOException;

    /** Scripts that are refused for what they reach. */
    abstract Stream<Attack> attacks();

    /** Scripts that nobody can read to the end: whatever comes of them, they touch nothing. */
    abstract Stream<String> riddles();

    /** Scripts of everyday projects that look like the others, and run. */
    abstract Stream<String> everydayScripts();

    @ParameterizedTest
    @MethodSource("attacks")
    void what_reaches_out_is_refused_and_touches_nothing(Attack attack) throws SQLException, IOException {
        List<String> before = world();
        for (ReplayDoor door : ReplayDoor.values()) {
            for (ReplayProject project : projects(attack.script())) {
                ReplayProject.Answer answer = door.open(project);

                if (door != ReplayDoor.DIAGNOSE_MIGRATION_HISTORY) {
                    // That one answers, with the refusal as a part of it.
                    assertThat(answer.exitCode())
                            .as(door + ": " + answer.text())
                            .isNotZero();
                }
                assertThat(answer.text())
                        .as(door.toString())
                        .contains("The history was not replayed")
                        .contains(ID)
                        .contains("line " + (FIRST_LINE - 1 + attack.line()) + ":")
                        .contains(attack.told());
            }
        }
        assertThat(world()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("riddles")
    void what_cannot_be_read_touches_nothing(String script) throws SQLException, IOException {
        List<String> before = world();
        List<String> answers = new ArrayList<>();
        for (ReplayDoor door : ReplayDoor.values()) {
            for (ReplayProject project : projects(script)) {
                answers.add(door + ": " + door.open(project).text());
            }
        }
        assertThat(world()).as(String.join("\n", answers)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("everydayScripts")
    void what_stays_within_runs(String script) throws SQLException, IOException {
        List<String> before = world();
        for (ReplayProject project : projects(script)) {
            ReplayProject.Answer answer = ReplayDoor.MIGRATE_DIFF.open(project);

            assertThat(answer.exitCode()).as(answer.text()).isZero();
        }
        assertThat(world()).isEqualTo(before);
    }

    /** The same project with a shadow database of each kind. */
    private List<ReplayProject> projects(String script) throws IOException {
        List<ReplayProject> projects = new ArrayList<>();
        for (Optional<String> shadow : List.of(Optional.<String>empty(), Optional.of(shadowUrl()))) {
            Path home = Files.createTempDirectory(folder, "project");
            projects.add(new ReplayProject(home, provider(), mainUrl(), shadow)
                    .migration("20240101000000_init", "CREATE TABLE plain (id INTEGER NOT NULL PRIMARY KEY);\n")
                    .migration(ID, ABOVE + script + "\n"));
        }
        return projects;
    }
}
