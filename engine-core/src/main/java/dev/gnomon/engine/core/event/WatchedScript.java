package dev.gnomon.engine.core.event;

import dev.gnomon.engine.core.session.ScriptSession;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptProgress;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.event.AffectedTable;
import dev.gnomon.engine.event.EngineEvent.Place;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementExecuted;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementProposed;
import dev.gnomon.engine.event.StatementKind;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.support.TextFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Runs the scripts of one run in the sight of listeners. A script runs as one piece, so its statements are proposed
 * before it and reported after it; it is taken apart only if anybody watches.
 */
public final class WatchedScript {

    /** Knows how many rows a table of the database has. */
    @FunctionalInterface
    public interface Rows {
        OptionalLong of(ObjectName table);
    }

    private final Steps steps;
    private final Dialect dialect;
    private final Place place;
    private final Rows rows;

    /** The tables that statements proposed so far will have made: there is nothing in them yet. */
    private final Set<String> created = new HashSet<>();

    public WatchedScript(Steps steps, Dialect dialect, Place place, Rows rows) {
        this.steps = steps;
        this.dialect = dialect;
        this.place = place;
        this.rows = rows;
    }

    /** Watch scripts whose effect on rows is of no interest. */
    public static WatchedScript inShadow(Steps steps, Dialect dialect) {
        return new WatchedScript(steps, dialect, Place.SHADOW_DATABASE, table -> OptionalLong.empty());
    }

    /** Ask for every statement of a script. */
    public void propose(String name, String script) {
        if (!steps.isWatched(ScriptStatementProposed.class)) {
            return;
        }
        List<ScriptStatement> statements = dialect.scriptRunner().split(TextFile.withoutMark(script));
        List<List<StatementSubject>> subjects = new ArrayList<>();
        Set<String> newNames = new HashSet<>();
        for (ScriptStatement statement : statements) {
            List<StatementSubject> found = StatementSubject.of(statement.sql());
            found.forEach(subject -> subject.newName().ifPresent(newNames::add));
            subjects.add(found);
        }
        for (int index = 0; index < statements.size(); index++) {
            ScriptStatement statement = statements.get(index);
            steps.propose(new ScriptStatementProposed(
                    place,
                    name,
                    index,
                    statement.line(),
                    statement.sql(),
                    subjects.get(index).stream()
                            .map(subject -> affected(subject, newNames))
                            .toList()));
        }
    }

    /** A table whose name another one takes in the same script is built anew, not dropped. */
    private AffectedTable affected(StatementSubject subject, Set<String> newNames) {
        String table = subject.table().name();
        StatementKind kind = subject.kind();
        if (kind == StatementKind.CREATE_TABLE) {
            created.add(table);
        } else if (kind == StatementKind.DROP_TABLE && newNames.contains(table)) {
            kind = StatementKind.REDEFINE_TABLE;
        }
        if (!kind.destroys()) {
            return new AffectedTable(kind, table, OptionalLong.empty());
        }
        return new AffectedTable(kind, table, created.contains(table) ? OptionalLong.of(0) : rows.of(subject.table()));
    }

    /**
     * Run a script whose statements were proposed, and tell which of them ran.
     *
     * @throws ScriptFailedException if a statement fails
     */
    public void run(ScriptSession session, String name, String script, ScriptProgress progress)
            throws ScriptFailedException {
        try {
            session.run(TextFile.withoutMark(script), progress);
        } catch (ScriptFailedException failure) {
            if (!failure.failure().rolledBack()) {
                tell(name, script, failure.failure().kept().orElse(0));
            }
            throw failure;
        }
        tell(name, script, Integer.MAX_VALUE);
    }

    private void tell(String name, String script, int count) {
        if (!steps.isWatched(ScriptStatementExecuted.class)) {
            return;
        }
        List<ScriptStatement> statements = dialect.scriptRunner().split(TextFile.withoutMark(script));
        for (int index = 0; index < Math.min(count, statements.size()); index++) {
            ScriptStatement statement = statements.get(index);
            steps.tell(new ScriptStatementExecuted(place, name, index, statement.line(), statement.sql()));
        }
    }
}
