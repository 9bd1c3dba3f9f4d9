package dev.gnomon.engine.core;

import static java.lang.System.Logger.Level.DEBUG;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.core.SchemaSource.Scripts.Script;
import dev.gnomon.engine.core.SchemaSources.Desired;
import dev.gnomon.engine.core.database.Protection;
import dev.gnomon.engine.core.database.SchemaView;
import dev.gnomon.engine.core.dataloss.CountedRows;
import dev.gnomon.engine.core.dataloss.DataLossPlan;
import dev.gnomon.engine.core.dataloss.RowCounts;
import dev.gnomon.engine.core.dataloss.RowsOfTables;
import dev.gnomon.engine.core.diff.ChangeSummary;
import dev.gnomon.engine.core.diff.IndexesBeyondSchema;
import dev.gnomon.engine.core.diff.SchemaDiffer;
import dev.gnomon.engine.core.event.Steps;
import dev.gnomon.engine.core.event.WatchedScript;
import dev.gnomon.engine.core.history.HistoryComparison;
import dev.gnomon.engine.core.history.HistoryStore;
import dev.gnomon.engine.core.history.LockFile;
import dev.gnomon.engine.core.history.ResetReasons;
import dev.gnomon.engine.core.script.MigrationScript;
import dev.gnomon.engine.core.session.ScriptSession;
import dev.gnomon.engine.core.shadow.Inquiry;
import dev.gnomon.engine.core.shadow.NamedScript;
import dev.gnomon.engine.core.shadow.Replayed;
import dev.gnomon.engine.core.shadow.Replayer;
import dev.gnomon.engine.core.shadow.ShadowSite;
import dev.gnomon.engine.dialect.Connector;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.MigrationLock.Held;
import dev.gnomon.engine.dialect.PoolerReport.Pooled;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.ChangeFound;
import dev.gnomon.engine.event.EngineEvent.ChangesRendered;
import dev.gnomon.engine.event.EngineEvent.DataLossEvaluated;
import dev.gnomon.engine.event.EngineEvent.DatabaseIntrospected;
import dev.gnomon.engine.event.EngineEvent.DiagnoseProposed;
import dev.gnomon.engine.event.EngineEvent.DiffProposed;
import dev.gnomon.engine.event.EngineEvent.EvaluateProposed;
import dev.gnomon.engine.event.EngineEvent.FindingMade;
import dev.gnomon.engine.event.EngineEvent.HistoryDiagnosed;
import dev.gnomon.engine.event.EngineEvent.IntrospectProposed;
import dev.gnomon.engine.event.EngineEvent.LeftoverDropped;
import dev.gnomon.engine.event.EngineEvent.Place;
import dev.gnomon.engine.event.EngineEvent.Purpose;
import dev.gnomon.engine.event.EngineEvent.RenderProposed;
import dev.gnomon.engine.event.EngineEvent.SchemasDiffed;
import dev.gnomon.engine.event.EngineEvent.Severity;
import dev.gnomon.engine.event.EngineEvent.StatementRendered;
import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.migration.DataLossReport.Finding;
import dev.gnomon.engine.migration.Drift;
import dev.gnomon.engine.migration.HistoryReport;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.migration.RenderedMigration;
import dev.gnomon.engine.migration.ReplayedHistory;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ObjectName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The stages that commands are made of, for one run on one workspace. Holds the run's session with the database, which
 * is opened when it is first needed.
 */
final class Stages implements AutoCloseable {

    /**
     * What the history table says.
     *
     * @param appliedIds the migrations that ran to their end and were not rolled back
     */
    record Diagnosed(HistoryReport report, Set<String> appliedIds, List<AppliedMigration> rows) {}

    /** How long one count of rows may take that listeners are told of. */
    private static final Duration ROWS_PATIENCE = Duration.ofSeconds(10);

    private static final Duration USUAL_LOCK_PATIENCE = Duration.ofSeconds(10);

    private final Steps steps;
    private final Workspace workspace;
    private final Replayer replayer;
    private final Optional<Duration> lockPatience;
    private final SchemaView view;
    private @Nullable Connection connection;
    private @Nullable SessionPlace place;
    private @Nullable ScriptSession scriptSession;
    private boolean directSession;

