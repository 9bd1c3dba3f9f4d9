package dev.gnomon.engine.core;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.core.SchemaSources.Found;
import dev.gnomon.engine.core.diff.ChangeSummary;
import dev.gnomon.engine.core.diff.UndecidedDefaults.Side;
import dev.gnomon.engine.core.script.MigrationScript;
import dev.gnomon.engine.core.wording.Wording;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.event.EngineEvent.Purpose;
import dev.gnomon.engine.migration.RenderedMigration;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import java.util.Optional;

/** {@code migrate diff}: two schemas, whatever they come from. */
final class SchemaComparison {

    private final Stages stages;
    private final Session session;
    private final SchemaSources sources;

    SchemaComparison(Stages stages) {
        this.stages = stages;
        this.session = stages.session();
        this.sources = new SchemaSources(stages);
    }

    SchemaDiff run(SchemaSource from, SchemaSource to) {
        stages.view().checkNames();
        BeforeAfter<DatabaseSchema> schemas = schemasOf(new BeforeAfter<>(from, to));
        ChangeSet changes = stages.diff(Purpose.COMPARISON, schemas.before(), schemas.after());
        RenderedMigration migration = stages.render(changes);
        String script = MigrationScript.assemble(migration, session.dialect().renderer());
        String summary = ChangeSummary.describe(changes);
        return new SchemaDiff(
                migration,
                summary.endsWith("\n") ? summary : summary + "\n",
                script.endsWith("\n") ? script : script + "\n");
    }

    /** A schema that is compared with a database gets the words of the server, which is there to be asked. */
    private BeforeAfter<DatabaseSchema> schemasOf(BeforeAfter<SchemaSource> sides) {
        for (Side side : Side.values()) {
            if (side.of(sides) instanceof SchemaSource.Known(DatabaseSchema written)) {
                Wording wording = new Wording(session.dialect(), written, side);
                Found other = sources.find(side.other(sides), Optional.of(wording));
                return side.with(wording.with(other.schema(), other.answer()), other.schema());
            }
        }
        return sides.map(source -> sources.find(source, Optional.empty()).schema());
    }
}
