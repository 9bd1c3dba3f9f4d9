package dev.gnomon.engine.core.event;

import dev.gnomon.engine.core.session.ScriptSession;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptProgress;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.dialect.StatementWord;
import dev.gnomon.engine.event.AffectedTable;
import dev.gnomon.engine.event.EngineEvent.Place;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementExecuted;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementProposed;
import dev.gnomon.engine.event.StatementKind;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.support.TextFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Set<ObjectName> created = new HashSet<>();

    /** What tables of the database are called that proposed statements rename. */
    private final Map<ObjectName, ObjectName> formerNames = new HashMap<>();

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
        RebuiltTables rebuilt = new RebuiltTables();
        for (ScriptStatement statement : statements) {
            List<StatementWord> words = dialect.scriptRunner().wordsOf(statement.sql());
            List<StatementSubject> found = StatementSubject.of(words);
            found.forEach(subject -> rebuilt.note(subject, words));
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
                            .map(subject -> affected(subject, rebuilt))
                            .toList()));
        }
    }

    private AffectedTable affected(StatementSubject subject, RebuiltTables rebuilt) {
        Optional<ObjectName> table = subject.table().map(named -> formerNames.getOrDefault(named, named));
        boolean isNew = subject.table().filter(created::contains).isPresent();
        follow(subject);
        boolean stays = subject.kind() == StatementKind.DROP_TABLE
                && subject.table().filter(rebuilt::isRebuilt).isPresent();
        StatementKind kind = stays ? StatementKind.REDEFINE_TABLE : subject.kind();
        String name = table.map(ObjectName::name).orElse("");
        AffectedTable uncounted = new AffectedTable(kind, name, OptionalLong.empty());
        if (!kind.destroys() || !uncounted.isOneTable()) {
            return uncounted;
        }
        return new AffectedTable(
                kind, name, isNew ? OptionalLong.of(0) : table.map(rows::of).orElse(OptionalLong.empty()));
    }

    /** A table is new until it goes: another one may have its name then. One that had another name before is still it. */
    private void follow(StatementSubject subject) {
        if (subject.table().isEmpty()) {
            return;
        }
        ObjectName table = subject.table().get();
        if (subject.kind() == StatementKind.CREATE_TABLE && subject.certain()) {
            created.add(table);
            return;
        }
        Optional<ObjectName> renamed = subject.newName().map(table::sibling);
        boolean wasNew = created.contains(table);
        if (subject.kind() == StatementKind.DROP_TABLE || renamed.isPresent()) {
            created.remove(table);
        }
        renamed.ifPresent(name -> {
            if (wasNew) {
                formerNames.remove(name);
            } else {
                formerNames.put(name, formerNames.getOrDefault(table, table));
            }
        });
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
