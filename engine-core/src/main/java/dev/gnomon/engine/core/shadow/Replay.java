package dev.gnomon.engine.core.shadow;

import dev.gnomon.engine.core.event.Steps;
import dev.gnomon.engine.core.event.WatchedScript;
import dev.gnomon.engine.core.history.HistoryComparison;
import dev.gnomon.engine.core.history.MigrationFailure;
import dev.gnomon.engine.core.shadow.ReplayTemplates.Base;
import dev.gnomon.engine.core.workspace.SchemaSource.Scripts.Script;
import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptProgress;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent;
import dev.gnomon.engine.event.EngineEvent.MigrationReplayProposed;
import dev.gnomon.engine.event.EngineEvent.MigrationReplayed;
import dev.gnomon.engine.event.EngineEvent.ScriptReplayProposed;
import dev.gnomon.engine.event.EngineEvent.ScriptReplayed;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementExecuted;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementProposed;
import dev.gnomon.engine.event.EngineEvent.ShadowIntrospectProposed;
import dev.gnomon.engine.event.EngineEvent.ShadowIntrospected;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.model.DatabaseSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is run in one shadow database, and what is read there. */
final class Replay {

    /** Events that tell of one migration or statement at a time, so that each has to wait for the one before. */
    private static final List<Class<? extends EngineEvent>> WATCHED_ONE_BY_ONE = List.of(
            MigrationReplayProposed.class,
            MigrationReplayed.class,
            ScriptStatementProposed.class,
            ScriptStatementExecuted.class);

    private final Steps steps;
    private final ShadowSite site;
    private final ShadowLease lease;

    Replay(Steps steps, ShadowSite site, ShadowLease lease) {
        this.steps = steps;
        this.site = site;
        this.lease = lease;
    }

    /** What messages call the database. */
    String name() {
        return lease.name();
    }

    /** How many migrations are there already, since the database is a copy of a template. */
    int copied() {
        return lease.base().map(Base::migrations).orElse(0);
    }

    /** Let the database stay as a template for later runs, if that can be. */
    void keepAs(String label) {
        lease.keepAs(label);
    }

    /** Run migrations in turn; as many at a time as can go together, unless somebody wants to see each one's turn. */
    void run(List<Migration> migrations) {
        boolean watched = WATCHED_ONE_BY_ONE.stream().anyMatch(steps::isWatched);
        List<String> scripts = migrations.stream()
                .map(Migration::script)
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .toList();
        int done = 0;
        while (done < migrations.size()) {
            if (!watched && done < scripts.size()) {
                done += runTogether(migrations.subList(done, scripts.size()), scripts.subList(done, scripts.size()));
            }
            if (done < migrations.size()) {
                run(migrations.get(done));
                done++;
            }
        }
    }

    /** Run as many from the beginning as can go together, and tell how many. */
    private int runTogether(List<Migration> migrations, List<String> scripts) {
        int together = lease.session().runTogether(scripts);
        for (Migration migration : migrations.subList(0, together)) {
            // Nobody hears it, but it counts as every event does.
            steps.run(new MigrationReplayProposed(migration), () -> migration, MigrationReplayed::new);
        }
        return together;
    }

    private void run(Migration migration) {
        String script = HistoryComparison.scriptOf(migration);
        steps.run(
                new MigrationReplayProposed(migration),
                () -> {
                    try {
                        runWatched(migration.id(), script);
                        return migration;
                    } catch (ScriptFailedException failure) {
                        throw passingCircumstance(failure)
                                .map(circumstance ->
                                        MigrationFailure.inShadowByCircumstance(migration.id(), circumstance))
                                .orElseGet(() -> MigrationFailure.inShadow(migration.id(), failure));
                    }
                },
                MigrationReplayed::new);
    }

    /** Run a script that is no migration. */
    void load(Script script) {
        steps.run(
                new ScriptReplayProposed(script.name(), script.sql()),
                () -> {
                    try {
                        runWatched(script.name(), script.sql());
                        return script.name();
                    } catch (ScriptFailedException failure) {
                        throw failed(script, failure);
                    }
                },
                ScriptReplayed::new);
    }

    private static GnomonException failed(Script script, ScriptFailedException failure) {
        return new GnomonException(
                EngineErrorCode.DATABASE_FAILURE,
                "%s fails on an empty database: %s".formatted(script.name(), MigrationFailure.reportOf(failure)),
                "Correct it"
                        + failure.failure()
                                .line()
                                .map(line -> " at line " + line)
                                .orElse("") + ".",
                failure);
    }

    /**
     * Run single statements, and read the database before the first and after each.
     *
     * @return one more than the statements; fewer if one of them fails, or leads the session elsewhere
     */
    List<DatabaseSchema> runSingly(List<ScriptStatement> statements) throws SQLException {
        List<DatabaseSchema> states = new ArrayList<>();
        states.add(read());
        try {
            for (ScriptStatement statement : statements) {
                site.dialect().scriptRunner().run(lease.connection(), statement.sql());
                if (!lease.session().isInPlace()) {
                    return states;
                }
                states.add(read());
            }
        } catch (ScriptFailedException failure) {
            Optional<GnomonException> circumstance = passingCircumstance(failure);
            if (circumstance.isPresent()) {
                throw circumstance.get();
            }
            // The database cannot be further than this either.
            return states;
        }
        return states;
    }

    /** Read what was built so far, and make sure that nobody else has built it. */
    DatabaseSchema read() {
        return steps.run(
                new ShadowIntrospectProposed(lease.name()),
                () -> {
                    DatabaseSchema found = site.dialect().introspector().introspect(lease.connection(), site.scope());
                    lease.requireOurs();
                    return found;
                },
                schema -> new ShadowIntrospected(lease.name(), schema));
    }

    /** Find something else out; empty where there is nothing to ask. */
    Optional<DatabaseSchema> ask(Optional<Inquiry> inquiry, DatabaseSchema atHead) throws SQLException {
        return inquiry.isPresent() && inquiry.get().question(atHead).isPresent()
                ? Optional.of(inquiry.get().answer(lease.connection(), atHead))
                : Optional.empty();
    }

    private void runWatched(String name, String script) throws ScriptFailedException {
        WatchedScript watched = WatchedScript.inShadow(steps, site.dialect());
        watched.propose(name, script);
        watched.run(lease.session(), name, script, ScriptProgress.UNHEARD);
    }

    /** What the dialect makes of a failure that says nothing of the script; empty if the script is to blame. */
    private Optional<GnomonException> passingCircumstance(ScriptFailedException failure) {
        SQLException cause = failure.getCause() instanceof SQLException own ? own : failure;
        return site.configured()
                .or(site::main)
                .map(target -> site.dialect().connector().explain(cause, target))
                .filter(MigrationFailure::isPassing);
    }
}
