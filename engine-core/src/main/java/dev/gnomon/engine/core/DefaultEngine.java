package dev.gnomon.engine.core;

import dev.gnomon.engine.core.cache.ReplayFiles;
import dev.gnomon.engine.core.event.EventBus;
import dev.gnomon.engine.core.event.Steps;
import dev.gnomon.engine.core.shadow.Replayer;
import dev.gnomon.engine.core.shadow.ShadowRegistry;
import dev.gnomon.engine.core.workspace.MigrationName;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineListener;
import dev.gnomon.engine.event.Run;
import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The engine's inside, wired by hand: what could vary is passed in, and the rest is made once. Each method begins a run
 * and leaves it to the class of its command.
 */
final class DefaultEngine implements Engine {

    private final EventBus events;
    private final Clock clock;
    private final Optional<Duration> lockPatience;
    private final ShadowRegistry shadows = new ShadowRegistry();
    private final Replayer replayer;
    private final MissingDatabases missing = new MissingDatabases(this);

    DefaultEngine(
            List<EngineListener> listeners,
            Clock clock,
            Optional<Duration> lockPatience,
            Optional<ReplayFiles> replays) {
        this.events = new EventBus(listeners);
        this.replayer = new Replayer(shadows, replays);
        this.clock = clock;
        this.lockPatience = lockPatience;
    }

    @Override
    public MigrateDevOutcome migrateDev(MigrateDevRequest request) {
        Workspace workspace = SchemaSources.inView(request.workspace(), request.desired());
        return run("migrateDev", workspace, stages -> new MigrateDev(stages, clock).run(request));
    }

    @Override
    public DevDiagnosis devDiagnostic(Workspace workspace, MigrationHistory history) {
        return run("devDiagnostic", workspace, stages -> new Diagnosis(stages).forDevelopment(history));
    }

    @Override
    public HistoryDiagnosis diagnoseMigrationHistory(Workspace workspace, MigrationHistory history, boolean replay) {
        return run("diagnoseMigrationHistory", workspace, stages -> new Diagnosis(stages).ofHistory(history, replay));
    }

    @Override
    public List<String> applyMigrations(Workspace workspace, MigrationHistory history) {
        return run("applyMigrations", workspace, stages -> new MigrationApplier(stages, clock).applyPending(history));
    }

    @Override
    public Optional<ResumedMigration> resumeMigration(Workspace workspace, MigrationHistory history) {
        return run(
                "resumeMigration",
                workspace,
                stages -> new Resumption(stages, new MigrationApplier(stages, clock)).run(history));
    }

    @Override
    public DataLossEvaluation evaluateDataLoss(Workspace workspace, MigrationHistory history, SchemaSource desired) {
        return run(
                "evaluateDataLoss",
                SchemaSources.inView(workspace, desired),
                stages -> new NextMigration(stages).evaluate(history, desired));
    }

    @Override
    public CreatedMigration createMigration(
            Workspace workspace, MigrationHistory history, SchemaSource desired, String name, boolean draft) {
        MigrationName.requireShort(name);
        return run(
                "createMigration",
                SchemaSources.inView(workspace, desired),
                stages -> new NextMigration(stages).create(history, desired, clock.instant(), name, draft));
    }

    @Override
    public List<AppliedMigration> markMigrationApplied(
            Workspace workspace, MigrationHistory history, String migrationId) {
        return run("markMigrationApplied", workspace, stages -> resolve(stages).applied(history, migrationId));
    }

    @Override
    public List<AppliedMigration> markMigrationRolledBack(Workspace workspace, String migrationId) {
        return run(
                "markMigrationRolledBack", workspace, stages -> resolve(stages).rolledBack(migrationId));
    }

    @Override
    public String markMigrationRenamed(Workspace workspace, MigrationHistory history, String migrationId) {
        return run("markMigrationRenamed", workspace, stages -> resolve(stages).renamed(history, migrationId));
    }