    Stages(Steps steps, Workspace workspace, Replayer replayer, Optional<Duration> lockPatience) {
        this.steps = steps;
        this.workspace = workspace;
        this.replayer = replayer;
        this.lockPatience = lockPatience;
        this.view = SchemaView.of(
                workspace.dialect(),
                workspace.external().tables(),
                workspace.external().enums(),
                workspace.features().extensions(),
                workspace.features().partialIndexes());
    }

    Steps steps() {
        return steps;
    }

    Workspace workspace() {
        return workspace;
    }

    Dialect dialect() {
        return workspace.dialect();
    }

    /** How long to wait for the migration lock. */
    Duration lockPatience() {
        return lockPatience.orElse(USUAL_LOCK_PATIENCE);
    }

    /** How long a statement waits for locks of others; empty: as long as the server likes. */
    Optional<Duration> statementPatience() {
        return lockPatience;
    }

    SchemaView view() {
        return view;
    }

    /** The run's session. */
    Connection connection() {
        Connection open = connection;
        if (open == null) {
            Connector connector = dialect().connector();
            DatabaseTarget target = workspace.requireTarget();
            open = lockPatience.isPresent() ? connector.connect(target, lockPatience.get()) : connector.connect(target);
            connection = open;
        }
        return open;
    }

    /** Where the session's names led before anything was done in it. */
    SessionPlace place() throws SQLException {
        SessionPlace known = place;
        if (known == null) {
            known = dialect().connector().place(connection());
            place = known;
        }
        return known;
    }

    /** The history table of the database that the run was begun for. */
    HistoryStore history() throws SQLException {
        return HistoryStore.of(connection(), dialect(), place());
    }

    /** The run's session as one that scripts run in; first asked for when the first of them is about to. */
    ScriptSession scriptSession() {
        ScriptSession known = scriptSession;
        if (known == null) {
            known = steps.unwatched(() -> {
                place();
                return ScriptSession.of(connection(), dialect());
            });
            scriptSession = known;
        }
        return known;
    }

    DatabaseLocation location() {
        return dialect().connector().locate(workspace.requireTarget());
    }

    /** Refuse a pooled session, whose locks and settings are not ours alone; asked once a run. */
    void requireDirectSession() throws SQLException {
        if (directSession || workspace.lockDisabled()) {
            return;
        }
        DatabaseTarget target = workspace.requireTarget();
        if (dialect().connector().detectPooler(connection(), target) instanceof Pooled(String evidence)) {
            throw new GnomonException(
                    EngineErrorCode.POOLED_CONNECTION,
                    "A connection pooler stands between gnomon and the server, so migrations cannot be locked: "
                            + evidence,
                    "Use the database's direct URL: set it as `directUrl`, or as the URL of the command.");
        }
        directSession = true;
    }

    /** Make the namespace that the URL chooses, which whoever is about to write needs. */
    void prepareToWrite() throws SQLException {
        dialect().connector().createDefaultNamespace(connection(), workspace.requireTarget());
    }

    /** The migrations that the database has. */
    Set<String> appliedIds() throws SQLException {
        Set<String> applied = new LinkedHashSet<>();
        historyRows().stream().filter(AppliedMigration::isApplied).forEach(row -> applied.add(row.migrationId()));
        return applied;
    }

    /** Whether there is nothing in the database, not even an empty history. */
    boolean isUntouched() throws SQLException {
        DatabaseSchema found = dialect().introspector().introspect(connection(), workspace.scope());
        return found.tables().isEmpty()
                && found.enums().isEmpty()
                && found.views().isEmpty()
                && history().read().isEmpty();
    }

    /** Compare the migrations directory with the history table. */
    Diagnosed diagnose(MigrationHistory history) {
        return steps.run(
                new DiagnoseProposed(location(), history.migrations()),
                () -> {
                    LockFile.check(history, dialect());
                    Optional<List<AppliedMigration>> rows = history().read();
                    Set<String> applied = new LinkedHashSet<>();
                    rows.orElse(List.of()).stream()
                            .filter(AppliedMigration::isApplied)
                            .forEach(row -> applied.add(row.migrationId()));
                    return new Diagnosed(
                            HistoryComparison.compare(history.migrations(), rows), applied, rows.orElse(List.of()));
                },
                diagnosed -> new HistoryDiagnosed(diagnosed.report()));
    }

