package dev.gnomon.engine.core.shadow;

import dev.gnomon.engine.core.workspace.SchemaSource.Scripts.Script;
import dev.gnomon.engine.core.cache.ReplayFiles;
import dev.gnomon.engine.core.event.Steps;
import dev.gnomon.engine.core.event.WatchedScript;
import dev.gnomon.engine.core.history.HistoryComparison;
import dev.gnomon.engine.core.history.MigrationFailure;
import dev.gnomon.engine.core.shadow.ReplayTemplates.Base;
import dev.gnomon.engine.core.shadow.ShadowProvider.Reuse;
import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptProgress;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent;
import dev.gnomon.engine.event.EngineEvent.HistoryReplayed;
import dev.gnomon.engine.event.EngineEvent.MigrationReplayProposed;
import dev.gnomon.engine.event.EngineEvent.MigrationReplayed;
import dev.gnomon.engine.event.EngineEvent.ReplayProposed;
import dev.gnomon.engine.event.EngineEvent.ScriptReplayProposed;
import dev.gnomon.engine.event.EngineEvent.ScriptReplayed;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementExecuted;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementProposed;
import dev.gnomon.engine.event.EngineEvent.ShadowDatabaseCreated;
import dev.gnomon.engine.event.EngineEvent.ShadowDatabaseLeftBehind;
import dev.gnomon.engine.event.EngineEvent.ShadowDatabaseReleased;
import dev.gnomon.engine.event.EngineEvent.ShadowIntrospectProposed;
import dev.gnomon.engine.event.EngineEvent.ShadowIntrospected;
import dev.gnomon.engine.event.EngineEvent.ShadowProposed;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.ReplayedHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out what migrations build, by running them in the shadow database and reading it. */
public final class Replayer {

    /** Events that tell of one migration or statement at a time, so that each has to wait for the one before. */
    private static final List<Class<? extends EngineEvent>> WATCHED_ONE_BY_ONE = List.of(
            MigrationReplayProposed.class,
            MigrationReplayed.class,
            ScriptStatementProposed.class,
            ScriptStatementExecuted.class);

    private final ShadowRegistry registry;
    private final ReplayCache cache = new ReplayCache();
    private final Optional<ReplayFiles> files;

    /**
     * @param files where results are kept from one run to the next; empty: nowhere
     */
    public Replayer(ShadowRegistry registry, Optional<ReplayFiles> files) {
        this.registry = registry;
        this.files = files;
    }

    /**
     * Replay a history once and read it twice: where the database is, and at the end.
     *
     * <p>Where a pending migration lies before an applied one, one order cannot serve both readings; the history is
     * then replayed twice.
     *
     * @param appliedIds the migrations that the database has
     * @throws GnomonException {@code P3006} if a migration fails, {@code P3014} and others if there is no shadow
     *     database to be had
     */
    public ReplayedHistory replay(Steps steps, ShadowSite site, List<Migration> all, Set<String> appliedIds) {
        return replay(steps, site, all, appliedIds, Optional.empty()).history();
    }

    /** The same with something else to find out where the whole history is; what is known is not asked again. */
    public Replayed replay(
            Steps steps, ShadowSite site, List<Migration> all, Set<String> appliedIds, Optional<Inquiry> inquiry) {
        List<Migration> applied = all.stream()
                .filter(migration -> appliedIds.contains(migration.id()))
                .toList();
        List<Migration> pending = all.stream()
                .filter(migration -> !appliedIds.contains(migration.id()))
                .toList();
        return steps.run(
                new ReplayProposed(applied, pending),
                () -> {
                    KnownReplays known = KnownReplays.at(site, cache, files);
                    Optional<DatabaseSchema> atApplied = known.find(applied);
                    Optional<DatabaseSchema> atHead = pending.isEmpty() ? atApplied : known.find(all);
                    if (atApplied.isEmpty() && all.subList(0, applied.size()).equals(applied)) {
                        return replayOnce(steps, site, known, applied, pending, all, inquiry);
                    }
                    DatabaseSchema there = atApplied.isPresent()
                            ? atApplied.get()
                            : replayWhole(steps, site, known, applied, Optional.empty())
                                    .history()
                                    .atHead();
                    Replayed whole = atHead.isPresent()
                            ? answered(steps, site, known, all, atHead.get(), inquiry)
                            : replayWhole(steps, site, known, all, inquiry);
                    return new Replayed(
                            new ReplayedHistory(there, whole.history().atHead()), whole.answer());
                },
                replayed -> new HistoryReplayed(replayed.history()));
    }

