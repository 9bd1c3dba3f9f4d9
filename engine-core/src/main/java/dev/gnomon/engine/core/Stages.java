package dev.gnomon.engine.core;

import static java.lang.System.Logger.Level.DEBUG;

import dev.gnomon.engine.change.ChangeSet;
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
import dev.gnomon.engine.core.history.HistorySplit;
import dev.gnomon.engine.core.history.LockFile;
import dev.gnomon.engine.core.script.MigrationScript;
import dev.gnomon.engine.core.shadow.Replayer;
import dev.gnomon.engine.dialect.Dialect;
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
import dev.gnomon.engine.event.EngineEvent.Place;
import dev.gnomon.engine.event.EngineEvent.Purpose;
import dev.gnomon.engine.event.EngineEvent.RenderProposed;
import dev.gnomon.engine.event.EngineEvent.SchemasDiffed;
import dev.gnomon.engine.event.EngineEvent.StatementRendered;
import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.migration.DataLossReport.Finding;
import dev.gnomon.engine.migration.Drift;
import dev.gnomon.engine.migration.HistoryReport;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.migration.RenderedMigration;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The stages that commands are made of, for one run: each is asked for, done, and told. */
final class Stages {

    /**
     * What the history table says.
     *
     * @param rows none where there is no table
     */
    record Diagnosed(HistoryReport report, HistorySplit split, List<AppliedMigration> rows) {}

    /** How long one count of rows may take that listeners are told of. */
    private static final Duration ROWS_PATIENCE = Duration.ofSeconds(10);

    private final Session session;
    private final Steps steps;
    private final SchemaView view;
    private final Replays replays;

    Stages(Session session, Replayer replayer) {
        this.session = session;
        this.steps = session.steps();
        this.view = SchemaView.of(session.workspace());
        this.replays = new Replays(session, view, replayer);
    }

    Session session() {
        return session;
    }

    Steps steps() {
        return steps;
    }

    SchemaView view() {
        return view;
    }

    /** Those that take place in a shadow database. */
    Replays replays() {
        return replays;
    }

    private Dialect dialect() {
        return session.dialect();
    }

    private Connection connection() {
        return session.connection();
    }

    /** Compare the migrations directory with the history table. */
    Diagnosed diagnose(MigrationHistory history) {
        return steps.run(
                new DiagnoseProposed(session.location(), history.migrations()),
                () -> {
                    LockFile.check(history, dialect());
                    Optional<List<AppliedMigration>> found = session.history().read();
                    List<AppliedMigration> rows = found.orElse(List.of());
                    return new Diagnosed(
                            HistoryComparison.compare(history.migrations(), found),
                            HistorySplit.of(history.migrations(), rows),
                            rows);
                },
                diagnosed -> new HistoryDiagnosed(diagnosed.report()));
    }

    /** The same at the beginning of a run that goes on to change the database, which a pooler would endanger. */
    Diagnosed diagnoseForChange(MigrationHistory history) {
        Diagnosed diagnosed = diagnose(history);
        steps.explained(session::requireDirect);
        return diagnosed;
    }

    /** Put the server's words beside those of a schema that is compared with the database. */
    DatabaseSchema spelled(Desired desired, DatabaseSchema actual) {
        return steps.explained(() -> desired.in(connection(), actual));
    }

    /** Read the structure of the database. */
    DatabaseSchema introspect() {
        return steps.run(new IntrospectProposed(session.location()), session::schema, DatabaseIntrospected::new);
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
            DatabaseSchema actual = session.schema();
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
        steps.explained(() -> Protection.refuseDroppedRows(connection(), dialect(), changes, countedRows()));
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
                        tellFindings(migration.changeSet(), report.warnings(), counts);
                        tellFindings(migration.changeSet(), report.unexecutable(), counts);
                    }
                    return report;
                },
                DataLossEvaluated::new);
    }

    private void tellFindings(ChangeSet changeSet, List<Finding> findings, RowCounts counts) {
        for (Finding finding : findings) {
            OptionalLong rows = finding.table().map(counts::rows).orElse(OptionalLong.empty());
            steps.find(new FindingMade(changeSet.changes().get(finding.stepIndex()), finding, rows));
        }
    }

    /** Scripts that run in the database, in the sight of listeners. */
    WatchedScript watchedScripts() {
        return new WatchedScript(
                steps,
                dialect(),
                Place.DATABASE,
                table -> new CountedRows(connection(), dialect().renderer(), ROWS_PATIENCE).rows(table));
    }

    /** The same for scripts that run when the database has been emptied. */
    WatchedScript watchedScriptsAfterReset() {
        return new WatchedScript(steps, dialect(), Place.DATABASE, table -> OptionalLong.of(0));
    }

    /** Write the text of the next migration, with a comment on what it could destroy in front. */
    String assemble(RenderedMigration migration) {
        DataLossReport cautious =
                DataLossPlan.of(migration.changeSet(), dialect()).evaluate();
        return MigrationScript.assemble(migration, cautious, dialect().renderer());
    }
}