    /** The same at the beginning of a run that goes on to change the database, which a pooler would endanger. */
    Diagnosed diagnoseForChange(MigrationHistory history) {
        Diagnosed diagnosed = diagnose(history);
        steps.unwatched(() -> {
            requireDirectSession();
            return diagnosed;
        });
        return diagnosed;
    }

    /** Find out what the history builds: up to where the database is, and as a whole. */
    ReplayedHistory replay(MigrationHistory history, Set<String> appliedIds) {
        dropAbandonedShadows();
        return replayer.replay(steps, shadowSite(), history.migrations(), appliedIds);
    }

    /**
     * What the history builds, and where it leads.
     *
     * @param desired the schema, with the server's words for its defaults where they were asked for
     */
    record Way(ReplayedHistory replayed, DatabaseSchema desired) {}

    /** The same on the way to a schema. */
    Way replay(MigrationHistory history, Set<String> appliedIds, Desired desired) {
        dropAbandonedShadows();
        Replayed replayed = replayer.replay(steps, shadowSite(), history.migrations(), appliedIds, desired.inquiry());
        return new Way(replayed.history(), desired.with(replayed.history().atHead(), replayed.answer()));
    }

    /** Put the server's words beside those of a schema that is compared with the database. */
    DatabaseSchema spelled(Desired desired, DatabaseSchema actual) {
        return steps.unwatched(() -> desired.in(connection(), actual));
    }

    /** Find out what some migrations build. */
    DatabaseSchema replay(List<Migration> migrations) {
        return replayer.replay(steps, shadowSite(), migrations);
    }

    /** The same with something else to find out there. */
    Replayed replay(List<Migration> migrations, Optional<Inquiry> inquiry) {
        Set<String> all = migrations.stream().map(Migration::id).collect(Collectors.toSet());
        return replayer.replay(steps, shadowSite(), migrations, all, inquiry);
    }

    /** Find out what scripts build that are no migrations. */
    Replayed load(List<Script> scripts, Optional<Inquiry> inquiry) {
        dropAbandonedShadows();
        return replayer.load(
                steps,
                shadowSite(),
                scripts.stream()
                        .map(script -> new NamedScript(script.name(), script.sql()))
                        .toList(),
                inquiry);
    }

    /** What a killed run left behind goes with the next; whatever is in the way of that is not in the way of this run. */
    private void dropAbandonedShadows() {
        Connection open = connection;
        if (open == null || workspace.shadow().configured().isPresent()) {
            return;
        }
        try {
            for (String name : dialect().shadowDatabases().abandoned(open)) {
                dialect().shadowDatabases().drop(open, name);
                steps.tell(new LeftoverDropped(name));
            }
        } catch (SQLException left) {
            System.getLogger(Stages.class.getName())
                    .log(DEBUG, () -> "Shadow databases of killed runs stay: " + left.getMessage());
        }
    }

    /** Find out what the database looks like before the first of some statements and after each. */
    List<DatabaseSchema> replayStatements(List<Migration> before, List<ScriptStatement> statements) {
        dropAbandonedShadows();
        return replayer.replayStatements(steps, shadowSite(), before, statements);
    }

    /** Read the structure of the database. */
    DatabaseSchema introspect() {
        return steps.run(
                new IntrospectProposed(location()),
                () -> dialect().introspector().introspect(connection(), workspace.scope()),
                DatabaseIntrospected::new);
    }

