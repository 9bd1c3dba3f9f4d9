package dev.gnomon.engine.core.shadow;

import dev.gnomon.engine.core.history.HistorySplit;
import dev.gnomon.engine.core.shadow.ShadowProvider.Reuse;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.ReplayedHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Finds out what a history builds: chooses between what is known and a replay, and remembers what a replay found. */
final class HistoryReplay {

    private final ShadowUse shadows;
    private final KnownReplays known;

    HistoryReplay(ShadowUse shadows, KnownReplays known) {
        this.shadows = shadows;
        this.known = known;
    }

    /**
     * What a history builds where the database is, and at its end.
     *
     * <p>Where a pending migration lies before an applied one, one order cannot serve both readings; the history is
     * then replayed twice.
     *
     * @param inquiry something else to find out at the end; what is known is not asked again
     */
    Replayed find(HistorySplit history, Optional<Inquiry> inquiry) throws SQLException {
        Optional<DatabaseSchema> atApplied = known.find(history.applied());
        Optional<DatabaseSchema> atHead = history.pending().isEmpty() ? atApplied : known.find(history.all());
        if (atApplied.isEmpty() && history.isInOrder()) {
            return replay(history, inquiry);
        }
        DatabaseSchema there = atApplied.isPresent()
                ? atApplied.get()
                : replay(HistorySplit.whole(history.applied()), Optional.empty())
                        .history()
                        .atHead();
        Replayed whole = atHead.isPresent()
                ? answered(history.all(), atHead.get(), inquiry)
                : replay(HistorySplit.whole(history.all()), inquiry);
        return new Replayed(new ReplayedHistory(there, whole.history().atHead()), whole.answer());
    }

    /** What a history builds is known; it is replayed again only if something was never asked there. */
    private Replayed answered(List<Migration> all, DatabaseSchema atHead, Optional<Inquiry> inquiry)
            throws SQLException {
        Optional<String> question = inquiry.flatMap(asked -> asked.question(atHead));
        Optional<DatabaseSchema> answer =
                question.isPresent() ? known.findAnswer(all, question.get()) : Optional.empty();
        return question.isPresent() && answer.isEmpty()
                ? replay(HistorySplit.whole(all), inquiry)
                : new Replayed(new ReplayedHistory(atHead, atHead), answer);
    }

    private Replayed replay(HistorySplit history, Optional<Inquiry> inquiry) throws SQLException {
        Optional<ReplayTemplates> templates = known.templates();
        Replayed found;
        try {
            found = replay(history, inquiry, templates.map(told -> new Reuse(told, history.applied())));
        } catch (CopyFailedException failed) {
            // What fails after the copy of a template has to fail after the migrations themselves, in their words.
            found = replay(history, inquiry, templates.map(told -> new Reuse(told, List.of())));
        }
        remember(history, inquiry, found);
        return found;
    }

    private Replayed replay(HistorySplit history, Optional<Inquiry> inquiry, Optional<Reuse> reuse)
            throws SQLException {
        return shadows.run(reuse, ReachCheck.scriptsOf(history.all()), replay -> {
            ReplayedHistory replayed = readings(history, replay);
            Optional<DatabaseSchema> answer = replay.ask(inquiry, replayed.atHead());
            if (replay.copied() < history.all().size()) {
                reuse.flatMap(wanted -> wanted.templates().labelToKeep(history.all()))
                        .ifPresent(replay::keepAs);
            }
            return new Replayed(replayed, answer);
        });
    }

    private static ReplayedHistory readings(HistorySplit history, Replay replay) {
        List<Migration> applied = history.applied();
        try {
            replay.run(applied.subList(replay.copied(), applied.size()));
            DatabaseSchema atApplied = replay.read();
            replay.run(history.pending());
            return new ReplayedHistory(atApplied, history.pending().isEmpty() ? atApplied : replay.read());
        } catch (GnomonException failure) {
            if (replay.copied() > 0 && failure.code() != EngineErrorCode.STEP_VETOED) {
                throw new CopyFailedException(failure);
            }
            throw failure;
        }
    }

    private void remember(HistorySplit history, Optional<Inquiry> inquiry, Replayed found) {
        ReplayedHistory replayed = found.history();
        known.remember(history.applied(), replayed.atApplied());
        if (!history.pending().isEmpty()) {
            known.remember(history.all(), replayed.atHead());
        }
        found.answer()
                .ifPresent(answer -> inquiry.flatMap(asked -> asked.question(replayed.atHead()))
                        .ifPresent(question -> known.rememberAnswer(history.all(), question, answer)));
    }

    /** A replay that began with a copy of a template came to grief. */
    private static final class CopyFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CopyFailedException(GnomonException cause) {
            super(cause);
        }
    }
}
