package dev.gnomon.engine.core;

import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.core.SchemaSources.Desired;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.event.EngineEvent.Purpose;
import dev.gnomon.engine.event.EngineEvent.PushProposed;
import dev.gnomon.engine.event.EngineEvent.SchemaPushed;
import dev.gnomon.engine.event.EngineEvent.StatementExecuted;
import dev.gnomon.engine.event.EngineEvent.StatementProposed;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.migration.RenderedMigration;
import dev.gnomon.engine.model.DatabaseSchema;
import java.sql.SQLException;
import java.sql.Statement;

/** {@code db push}: from the live database to the desired schema, statement by statement. */
final class SchemaPush {

    private final Stages stages;
    private final Session session;

    SchemaPush(Stages stages) {
        this.stages = stages;
        this.session = stages.session();
    }

    PushOutcome run(SchemaSource source, boolean acceptDataLoss) {
        stages.view().checkNames();
        Desired desired = new SchemaSources(stages).desired(source);
        DatabaseSchema actual = stages.introspect();
        RenderedMigration migration = stages.render(stages.diff(Purpose.PUSH, actual, stages.spelled(desired, actual)));
        DataLossReport report = stages.evaluate(migration);
        if (!report.unexecutable().isEmpty() || (!report.warnings().isEmpty() && !acceptDataLoss)) {
            return new PushOutcome(0, report, false);
        }
        stages.refuseDroppedRows(migration.changeSet());
        int steps = session.steps()
                .run(
                        new PushProposed(migration, report),
                        () -> session.locked(() -> execute(migration)),
                        SchemaPushed::new);
        return new PushOutcome(steps, report, true);
    }

    /** A statement that was sent stays, so all are asked for before the first one is. */
    private int execute(RenderedMigration migration) throws SQLException {
        if (session.steps().isWatched(StatementProposed.class)) {
            forEach(migration, (change, sql) -> session.steps().propose(new StatementProposed(change, sql)));
        }
        session.prepareToWrite();
        forEach(migration, (change, sql) -> {
            send(sql);
            session.steps().tell(new StatementExecuted(change, sql));
        });
        return migration.steps().size();
    }

    /** What is done with a statement. */
    @FunctionalInterface
    private interface Use {
        void with(SchemaChange change, String sql) throws SQLException;
    }

    private static void forEach(RenderedMigration migration, Use use) throws SQLException {
        for (RenderedMigration.Step step : migration.steps()) {
            for (String sql : step.statements()) {
                use.with(step.change(), sql);
            }
        }
    }

    private void send(String sql) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            // Drivers would take braces in names for their own escapes.
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
