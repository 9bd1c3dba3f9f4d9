package dev.gnomon.listeners.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.ApplyProposed;
import dev.gnomon.engine.event.EngineEvent.ExecuteProposed;
import dev.gnomon.engine.event.EngineEvent.MigrationApplied;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.Reported;
import dev.gnomon.engine.event.EngineEvent.RunEnded;
import dev.gnomon.engine.event.EngineEvent.RunResult;
import dev.gnomon.engine.event.EngineEvent.RunStarted;
import dev.gnomon.engine.event.EngineEvent.ScriptExecuted;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.engine.event.Run;
import dev.gnomon.engine.migration.Migration;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditJournalTest {

    private static final Migration MIGRATION = Migration.of("20240101000000_a", "SELECT 1;\n");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("audit.jsonl");
    }

    /** A run of four lines: start, proposal, report, end. */
    static void writeRun(AuditJournal journal, String id) {
        Run run = new Run(id, "applyMigrations");
        tell(journal, run, 1, new RunStarted());
        ask(journal, run, 2, new ApplyProposed(MIGRATION));
        tell(journal, run, 3, new MigrationApplied(MIGRATION));
        tell(journal, run, 4, new RunEnded(RunResult.COMPLETED, Optional.empty()));
    }

    private static Occurrence at(Run run, long sequence) {
        return new Occurrence(run, sequence, Instant.now(), Optional.empty(), Optional.empty());
    }

    private static void tell(AuditJournal journal, Run run, long sequence, Reported event) {
        journal.after(at(run, sequence), event);
    }

    private static void ask(AuditJournal journal, Run run, long sequence, Proposed event) {
        journal.before(at(run, sequence), event);
    }

    private AuditJournal open() {
        return AuditJournal.open(file, AuditJournal.DEFAULT_ROTATE_BYTES);
    }

    private JournalVerification verify() {
        return JournalVerification.of(file, Optional.empty());
    }

    @Test
    void a_journal_that_nobody_touched_is_intact() throws IOException {
        writeRun(open(), "one");
        writeRun(open(), "two");

        JournalVerification found = verify();

        assertThat(found.isIntact()).isTrue();
        assertThat(found.lines()).isEqualTo(9);
        assertThat(found.openRuns()).isEmpty();
        assertThat(Files.readAllLines(file).get(3))
                .contains("\"event\":\"migrationApplied\"")
                .contains("\"migration\":\"20240101000000_a\"")
                .contains("\"checksum\":\"" + MIGRATION.checksum().orElseThrow().hex() + "\"");
    }

    @Test
    void whatever_line_is_altered_is_the_one_that_is_named() throws IOException {
        writeRun(open(), "one");
        List<String> lines = Files.readAllLines(file);
        for (int at = 0; at < lines.size(); at++) {
            List<String> altered = new ArrayList<>(lines);
            altered.set(at, altered.get(at).replaceFirst("\"time\":\"2", "\"time\":\"3"));
            Files.write(file, altered);

            assertThat(verify().problem().orElseThrow().line()).isEqualTo(at + 1L);
        }
    }

    @Test
    void a_line_that_is_taken_out_is_missed() throws IOException {
        writeRun(open(), "one");
        List<String> lines = Files.readAllLines(file);
        for (int at = 0; at < lines.size() - 1; at++) {
            List<String> fewer = new ArrayList<>(lines);
            fewer.remove(at);
            Files.write(file, fewer);

            assertThat(verify().problem().orElseThrow())
                    .satisfies(problem -> assertThat(problem.what()).contains("missing"));
        }
    }

    @Test
    void a_line_that_is_forged_with_its_hash_does_not_fit_the_next_one() throws IOException {
        writeRun(open(), "one");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        JournalLine first = JournalLine.read(lines.get(1)).orElseThrow();
        lines.set(2, JournalLine.write(first.hash(), 3, Map.of("event", "nothing")));
        Files.write(file, lines);

        assertThat(verify().problem().orElseThrow().line()).isEqualTo(4);
    }

    @Test
    void lines_that_are_cut_off_at_the_end_leave_a_run_without_an_end_and_a_hash_that_is_gone() throws IOException {
        writeRun(open(), "one");
        String hash = verify().lastHash();
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, lines.size() - 1));

        assertThat(verify().openRuns()).containsExactly("one");
        assertThat(verify().isIntact()).isTrue();
        assertThat(JournalVerification.of(file, Optional.of(hash)).isIntact()).isFalse();
    }

    @Test
    void what_a_killed_process_left_is_sealed_and_the_journal_goes_on() throws IOException {
        writeRun(open(), "one");
        byte[] whole = Files.readAllBytes(file);
        int lastLine = new String(whole, StandardCharsets.UTF_8).lastIndexOf('\n', whole.length - 2) + 1;
        for (int cut : new int[] {lastLine + 1, lastLine + 90, whole.length - 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, cut));
            boolean complete = cut == whole.length - 1;
            assertThat(verify().isIntact()).isTrue();
            assertThat(verify().tornEnd()).isEqualTo(!complete);

            writeRun(open(), "two");

            assertThat(verify().problem()).isEmpty();
            assertThat(verify().tornLines()).isEqualTo(complete ? 0 : 1);
            assertThat(verify().tornEnd()).isFalse();
        }
    }

    @Test
    void a_torn_line_that_is_altered_afterwards_is_found() throws IOException {
        writeRun(open(), "one");
        Files.writeString(file, "{\"previous\":\"torn", StandardOpenOption.APPEND);
        writeRun(open(), "two");
        Files.writeString(file, Files.readString(file).replace("\"torn\n", "\"worn\n"));

        assertThat(verify().problem().orElseThrow().line()).isEqualTo(6);
    }

    @Test
    void nobody_writes_after_a_line_that_was_altered() throws IOException {
        writeRun(open(), "one");
        Files.writeString(file, Files.readString(file).replace("COMPLETED", "completed"));

        assertThatThrownBy(this::open)
                .isInstanceOf(GnomonException.class)
                .hasMessageContaining("is not what was written");
    }

    @Test
    void the_chain_goes_on_through_all_files() throws IOException {
        AuditJournal journal = AuditJournal.open(file, 1500);
        for (int i = 0; i < 10; i++) {
            writeRun(journal, "run" + i);
        }

        JournalVerification found = verify();
        assertThat(found.isIntact()).isTrue();
        assertThat(found.files()).hasSizeGreaterThan(5);
        assertThat(found.lines()).isEqualTo(40 + found.files().size());

        Files.delete(found.files().get(2));
        assertThat(verify().problem()).isPresent();
        Files.delete(found.files().get(0));
        Files.delete(found.files().get(1));
        assertThat(verify().isIntact()).isTrue();
        assertThat(verify().first()).isGreaterThan(1);
    }

    @Test
    void threads_and_processes_write_one_chain() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            WritingProcess.class.getName(),
                            file.toString(),
                            "process" + i)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(new File(folder.toFile(), "output" + i)))
                    .start());
        }
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String name = "thread" + i;
            Thread thread = new Thread(() -> WritingProcess.main(new String[] {file.toString(), name}));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        for (int i = 0; i < processes.size(); i++) {
            assertThat(processes.get(i).waitFor())
                    .as(Files.readString(folder.resolve("output" + i)))
                    .isZero();
        }

        JournalVerification found = verify();

        assertThat(found.problem()).isEmpty();
        assertThat(found.openRuns()).isEmpty();
        assertThat(found.lines())
                .isEqualTo(7L * WritingProcess.RUNS * 4 + found.files().size());
    }

    /** Writes some runs, in a process of its own or a thread. */
    static final class WritingProcess {
        static final int RUNS = 20;

        private WritingProcess() {}

        public static void main(String[] arguments) {
            AuditJournal journal = AuditJournal.open(Path.of(arguments[0]), 20_000);
            for (int i = 0; i < RUNS; i++) {
                writeRun(journal, arguments[1] + "-" + i);
            }
        }
    }

    @Test
    void no_password_of_a_statement_is_written() throws IOException {
        AuditJournal journal = open();
        DatabaseLocation database =
                new DatabaseLocation(Optional.of("app"), Optional.empty(), Optional.of("localhost"));
        Run run = new Run("one", "dbExecute");
        ask(
                journal,
                run,
                1,
                new ExecuteProposed(
                        database, "CREATE ROLE a PASSWORD 'swordfish';\nCREATE USER b IDENTIFIED BY 'sword''fish'"));
        tell(journal, run, 2, new ScriptExecuted(database));

        assertThat(Files.readString(file)).doesNotContain("fish").contains("PASSWORD '***'", "IDENTIFIED BY '***'");
    }
}
