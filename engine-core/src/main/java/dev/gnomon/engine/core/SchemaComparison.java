package dev.gnomon.engine.core;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.core.diff.ChangeSummary;
import dev.gnomon.engine.core.history.LockFile;
import dev.gnomon.engine.core.script.MigrationScript;
import dev.gnomon.engine.core.shadow.NamedScript;
import dev.gnomon.engine.core.shadow.Replayer;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.event.EngineEvent.DatabaseIntrospected;
import dev.gnomon.engine.event.EngineEvent.IntrospectProposed;
import dev.gnomon.engine.event.EngineEvent.Purpose;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.migration.RenderedMigration;
import dev.gnomon.engine.model.DatabaseSchema;
import java.sql.Connection;
import java.util.List;

/** {@code migrate diff}: two schemas, whatever they come from. */
final class SchemaComparison {

    private final Stages stages;
    private final Replayer replayer;

    SchemaComparison(Stages stages, Replayer replayer) {
        this.stages = stages;
        this.replayer = replayer;
    }

    SchemaDiff run(SchemaSource from, SchemaSource to) {
        stages.view().checkNames();
        ChangeSet changes = stages.diff(Purpose.COMPARISON, schemaOf(from), schemaOf(to));
        RenderedMigration migration = stages.render(changes);
        String script = MigrationScript.assemble(migration, stages.dialect().renderer());
        String summary = ChangeSummary.describe(changes);
        return new SchemaDiff(
                migration,
                summary.endsWith("\n") ? summary : summary + "\n",
                script.endsWith("\n") ? script : script + "\n");
    }

    private DatabaseSchema schemaOf(SchemaSource source) {
        return switch (source) {
            case SchemaSource.Empty() -> DatabaseSchema.EMPTY;
            case SchemaSource.Known(DatabaseSchema schema) -> schema;
            case SchemaSource.Live(DatabaseTarget target) -> introspect(target);
            case SchemaSource.Migrations(MigrationHistory history) -> {
                LockFile.check(history, stages.dialect());
                yield stages.replay(history.migrations());
            }
            case SchemaSource.Scripts(List<SchemaSource.Scripts.Script> scripts) ->
                replayer.load(
                        stages.steps(),
                        stages.shadowSite(),
                        scripts.stream()
                                .map(script -> new NamedScript(script.name(), script.sql()))
                                .toList());
        };
    }

    private DatabaseSchema introspect(DatabaseTarget target) {
        return stages.steps()
                .run(
                        new IntrospectProposed(stages.dialect().connector().locate(target)),
                        () -> {
                            try (Connection connection =
                                    stages.dialect().connector().connect(target)) {
                                return stages.dialect()
                                        .introspector()
                                        .introspect(
                                                connection, stages.workspace().scope());
                            }
                        },
                        DatabaseIntrospected::new);
    }
}