    private Replayed replayWhole(
            Steps steps, ShadowSite site, KnownReplays known, List<Migration> migrations, Optional<Inquiry> inquiry)
            throws SQLException {
        return replayOnce(steps, site, known, migrations, List.of(), migrations, inquiry);
    }

    /** What a history builds is known; it is replayed again only if something was never asked there. */
    private Replayed answered(
            Steps steps,
            ShadowSite site,
            KnownReplays known,
            List<Migration> all,
            DatabaseSchema atHead,
            Optional<Inquiry> inquiry)
            throws SQLException {
        Optional<String> question = inquiry.flatMap(asked -> asked.question(atHead));
        Optional<DatabaseSchema> answer =
                question.isPresent() ? known.findAnswer(all, question.get()) : Optional.empty();
        return question.isPresent() && answer.isEmpty()
                ? replayWhole(steps, site, known, all, inquiry)
                : new Replayed(new ReplayedHistory(atHead, atHead), answer);
    }

    /** Replay a whole history and read it at the end. */
    public DatabaseSchema replay(Steps steps, ShadowSite site, List<Migration> all) {
        return replay(steps, site, all, all.stream().map(Migration::id).collect(Collectors.toSet()))
                .atHead();
    }

    /** Run scripts that are no migrations, and read what they build. */
    public Replayed load(Steps steps, ShadowSite site, List<Script> scripts, Optional<Inquiry> inquiry) {
        return steps.unwatched(() -> inShadow(steps, site, scripts, lease -> {
            for (Script script : scripts) {
                load(steps, site, lease, script);
            }
            DatabaseSchema built = read(steps, site, lease);
            return new Replayed(new ReplayedHistory(built, built), ask(lease, built, inquiry));
        }));
    }

    private static Optional<DatabaseSchema> ask(ShadowLease lease, DatabaseSchema atHead, Optional<Inquiry> inquiry)
            throws SQLException {
        return inquiry.isPresent() && inquiry.get().question(atHead).isPresent()
                ? Optional.of(inquiry.get().answer(lease.connection(), atHead))
                : Optional.empty();
    }

    private static void load(Steps steps, ShadowSite site, ShadowLease lease, Script script) {
        steps.run(
                new ScriptReplayProposed(script.name(), script.sql()),
                () -> {
                    run(steps, site, lease, script.name(), script.sql());
                    return script.name();
                },
                ScriptReplayed::new);
    }

    /**
     * Replay migrations and then single statements, and read the database before the first of these and after each.
     *
     * @return one more than the statements; fewer if one of them fails
     */
    public List<DatabaseSchema> replayStatements(
            Steps steps, ShadowSite site, List<Migration> migrations, List<ScriptStatement> statements) {
        return steps.run(
                new ReplayProposed(migrations, List.of()),
                () -> inShadow(steps, site, ReachCheck.scriptsOf(migrations, statements), lease -> {
                    replayAll(steps, site, lease, migrations);
                    List<DatabaseSchema> states = new ArrayList<>();
                    states.add(read(steps, site, lease));
                    try {
                        for (ScriptStatement statement : statements) {
                            site.dialect().scriptRunner().run(lease.connection(), statement.sql());
                            if (!lease.session().isInPlace()) {
                                return states;
                            }
                            states.add(read(steps, site, lease));
                        }
                    } catch (ScriptFailedException failure) {
                        Optional<GnomonException> circumstance = passingCircumstance(site, failure);
                        if (circumstance.isPresent()) {
                            throw circumstance.get();
                        }
                        // The database cannot be further than this either.
                        return states;
                    }
                    return states;
                }),
                states -> new HistoryReplayed(new ReplayedHistory(states.get(0), states.get(states.size() - 1))));
    }

