package dev.gnomon.engine.core;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.core.diff.ChangeSummary;
import dev.gnomon.engine.core.diff.UndecidedDefaults.Side;
import dev.gnomon.engine.core.history.LockFile;
import dev.gnomon.engine.core.script.MigrationScript;
import dev.gnomon.engine.core.shadow.Inquiry;
import dev.gnomon.engine.core.shadow.NamedScript;
import dev.gnomon.engine.core.shadow.Replayed;
import dev.gnomon.engine.core.shadow.Replayer;
import dev.gnomon.engine.core.wording.Wording;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.event.EngineEvent.DatabaseIntrospected;
import dev.gnomon.engine.event.EngineEvent.IntrospectProposed;
import dev.gnomon.engine.event.EngineEvent.Purpose;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.migration.RenderedMigration;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;

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
        BeforeAfter<DatabaseSchema> schemas = schemasOf(new BeforeAfter<>(from, to));
        ChangeSet changes = stages.diff(Purpose.COMPARISON, schemas.before(), schemas.after());
        RenderedMigration migration = stages.render(changes);
        String script = MigrationScript.assemble(migration, stages.dialect().renderer());
        String summary = ChangeSummary.describe(changes);
        return new SchemaDiff(
                migration,
                summary.endsWith("\n") ? summary : summary + "\n",
                script.endsWith("\n") ? script : script + "\n");
    }

    /** A schema that is compared with a database gets the words of the server, which is there to be asked. */
    private BeforeAfter<DatabaseSchema> schemasOf(BeforeAfter<SchemaSource> sources) {
        for (Side side : Side.values()) {
            if (side.of(sources) instanceof SchemaSource.Known(DatabaseSchema written)) {
                Wording wording = new Wording(stages.dialect(), written, side);
                Found other = find(side.other(sources), Optional.of(wording));
                return side.with(wording.with(other.schema(), other.answer()), other.schema());
            }
        }
        return sources.map(source -> find(source, Optional.empty()).schema());
    }

    /**
     * What a source holds.
     *
     * @param answer what the server said there
     */
    private record Found(DatabaseSchema schema, Optional<DatabaseSchema> answer) {

        static Found of(DatabaseSchema schema) {
            return new Found(schema, Optional.empty());
        }

        static Found of(Replayed replayed) {
            return new Found(replayed.history().atHead(), replayed.answer());
        }
    }

    private Found find(SchemaSource source, Optional<Inquiry> inquiry) {
        return switch (source) {
            case SchemaSource.Empty() -> Found.of(DatabaseSchema.EMPTY);
            case SchemaSource.Known(DatabaseSchema schema) -> Found.of(schema);
            case SchemaSource.Live(DatabaseTarget target) -> introspect(target, inquiry);
            case SchemaSource.Migrations(MigrationHistory history) -> {
                LockFile.check(history, stages.dialect());
                yield Found.of(stages.replay(history.migrations(), inquiry));
            }
            case SchemaSource.Scripts(List<SchemaSource.Scripts.Script> scripts) ->
                Found.of(replayer.load(
                        stages.steps(),
                        stages.shadowSite(),
                        scripts.stream()
                                .map(script -> new NamedScript(script.name(), script.sql()))
                                .toList(),
                        inquiry));
        };
    }

    private Found introspect(DatabaseTarget target, Optional<Inquiry> inquiry) {
        return stages.steps()
                .run(
                        new IntrospectProposed(stages.dialect().connector().locate(target)),
                        () -> {
                            try (Connection connection =
                                    stages.dialect().connector().connect(target)) {
                                DatabaseSchema schema = stages.dialect()
                                        .introspector()
                                        .introspect(
                                                connection, stages.workspace().scope());
                                boolean asks = inquiry.flatMap(asked -> asked.question(schema))
                                        .isPresent();
                                return new Found(
                                        schema,
                                        asks
                                                ? Optional.of(inquiry.get().answer(connection, schema))
                                                : Optional.empty());
                            }
                        },
                        found -> new DatabaseIntrospected(found.schema()));
    }
}
