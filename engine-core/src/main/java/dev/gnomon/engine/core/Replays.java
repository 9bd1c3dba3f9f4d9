package dev.gnomon.engine.core;

import static java.lang.System.Logger.Level.DEBUG;

import dev.gnomon.engine.core.SchemaSources.Desired;
import dev.gnomon.engine.core.database.SchemaView;
import dev.gnomon.engine.core.history.HistorySplit;
import dev.gnomon.engine.core.shadow.Inquiry;
import dev.gnomon.engine.core.shadow.Replayed;
import dev.gnomon.engine.core.shadow.Replayer;
import dev.gnomon.engine.core.shadow.ShadowSite;
import dev.gnomon.engine.core.workspace.SchemaSource.Scripts.Script;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.event.EngineEvent.LeftoverDropped;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.ReplayedHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The stages of one run that take place in a shadow database. */
final class Replays {

    private final Session session;
    private final ShadowSite site;
    private final Replayer replayer;

    Replays(Session session, SchemaView view, Replayer replayer) {
        this.session = session;
        this.site = new ShadowSite(session.workspace(), view, session.lockPatience(), session::connection);
        this.replayer = replayer;
    }

    /** Find out what a history builds: up to where the database is, and as a whole. */
    ReplayedHistory of(HistorySplit history) {
        dropAbandoned();
        return replayer.replay(session.steps(), site, history, Optional.empty()).history();
    }

    /**
     * What a history builds, and where it leads.
     *
     * @param desired the schema, with the server's words for its defaults where they were asked for
     */
    record Way(ReplayedHistory replayed, DatabaseSchema desired) {}

    /** The same on the way to a schema. */
    Way of(HistorySplit history, Desired desired) {
        dropAbandoned();
        Replayed replayed = replayer.replay(session.steps(), site, history, desired.inquiry());
        return new Way(replayed.history(), desired.with(replayed.history().atHead(), replayed.answer()));
    }

    /** Find out what some migrations build. */
    DatabaseSchema of(List<Migration> migrations) {
        return of(migrations, Optional.empty()).history().atHead();
    }

    /** The same with something else to find out there. */
    Replayed of(List<Migration> migrations, Optional<Inquiry> inquiry) {
        return replayer.replay(session.steps(), site, HistorySplit.whole(migrations), inquiry);
    }

    /** Find out what scripts build that are no migrations. */
    Replayed ofScripts(List<Script> scripts, Optional<Inquiry> inquiry) {
        dropAbandoned();
        return replayer.load(session.steps(), site, scripts, inquiry);
    }

    /** Find out what the database looks like before the first of some statements and after each. */
    List<DatabaseSchema> ofStatements(List<Migration> before, List<ScriptStatement> statements) {
        dropAbandoned();
        return replayer.replayStatements(session.steps(), site, before, statements);
    }

    /** Make a shadow database and give it back; tell its name. */
    String prove() {
        return replayer.prove(session.steps(), site);
    }

    /** What a killed run left behind goes with the next; whatever is in the way of that is not in the way of this run. */
    private void dropAbandoned() {
        if (!session.isOpen() || session.workspace().shadow().configured().isPresent()) {
            return;
        }
        try {
            for (String name : session.shadows().abandoned(session.connection())) {
                session.shadows().drop(session.connection(), name);
                session.steps().tell(new LeftoverDropped(name));
            }
        } catch (SQLException left) {
            System.getLogger(Replays.class.getName())
                    .log(DEBUG, () -> "Shadow databases of killed runs stay: " + left.getMessage());
        }
    }
}