    /** Make a shadow database and give it back. */
    public String prove(Steps steps, ShadowSite site) {
        return steps.unwatched(() -> inShadow(steps, site, List.of(), ShadowLease::name));
    }

    private Replayed replayOnce(
            Steps steps,
            ShadowSite site,
            KnownReplays known,
            List<Migration> applied,
            List<Migration> pending,
            List<Migration> all,
            Optional<Inquiry> inquiry)
            throws SQLException {
        Optional<ReplayTemplates> templates = known.templates();
        Replayed found;
        try {
            found = replayIn(
                    steps, site, templates.map(told -> new Reuse(told, applied)), applied, pending, all, inquiry);
        } catch (CopyFailedException failed) {
            // What fails after the copy of a template has to fail after the migrations themselves, in their words.
            found = replayIn(
                    steps, site, templates.map(told -> new Reuse(told, List.of())), applied, pending, all, inquiry);
        }
        ReplayedHistory replayed = found.history();
        known.remember(applied, replayed.atApplied());
        if (!pending.isEmpty()) {
            known.remember(all, replayed.atHead());
        }
        found.answer()
                .ifPresent(answer -> inquiry.flatMap(asked -> asked.question(replayed.atHead()))
                        .ifPresent(question -> known.rememberAnswer(all, question, answer)));
        return found;
    }

    private Replayed replayIn(
            Steps steps,
            ShadowSite site,
            Optional<Reuse> reuse,
            List<Migration> applied,
            List<Migration> pending,
            List<Migration> all,
            Optional<Inquiry> inquiry)
            throws SQLException {
        return inShadow(steps, site, reuse, ReachCheck.scriptsOf(all), lease -> {
            int copied = lease.base().map(Base::migrations).orElse(0);
            ReplayedHistory replayed;
            try {
                replayAll(steps, site, lease, applied.subList(copied, applied.size()));
                DatabaseSchema atApplied = read(steps, site, lease);
                replayAll(steps, site, lease, pending);
                replayed = new ReplayedHistory(atApplied, pending.isEmpty() ? atApplied : read(steps, site, lease));
            } catch (GnomonException failure) {
                if (copied > 0 && failure.code() != EngineErrorCode.STEP_VETOED) {
                    throw new CopyFailedException(failure);
                }
                throw failure;
            }
            Optional<DatabaseSchema> answer = ask(lease, replayed.atHead(), inquiry);
            if (copied < all.size()) {
                reuse.flatMap(wanted -> wanted.templates().labelToKeep(all)).ifPresent(lease::keepAs);
            }
            return new Replayed(replayed, answer);
        });
    }

