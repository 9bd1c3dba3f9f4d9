package dev.gnomon.engine.core;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.core.Stages.Diagnosed;
import dev.gnomon.engine.core.Stages.Way;
import dev.gnomon.engine.core.cache.ReplayFiles;
import dev.gnomon.engine.core.database.Protection;
import dev.gnomon.engine.core.event.EventBus;
import dev.gnomon.engine.core.event.Steps;
import dev.gnomon.engine.core.event.WatchedScript;
import dev.gnomon.engine.core.history.LockFile;
import dev.gnomon.engine.core.history.MigrationFailure;
import dev.gnomon.engine.core.shadow.Replayer;
import dev.gnomon.engine.core.shadow.ShadowRegistry;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.MigrationLock.Held;
import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptProgress;
import dev.gnomon.engine.dialect.SecretMask;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.CreateDatabaseProposed;
import dev.gnomon.engine.event.EngineEvent.DatabaseCreated;
import dev.gnomon.engine.event.EngineEvent.DatabaseDropped;
import dev.gnomon.engine.event.EngineEvent.DropDatabaseProposed;
import dev.gnomon.engine.event.EngineEvent.ExecuteProposed;
import dev.gnomon.engine.event.EngineEvent.MigrationReplayProposed;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.ProtectionChanged;
import dev.gnomon.engine.event.EngineEvent.ProtectionProposed;
import dev.gnomon.engine.event.EngineEvent.Purpose;
import dev.gnomon.engine.event.EngineEvent.ReplayProposed;
import dev.gnomon.engine.event.EngineEvent.ScriptExecuted;
import dev.gnomon.engine.event.EngineEvent.ScriptReplayProposed;
import dev.gnomon.engine.event.EngineEvent.ShadowIntrospectProposed;
import dev.gnomon.engine.event.EngineEvent.ShadowProposed;
import dev.gnomon.engine.event.EngineListener;
import dev.gnomon.engine.event.Run;
import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.migration.Drift;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.migration.RenderedMigration;
import dev.gnomon.engine.migration.ReplayedHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The engine's inside, wired by hand: what could vary is passed in, and the rest is made once. */
final class DefaultEngine implements Engine {

    private static final int LONGEST_NAME_BYTES = 200;

    /** Whoever else works on a database that a vetoed run has created may keep it. */
    private static final Duration TAKE_BACK_PATIENCE = Duration.ofSeconds(1);

    private final EventBus events;

    /** The databases that were missing when a command needed them. */
    private final Set<DatabaseTarget> created = ConcurrentHashMap.newKeySet();