    /** Find the changes between two schemas, as far as they are in view. */
    ChangeSet diff(Purpose purpose, DatabaseSchema before, DatabaseSchema after) {
        BeforeAfter<DatabaseSchema> viewed = view.apply(new BeforeAfter<>(before, after));
        BeforeAfter<DatabaseSchema> schemas = purpose == Purpose.DRIFT
                ? IndexesBeyondSchema.withThoseOfTheDatabase(viewed, dialect().diffRules())
                : viewed;
        return steps.run(
                new DiffProposed(purpose, schemas),
                () -> {
                    ChangeSet found = SchemaDiffer.diff(schemas, dialect());
                    if (steps.isWatched(ChangeFound.class)) {
                        for (int index = 0; index < found.changes().size(); index++) {
                            steps.find(new ChangeFound(purpose, found.changes().get(index), index));
                        }
                    }
                    return found;
                },
                changeSet -> new SchemasDiffed(purpose, changeSet));
    }

    /**
     * Find out what leads from the database as it is now to a schema. Nobody is asked or told: this only looks back at
     * what was done, and what goes wrong with it makes nothing undone.
     *
     * @return nothing where it cannot be found out
     */
    ChangeSet left(Desired desired) {
        BeforeAfter<DatabaseSchema> schemas = new BeforeAfter<>(desired.schema(), desired.schema());
        try {
            DatabaseSchema actual = dialect().introspector().introspect(connection(), workspace.scope());
            schemas = view.apply(new BeforeAfter<>(actual, desired.in(connection(), actual)));
        } catch (SQLException | GnomonException unread) {
            System.getLogger(Stages.class.getName())
                    .log(DEBUG, () -> "The result of the migration was not looked at: " + unread.getMessage());
            return new ChangeSet(schemas, List.of());
        }
        return SchemaDiffer.diff(schemas, dialect());
    }

    /** The script of changes, of which nobody is told. */
    String written(ChangeSet changes) {
        return assemble(MigrationScript.render(changes, dialect().renderer()));
    }

    /** Find out how the database differs from what its applied migrations build; empty if it does not. */
    Optional<Drift> drift(DatabaseSchema atApplied, DatabaseSchema actual) {
        ChangeSet changes = diff(Purpose.DRIFT, atApplied, actual);
        return changes.isEmpty() ? Optional.empty() : Optional.of(new Drift(changes, ChangeSummary.describe(changes)));
    }

    /**
     * Say what {@code migrate dev} may do.
     *
     * @throws GnomonException {@code GN-2004} if another run was at work meanwhile, which looks like drift and is none
     */
    DevDiagnosis judge(Diagnosed diagnosed, Optional<Drift> drift) {
        HistoryReport report = diagnosed.report();
        List<String> reasons =
                ResetReasons.of(report, drift, dialect().historyTable().hintsAtGuideWhereMissing());
        if (reasons.isEmpty()) {
            return new DevDiagnosis.CreateMigration(report);
        }
        refuseChangedHistory(diagnosed.rows());
        return new DevDiagnosis.ResetNeeded(report, reasons, drift);
    }

    /** Whoever was in the middle of a migration is done when the lock is given; nobody is told to reset because of that. */
    private void refuseChangedHistory(List<AppliedMigration> before) {
        List<AppliedMigration> now = steps.unwatched(() -> {
            if (workspace.lockDisabled()) {
                return historyRows();
            }
            try (Held held = dialect().migrationLock().acquire(connection(), lockPatience())) {
                return historyRows();
            }
        });
        if (!now.equals(before)) {
            throw new GnomonException(
                    EngineErrorCode.CHANGED_MEANWHILE,
                    "Another run was applying migrations while this one looked at the database. Nothing was written.",
                    "Run the command again: it begins with what there is now.");
        }
    }

    private List<AppliedMigration> historyRows() throws SQLException {
        return history().read().orElse(List.of());
    }

    /** Turn the changes into statements. */
    RenderedMigration render(ChangeSet changeSet) {
        return steps.run(
                new RenderProposed(changeSet),
                () -> {
                    RenderedMigration rendered =
                            MigrationScript.render(changeSet, dialect().renderer());
                    if (steps.isWatched(StatementRendered.class)) {
                        for (RenderedMigration.Step step : rendered.steps()) {
                            step.statements().forEach(sql -> steps.find(new StatementRendered(step.change(), sql)));
                        }
                    }
                    return rendered;
                },
                ChangesRendered::new);
    }

    /** Find out what the changes would do to the rows that are there now. */
    DataLossReport evaluate(RenderedMigration migration) {
        return evaluate(migration, countedRows());
    }