    /** A replay that began with a copy of a template came to grief. */
    private static final class CopyFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CopyFailedException(GnomonException cause) {
            super(cause);
        }
    }

    /** What is done in a shadow database. */
    @FunctionalInterface
    private interface Use<R> {
        R with(ShadowLease lease) throws SQLException;
    }

    private <R> R inShadow(Steps steps, ShadowSite site, List<Script> scripts, Use<R> use) throws SQLException {
        return inShadow(steps, site, Optional.empty(), scripts, use);
    }

    /**
     * Get a shadow database, do something in it and give it back.
     *
     * @param scripts all that is going to run in it, which is read before anything else is done
     */
    private <R> R inShadow(Steps steps, ShadowSite site, Optional<Reuse> reuse, List<Script> scripts, Use<R> use)
            throws SQLException {
        Script initScript = new Script("the script that prepares the shadow database", site.workspace().initScript());
        ReachCheck.refuse(site, initScript, scripts);
        ShadowLease lease = steps.run(
                new ShadowProposed(site.configured().map(site.dialect().connector()::locate)),
                () -> registry.open(() -> ShadowProvider.open(site, reuse, scripts)),
                opened -> new ShadowDatabaseCreated(opened.name()));
        try {
            if (!site.workspace().initScript().isBlank() && lease.base().isEmpty()) {
                load(steps, site, lease, initScript);
            }
            return use.with(lease);
        } finally {
            release(steps, lease);
        }
    }

    /** Whatever goes wrong here must not hide what the replay found or why it failed. */
    private void release(Steps steps, ShadowLease lease) {
        try {
            registry.close(lease);
            steps.tell(new ShadowDatabaseReleased(lease.name()));
        } catch (SQLException | RuntimeException failure) {
            steps.tell(new ShadowDatabaseLeftBehind(lease.name(), String.valueOf(failure.getMessage())));
        }
    }

    /** Replay migrations in turn; as many at a time as can go together, unless somebody wants to see each one's turn. */
    private static void replayAll(Steps steps, ShadowSite site, ShadowLease lease, List<Migration> migrations) {
        boolean watched = WATCHED_ONE_BY_ONE.stream().anyMatch(steps::isWatched);
        List<String> scripts = migrations.stream()
                .map(Migration::script)
                .takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow)
                .toList();
        int done = 0;
        while (done < migrations.size()) {
            if (!watched && done < scripts.size()) {
                done += replayTogether(steps, site, lease, migrations, scripts, done);
            }
            if (done < migrations.size()) {
                replayOne(steps, site, lease, migrations.get(done));
                done++;
            }
        }
    }

    private static int replayTogether(
            Steps steps,
            ShadowSite site,
            ShadowLease lease,
            List<Migration> migrations,
            List<String> scripts,
            int done) {
        int together = lease.session().runTogether(scripts.subList(done, scripts.size()));
        for (Migration migration : migrations.subList(done, done + together)) {
            // Nobody hears it, but it counts as every event does.
            steps.run(new MigrationReplayProposed(migration), () -> migration, MigrationReplayed::new);
        }
        return together;
    }

    private static void replayOne(Steps steps, ShadowSite site, ShadowLease lease, Migration migration) {
        String script = HistoryComparison.scriptOf(migration);
        steps.run(
                new MigrationReplayProposed(migration),
                () -> {
                    try {
                        runWatched(steps, site, lease, migration.id(), script);
                        return migration;
                    } catch (ScriptFailedException failure) {
                        throw passingCircumstance(site, failure)
                                .map(circumstance ->
                                        MigrationFailure.inShadowByCircumstance(migration.id(), circumstance))
                                .orElseGet(() -> MigrationFailure.inShadow(migration.id(), failure));
                    }
                },
                MigrationReplayed::new);
    }

    /** What the dialect makes of a failure that says nothing of the script; empty if the script is to blame. */
    private static Optional<GnomonException> passingCircumstance(ShadowSite site, ScriptFailedException failure) {
        SQLException cause = failure.getCause() instanceof SQLException own ? own : failure;
        return site.configured()
                .or(site::main)
                .map(target -> site.dialect().connector().explain(cause, target))
                .filter(MigrationFailure::isPassing);
    }

    private static void runWatched(Steps steps, ShadowSite site, ShadowLease lease, String name, String script)
            throws ScriptFailedException {
        WatchedScript watched = WatchedScript.inShadow(steps, site.dialect());
        watched.propose(name, script);
        watched.run(lease.session(), name, script, ScriptProgress.UNHEARD);
    }

    private static void run(Steps steps, ShadowSite site, ShadowLease lease, String name, String script) {
        try {
            runWatched(steps, site, lease, name, script);
        } catch (ScriptFailedException failure) {
            throw new GnomonException(
                    EngineErrorCode.DATABASE_FAILURE,
                    "%s fails on an empty database: %s".formatted(name, MigrationFailure.reportOf(failure)),
                    "Correct it"
                            + failure.failure()
                                    .line()
                                    .map(line -> " at line " + line)
                                    .orElse("") + ".",
                    failure);
        }
    }

    private static DatabaseSchema read(Steps steps, ShadowSite site, ShadowLease lease) {
        return steps.run(
                new ShadowIntrospectProposed(lease.name()),
                () -> {
                    DatabaseSchema found = site.dialect().introspector().introspect(lease.connection(), site.scope());
                    lease.requireOurs();
                    return found;
                },
                schema -> new ShadowIntrospected(lease.name(), schema));
    }
}