    private final Clock clock;
    private final Optional<Duration> lockPatience;
    private final ShadowRegistry shadows = new ShadowRegistry();
    private final Replayer replayer;

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
        return run(
                "migrateDev",
                SchemaSources.inView(request.workspace(), request.desired()),
                stages -> new MigrateDev(stages, clock).run(request));
    }

    @Override
    public DevDiagnosis devDiagnostic(Workspace workspace, MigrationHistory history) {
        return run("devDiagnostic", workspace, stages -> {
            Diagnosed diagnosed = stages.diagnoseForChange(history);
            RenamedMigrations.refuse(diagnosed.report().renamed());
            ReplayedHistory replayed = stages.replay(history, diagnosed.appliedIds());
            Optional<Drift> drift = stages.drift(replayed.atApplied(), stages.introspect());
            return stages.judge(diagnosed, drift);
        });
    }

    @Override
    public HistoryDiagnosis diagnoseMigrationHistory(Workspace workspace, MigrationHistory history, boolean replay) {
        return run("diagnoseMigrationHistory", workspace, stages -> {
            Diagnosed diagnosed = stages.diagnose(history);
            boolean isProtected =
                    stages.steps().unwatched(() -> Protection.isOn(stages.connection(), stages.dialect()));
            if (!replay) {
                return new HistoryDiagnosis(
                        diagnosed.report(), Optional.empty(), Optional.empty(), Optional.empty(), isProtected);
            }
            Attempt<Optional<Drift>> drift = Attempt.of(() -> stages.drift(
                    stages.replay(history.migrations().stream()
                            .filter(migration -> diagnosed.appliedIds().contains(migration.id()))
                            .toList()),
                    stages.introspect()));
            if (drift.failure().isPresent()) {
                return new HistoryDiagnosis(
                        diagnosed.report(), Optional.empty(), drift.failure(), Optional.empty(), isProtected);
            }
            Attempt<DatabaseSchema> whole = Attempt.of(() -> stages.replay(history.migrations()));
            return new HistoryDiagnosis(
                    diagnosed.report(), drift.result().orElseThrow(), Optional.empty(), whole.failure(), isProtected);
        });
    }

    @Override
    public List<String> applyMigrations(Workspace workspace, MigrationHistory history) {
        return run("applyMigrations", workspace, stages -> new MigrationApplier(stages, clock).applyPending(history));
    }

    @Override
    public Optional<ResumedMigration> resumeMigration(Workspace workspace, MigrationHistory history) {
        return run("resumeMigration", workspace, stages -> {
            LockFile.check(history, stages.dialect());
            return new Resumption(stages, new MigrationApplier(stages, clock)).run(history);
        });
    }

    @Override
    public DataLossEvaluation evaluateDataLoss(Workspace workspace, MigrationHistory history, SchemaSource desired) {
        return run("evaluateDataLoss", SchemaSources.inView(workspace, desired), stages -> {
            ChangeSet changes = nextChanges(stages, history, desired);
            RenderedMigration migration = stages.render(changes);
            return new DataLossEvaluation(changes.changes().size(), stages.evaluate(migration));
        });
    }

    @Override
    public CreatedMigration createMigration(
            Workspace workspace, MigrationHistory history, SchemaSource desired, String name, boolean draft) {
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
            throw new GnomonException(
                    EngineErrorCode.MIGRATION_NAME_TOO_LONG,
                    "The name of the migration is too long. It must not be longer than 200 characters (bytes).",
                    "Choose a shorter name.");
        }
        return run("createMigration", SchemaSources.inView(workspace, desired), stages -> {
            RenderedMigration migration = stages.render(nextChanges(stages, history, desired));
            boolean nothing = migration.changeSet().isEmpty() && !draft;
            return new CreatedMigration(
                    workspace.dialect().lockFileProvider(),
                    MigrationName.behind(history, clock.instant(), name),
                    nothing ? Optional.empty() : Optional.of(stages.assemble(migration)));
        });
    }

    @Override
    public List<AppliedMigration> markMigrationApplied(
            Workspace workspace, MigrationHistory history, String migrationId) {
        return run(
                "markMigrationApplied", workspace, stages -> new Resolve(stages, clock).applied(history, migrationId));
    }

    @Override
    public List<AppliedMigration> markMigrationRolledBack(Workspace workspace, String migrationId) {
        return run("markMigrationRolledBack", workspace, stages -> new Resolve(stages, clock).rolledBack(migrationId));
    }

    @Override
    public String markMigrationRenamed(Workspace workspace, MigrationHistory history, String migrationId) {
        return run(
                "markMigrationRenamed", workspace, stages -> new Resolve(stages, clock).renamed(history, migrationId));
    }

    @Override
    public void reset(Workspace workspace) {
        run("reset", workspace, stages -> {
            new Reset(stages, clock).run();
            return workspace;
        });
    }

    @Override
    public List<String> resetAndApply(Workspace workspace, MigrationHistory history) {
        return run("reset", workspace, stages -> new Reset(stages, clock).run(history));
    }

    @Override
    public void protect(Workspace workspace, boolean protect) {
        run(
                "protect",
                workspace,
                stages -> stages.steps()
                        .run(
                                new ProtectionProposed(stages.location(), protect),
                                () -> {
                                    Protection.change(stages.connection(), workspace.dialect(), protect);
                                    return stages.location();
                                },
                                location -> new ProtectionChanged(location, protect)));
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
        Workspace workspace = Workspace.of(dialect, target).build();
        run(
                "dbExecute",
                workspace,
                stages -> stages.steps()
                        .run(
                                new ExecuteProposed(stages.location(), script),
                                () -> {
                                    execute(stages, workspace, script);
                                    return stages.location();
                                },
                                ScriptExecuted::new));
    }

    @Override
    public void ensureConnection(Dialect dialect, DatabaseTarget target) {
        run("ensureConnection", Workspace.of(dialect, target).build(), Stages::connection);
    }

    @Override
    public boolean ensureDatabase(Dialect dialect, DatabaseTarget target) {
        try {
            ensureConnection(dialect, target);
            return false;
        } catch (GnomonException failure) {
            if (failure.code() != EngineErrorCode.DATABASE_DOES_NOT_EXIST) {
                throw failure;
            }
            return createdByUs(dialect, target);
        }
    }

    /** Several runs may find the database missing at once; only one of them creates it. */
    private boolean createdByUs(Dialect dialect, DatabaseTarget target) {
        try {
            createDatabase(dialect, target);
            created.add(target);
            return true;
        } catch (GnomonException refused) {
            try {
                ensureConnection(dialect, target);
                return false;
            } catch (GnomonException stillMissing) {
                refused.addSuppressed(stillMissing);
                throw refused;
            }
        }
    }

    @Override
    public boolean takeBackDatabase(Dialect dialect, DatabaseTarget target) {
        if (!created.remove(target)) {
            return false;
        }
        return run("takeBackDatabase", Workspace.of(dialect, target).build(), stages -> {
            try (Held held = dialect.migrationLock().acquire(stages.connection(), TAKE_BACK_PATIENCE)) {
                if (!stages.isUntouched()) {
                    return false;
                }
            } catch (SQLException | GnomonException busy) {
                return false;
            }
            DatabaseLocation location = stages.location();
            stages.steps().unwatched(() -> {
                // Nobody may be connected to a database that is dropped.
                stages.close();
                dialect.connector().dropDatabase(target);
                return location;
            });
            stages.steps().tell(new DatabaseDropped(location));
            return true;
        });
    }

    @Override
    public String createDatabase(Dialect dialect, DatabaseTarget target) {
        return run("createDatabase", Workspace.of(dialect, target).build(), stages -> {
            DatabaseLocation location = stages.location();
            return stages.steps()
                    .run(
                            new CreateDatabaseProposed(location),
                            () -> dialect.connector().createDatabase(target),
                            name -> new DatabaseCreated(location));
        });
    }

    @Override
    public void dropDatabase(Dialect dialect, DatabaseTarget target) {
        run("dropDatabase", Workspace.of(dialect, target).build(), stages -> {
            DatabaseLocation location = stages.location();
            return stages.steps()
                    .run(
                            new DropDatabaseProposed(location),
                            () -> {
                                refuseWhereProtected(stages, dialect);
                                dialect.connector().dropDatabase(target);
                                return location;
                            },
                            DatabaseDropped::new);
        });
    }

    @Override
    public String databaseVersion(Dialect dialect, DatabaseTarget target) {
        return run(
                "databaseVersion",
                Workspace.of(dialect, target).build(),
                stages -> stages.steps().unwatched(() -> dialect.connector().serverVersion(stages.connection())));
    }

    @Override
    public ShadowCommands shadow() {
        return new DefaultShadowCommands(this, replayer);
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
        return Steps.ofRun(events, run, new Explained(workspace), steps -> {
            try (Stages stages = new Stages(steps, workspace, replayer, lockPatience)) {
                return command.run(stages);
            } catch (SQLException unclosed) {
                throw explain(workspace, unclosed);
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

    private static ChangeSet nextChanges(Stages stages, MigrationHistory history, SchemaSource desired) {
        stages.view().checkNames();
        LockFile.check(history, stages.dialect());
        Set<String> all = history.migrations().stream().map(Migration::id).collect(Collectors.toSet());
        Way way = stages.replay(history, all, new SchemaSources(stages).desired(desired));
        return stages.diff(Purpose.MIGRATION, way.replayed().atHead(), way.desired());
    }

    private static void refuseWhereProtected(Stages stages, Dialect dialect) throws SQLException {
        try {
            Protection.refuse(stages.connection(), dialect);
        } catch (GnomonException failure) {
            if (failure.code() != EngineErrorCode.DATABASE_DOES_NOT_EXIST) {
                throw failure;
            }
        } finally {
            // Nobody may be connected to a database that is dropped.
            stages.close();
        }
    }

    private static void execute(Stages stages, Workspace workspace, String script) {
        WatchedScript watched = stages.watchedScripts();
        watched.propose("the script", script);
        try {
            watched.run(stages.scriptSession(), "the script", script, ScriptProgress.UNHEARD);
        } catch (ScriptFailedException failure) {
            if (failure.getCause() instanceof SQLException cause) {
                GnomonException explained = explain(workspace, cause);
                if (explained.code() == EngineErrorCode.CONNECTION_CLOSED) {
                    throw explained;
                }
            }
            throw new GnomonException(
                    EngineErrorCode.DATABASE_FAILURE,
                    // The statement that failed need not be known: all of the script may be quoted.
                    SecretMask.maskSql(failure.failure().report(), script),
                    MigrationFailure.inScript(failure),
                    failure);
        }
    }

    private static GnomonException explain(Workspace workspace, SQLException failure) {
        return workspace
                .target()
                .map(target -> workspace.dialect().connector().explain(failure, target))
                .orElseGet(() -> new GnomonException(
                        EngineErrorCode.DATABASE_FAILURE, String.valueOf(failure.getMessage()), "", failure));
    }

    /** Explains failures by the database that they happened on: its user and its name are in the words. */
    private record Explained(Workspace workspace) implements Steps.Explanation {

        @Override
        public GnomonException of(SQLException failure) {
            return explain(workspace, failure);
        }

        @Override
        public GnomonException of(SQLException failure, Proposed step) {
            boolean inShadow = step instanceof ShadowProposed
                    || step instanceof ShadowIntrospectProposed
                    || step instanceof MigrationReplayProposed
                    || step instanceof ScriptReplayProposed
                    || step instanceof ReplayProposed;
            return workspace
                    .shadow()
                    .configured()
                    .filter(target -> inShadow)
                    .map(target -> workspace.dialect().connector().explain(failure, target))
                    .orElseGet(() -> explain(workspace, failure));
        }
    }

    /** What came of something that may fail. */
    private record Attempt<R>(Optional<R> result, Optional<GnomonException> failure) {

        static <R> Attempt<R> of(Supplier<R> supplier) {
            try {
                return new Attempt<>(Optional.of(supplier.get()), Optional.empty());
            } catch (GnomonException failure) {
                if (failure.code() == EngineErrorCode.STEP_VETOED) {
                    throw failure;
                }
                return new Attempt<>(Optional.empty(), Optional.of(failure));
            }
        }
    }
}