    /** The same before migrations are applied that make some of the tables: what is not there yet has no rows. */
    DataLossReport evaluate(RenderedMigration migration, DatabaseSchema actual) {
        return evaluate(migration, new RowsOfTables(countedRows(), actual));
    }

    /** Look again after migrations were applied; it is told, and may be vetoed, only if they changed something. */
    DataLossReport reevaluate(RenderedMigration migration, DataLossReport expected) {
        RowCounts counts = countedRows();
        return DataLossPlan.of(migration.changeSet(), dialect())
                        .evaluate(counts)
                        .equals(expected)
                ? expected
                : evaluate(migration, counts);
    }

    /** Make sure that changes drop no rows of a protected database. */
    void refuseDroppedRows(ChangeSet changes) {
        steps.unwatched(() -> {
            Protection.refuseDroppedRows(connection(), dialect(), changes, countedRows());
            return changes;
        });
    }

    private RowCounts countedRows() {
        return new CountedRows(connection(), dialect().renderer(), CountedRows.DEFAULT_PATIENCE);
    }

    private DataLossReport evaluate(RenderedMigration migration, RowCounts counts) {
        return steps.run(
                new EvaluateProposed(migration),
                () -> {
                    DataLossReport report =
                            DataLossPlan.of(migration.changeSet(), dialect()).evaluate(counts);
                    if (steps.isWatched(FindingMade.class)) {
                        tellFindings(migration.changeSet(), Severity.WARNING, report.warnings(), counts);
                        tellFindings(migration.changeSet(), Severity.UNEXECUTABLE, report.unexecutable(), counts);
                    }
                    return report;
                },
                DataLossEvaluated::new);
    }

    private void tellFindings(ChangeSet changeSet, Severity severity, List<Finding> findings, RowCounts counts) {
        for (Finding finding : findings) {
            SchemaChange change = changeSet.changes().get(finding.stepIndex());
            steps.find(new FindingMade(severity, change, finding, rows(counts, change)));
        }
    }

    private static Optional<Long> rows(RowCounts counts, SchemaChange change) {
        Optional<ObjectName> table = switch (change) {
            case SchemaChange.DropTable dropped -> Optional.of(dropped.table().name());
            case SchemaChange.AlterTable altered ->
                Optional.of(altered.table().before().name());
            case SchemaChange.RedefineTables redefined
            when redefined.tables().size() == 1 ->
                Optional.of(redefined.tables().get(0).table().before().name());
            case SchemaChange.CreateIndex created -> Optional.of(created.table());
            default -> Optional.empty();
        };
        return table.flatMap(name -> boxed(counts.rows(name)));
    }

    private static Optional<Long> boxed(OptionalLong number) {
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }

    /** Scripts that run in the database, in the sight of listeners. */
    WatchedScript watchedScripts() {
        return new WatchedScript(
                steps,
                dialect(),
                Place.DATABASE,
                table -> boxed(new CountedRows(connection(), dialect().renderer(), ROWS_PATIENCE).rows(table)));
    }

    /** The same for scripts that run when the database has been emptied. */
    WatchedScript watchedScriptsAfterReset() {
        return new WatchedScript(steps, dialect(), Place.DATABASE, table -> Optional.of(0L));
    }

    /** Write the text of the next migration, with a comment on what it could destroy in front. */
    String assemble(RenderedMigration migration) {
        DataLossReport cautious =
                DataLossPlan.of(migration.changeSet(), dialect()).evaluate();
        return MigrationScript.assemble(migration, cautious, dialect().renderer());
    }

    ShadowSite shadowSite() {
        return new ShadowSite(
                dialect(),
                workspace.target(),
                workspace.shadow().configured(),
                workspace.shadow().resetAllowed(),
                workspace.shadow().template(),
                workspace.scope(),
                view,
                workspace.initScript(),
                workspace.shadow().allowed(),
                lockPatience(),
                this::connection);
    }

    @Override
    public void close() throws SQLException {
        Connection open = connection;
        if (open != null) {
            connection = null;
            open.close();
        }
    }
}
