package dev.gnomon.engine.core;

import dev.gnomon.engine.change.SchemaChange;
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

    SchemaPush(Stages stages) {
        this.stages = stages;
    }

    PushOutcome run(DatabaseSchema desired, boolean acceptDataLoss) {
        stages.view().checkNames();
        DatabaseSchema actual = stages.introspect();
        RenderedMigration migration = stages.render(stages.diff(Purpose.PUSH, actual, desired));
        DataLossReport report = stages.evaluate(migration);
        if (!report.unexecutable().isEmpty() || (!report.warnings().isEmpty() && !acceptDataLoss)) {
            return new PushOutcome(0, report, false);
        }
        int steps = stages.steps()
                .run(
                        new PushProposed(migration, report),
                        () -> Locked.run(stages, () -> execute(migration)),
                        SchemaPushed::new);
        return new PushOutcome(steps, report, true);
    }

    private int execute(RenderedMigration migration) {
        for (RenderedMigration.Step step : migration.steps()) {
            step.statements().forEach(sql -> execute(step.change(), sql));
        }
        return migration.steps().size();
    }

    private void execute(SchemaChange change, String sql) {
        stages.steps()
                .run(
                        new StatementProposed(change, sql),
                        () -> {
                            send(sql);
                            return sql;
                        },
                        sent -> new StatementExecuted(change, sent));
    }

    private void send(String sql) throws SQLException {
        try (Statement statement = stages.connection().createStatement()) {
            statement.execute(sql);
        }
    }
}
