package dev.gnomon.engine.core;

import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.migration.HistoryReport;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.PartialRun;
import dev.gnomon.engine.migration.PartialRun.State;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether {@code migrate deploy --resume} can work, as far as that can be told without a look into the database: it is not
 * offered where it can only refuse.
 */
final class Resumable {

    static final int MOST_STATEMENTS = 500;

    /** What makes a session different for the statements after it, which a new session would not know. */
    private static final Set<String> SESSION_WORDS =
            Set.of("SET", "USE", "LOCK", "UNLOCK", "BEGIN", "START", "COMMIT", "ROLLBACK", "SAVEPOINT", "PREPARE");

    private Resumable() {}

    /** Whether what blocks a database is one migration that may be gone on with. */
    static boolean is(Dialect dialect, List<Migration> migrations, HistoryReport report) {
        if (report.failed().size() != 1
                || !report.missing().isEmpty()
                || !report.edited().isEmpty()) {
            return false;
        }
        AppliedMigration row = report.failed().get(0);
        return migrations.stream()
                .filter(migration -> migration.id().equals(row.migrationId()))
                .flatMap(migration -> migration.script().stream())
                .findFirst()
                .filter(script -> isScript(dialect, script, row.partialRun()))
                .isPresent();
    }

    /** Whether it can be found out of a script how far it came. */
    static boolean isScript(Dialect dialect, String script, Optional<PartialRun> run) {
        List<ScriptStatement> statements = dialect.scriptRunner().split(script);
        if (statements.size() > MOST_STATEMENTS) {
            return false;
        }
        if (dialect.capabilities().contains(Capability.TRANSACTIONAL_DDL)) {
            return run.isEmpty() && dialect.scriptRunner().isAtomic(script);
        }
        int certain = run.map(PartialRun::kept).orElse(0);
        // While it runs, a row is never more than one statement behind.
        int last = run.filter(known -> known.state() == State.FAILED).isPresent() ? certain : certain + 1;
        return IntStream.rangeClosed(certain, Math.min(last, statements.size()))
                .anyMatch(kept -> kept == 0
                        || kept == statements.size()
                        || (lostWithSession(statements, kept).isEmpty()
                                && notAlone(dialect, statements, kept).isEmpty()));
    }

    /** The first of the statements that ran whose effect is gone with its session. */
    static Optional<Integer> lostWithSession(List<ScriptStatement> statements, int kept) {
        return IntStream.range(0, kept)
                .filter(index -> {
                    List<String> words = words(statements.get(index).sql());
                    return SESSION_WORDS.contains(words.get(0)) || words.contains("TEMPORARY");
                })
                .boxed()
                .findFirst();
    }

    /** The first of the statements that did not run which cannot be run by itself. */
    static Optional<ScriptStatement> notAlone(Dialect dialect, List<ScriptStatement> statements, int kept) {
        return statements.subList(kept, statements.size()).stream()
                .filter(statement ->
                        dialect.scriptRunner().split(statement.sql()).size() != 1)
                .findFirst();
    }

    /** The first words of a statement, behind its comments. */
    private static List<String> words(String sql) {
        String text = sql.replaceAll("(?s)/\\*.*?\\*/", " ").replaceAll("(?m)(--|#).*$", " ");
        return List.of((text.strip().toUpperCase(Locale.ROOT) + " . . .").split("\\W+", 4));
    }
}
