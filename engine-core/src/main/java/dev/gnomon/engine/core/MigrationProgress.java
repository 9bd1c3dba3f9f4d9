package dev.gnomon.engine.core;

import dev.gnomon.engine.core.history.HistoryStore;
import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.ScriptProgress;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.Checksum;
import dev.gnomon.engine.migration.PartialRun;
import dev.gnomon.engine.migration.PartialRun.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps in the history row how far a migration came, so that the row is right even if the process is
 * killed. Where every statement commits by itself the row is written over a session of its own: a script
 * relies on what its session remembers from one statement to the next, such as locked tables.
 */
final class MigrationProgress implements ScriptProgress, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(MigrationProgress.class.getName());

    private final Session session;
    private final HistoryStore store;
    private final List<ScriptStatement> statements;
    private final boolean ownSession;
    private String rowId = "";
    private int kept;
    private Checksum keptChecksum = PartialRun.checksumOf(List.of());
    private @Nullable Connection own;
    private @Nullable HistoryStore ownStore;

    MigrationProgress(Session session, HistoryStore store, String script) throws SQLException {
        this.session = session;
        this.store = store;
        this.statements = session.dialect().scriptRunner().split(session.connection(), script);
        this.ownSession = !session.dialect().capabilities().contains(Capability.TRANSACTIONAL_DDL);
    }

    /** What the row says when the script starts; empty where a run that is cut off leaves nothing. */
    Optional<String> atStart() {
        return ownSession && !statements.isEmpty() ? Optional.of(line(State.RUNNING)) : Optional.empty();
    }

    void writesTo(String row) {
        rowId = row;
    }

    @Override
    public void reached(int statementsKept) {
        advance(statementsKept);
        record(line(State.RUNNING));
    }

    /** How far a script came that failed; empty if nothing of it stays. */
    Optional<PartialRun> failed(boolean rolledBack, Optional<Integer> statementsKept) {
        if (rolledBack || statementsKept.isEmpty() || statements.isEmpty()) {
            return Optional.empty();
        }
        advance(Math.min(statementsKept.get(), statements.size()));
        return Optional.of(run(State.FAILED));
    }

    List<ScriptStatement> statements() {
        return statements;
    }

    /** Write the logs of a failed migration: over the script's session, or the other one if that is of no use. */
    void recordFailure(String logs) throws SQLException {
        try {
            store.recordLogs(rowId, logs);
        } catch (SQLException e) {
            if (!ownSession) {
                throw e;
            }
            ownStore().recordLogs(rowId, logs);
        }
    }

    private void advance(int statementsKept) {
        // Going back is for a transaction that the script itself took back.
        if (statementsKept < kept) {
            kept = 0;
            keptChecksum = PartialRun.checksumOf(List.of());
        }
        for (; kept < statementsKept; kept++) {
            keptChecksum = PartialRun.extend(keptChecksum, statements.get(kept).sql());
        }
    }

    private String line(State state) {
        return run(state).toLine();
    }

    private PartialRun run(State state) {
        Optional<Integer> line =
                kept < statements.size() ? Optional.of(statements.get(kept).line()) : Optional.empty();
        return new PartialRun(statements.size(), kept, state, line, keptChecksum);
    }

    /** A script must not fail because its progress cannot be written; the next attempt makes up for it. */
    private void record(String logs) {
        try {
            (ownSession ? ownStore() : store).recordLogs(rowId, logs);
        } catch (SQLException | GnomonException e) {
            LOG.log(System.Logger.Level.DEBUG, "the progress of a migration cannot be recorded", e);
            closeOwn();
        }
    }

    private HistoryStore ownStore() throws SQLException {
        HistoryStore open = ownStore;
        if (open == null) {
            Connection fresh = session.connect();
            own = fresh;
            open = session.historyOver(fresh);
            ownStore = open;
        }
        return open;
    }

    private void closeOwn() {
        Connection open = own;
        own = null;
        ownStore = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "the session that recorded a migration's progress does not close",
                        e);
            }
        }
    }

    @Override
    public void close() {
        closeOwn();
    }
}