    @Override
    public void reset(Workspace workspace) {
        run("reset", workspace, stages -> new Reset(stages, clock).run());
    }

    @Override
    public List<String> resetAndApply(Workspace workspace, MigrationHistory history) {
        return run("reset", workspace, stages -> new Reset(stages, clock).run(history));
    }

    @Override
    public void protect(Workspace workspace, boolean protect) {
        run("protect", workspace, stages -> database(stages).protect(protect));
    }

    @Override
    public PushOutcome schemaPush(Workspace workspace, SchemaSource desired, boolean acceptDataLoss) {
        return run(
                "schemaPush",
                SchemaSources.inView(workspace, desired),
                stages -> new SchemaPush(stages).run(desired, acceptDataLoss));
    }

    @Override
    public SchemaDiff diff(Workspace workspace, SchemaSource from, SchemaSource to) {
        return run("diff", workspace, stages -> new SchemaComparison(stages).run(from, to));
    }

    @Override
    public DatabaseSchema introspect(Workspace workspace) {
        return run("introspect", workspace, Stages::introspect);
    }

    @Override
    public void dbExecute(Dialect dialect, DatabaseTarget target, String script) {
        run("dbExecute", of(dialect, target), stages -> new ScriptExecution(stages).run(script));
    }

    @Override
    public void ensureConnection(Dialect dialect, DatabaseTarget target) {
        run("ensureConnection", of(dialect, target), stages -> stages.session().connection());
    }

    @Override
    public boolean ensureDatabase(Dialect dialect, DatabaseTarget target) {
        return missing.ensure(dialect, target);
    }

    @Override
    public boolean takeBackDatabase(Dialect dialect, DatabaseTarget target) {
        return missing.forget(target)
                && run(
                        "takeBackDatabase",
                        of(dialect, target),
                        stages -> database(stages).takeBack());
    }

    @Override
    public String createDatabase(Dialect dialect, DatabaseTarget target) {
        return run(
                "createDatabase",
                of(dialect, target),
                stages -> database(stages).create());
    }

    @Override
    public void dropDatabase(Dialect dialect, DatabaseTarget target) {
        run("dropDatabase", of(dialect, target), stages -> database(stages).drop());
    }

    @Override
    public String databaseVersion(Dialect dialect, DatabaseTarget target) {
        return run(
                "databaseVersion",
                of(dialect, target),
                stages -> stages.steps().explained(stages.session()::serverVersion));
    }

    @Override
    public ShadowCommands shadow() {
        return new DefaultShadowCommands(this);
    }

    @Override
    public void close() {
        shadows.close();
    }

    /** What a command does with its stages. */
    @FunctionalInterface
    interface Command<R> {
        R run(Stages stages);
    }

    <R> R run(String name, Workspace workspace, Command<R> command) {
        Run run = new Run(
                UUID.randomUUID().toString(),
                name,
                Optional.of(workspace.dialect().id()),
                location(workspace));
        return Steps.ofRun(events, run, new DatabaseExplanation(workspace), steps -> {
            try (Session session = new Session(workspace, steps, lockPatience)) {
                return command.run(new Stages(session, replayer));
            } catch (SQLException unclosed) {
                throw steps.explain(unclosed);
            }
        });
    }

    /** What is wrong with the URL is for the stage to say that needs it. */
    private static Optional<DatabaseLocation> location(Workspace workspace) {
        try {
            return workspace.target().map(workspace.dialect().connector()::locate);
        } catch (GnomonException unreadable) {
            return Optional.empty();
        }
    }

    private static Workspace of(Dialect dialect, DatabaseTarget target) {
        return Workspace.ofDatabase(dialect, target);
    }

    private static DatabaseCommands database(Stages stages) {
        return new DatabaseCommands(stages.session());
    }

    private Resolve resolve(Stages stages) {
        return new Resolve(stages.session(), clock);
    }
}
