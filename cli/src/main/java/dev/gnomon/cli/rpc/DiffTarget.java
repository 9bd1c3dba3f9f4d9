package dev.gnomon.cli.rpc;

import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.project.Project;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.syntax.SchemaFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One side of a {@code diff} request.
 *
 * @param dialect the kind of database that the side itself names
 * @param schema  the schema, where the side is one
 * @param maker   makes what the engine compares, for the dialect of the whole diff
 */
record DiffTarget(Optional<Dialect> dialect, Optional<PrismaSchema> schema, Function<Dialect, SchemaSource> maker) {

    SchemaSource source(Dialect ofDiff) {
        return maker.apply(ofDiff);
    }

    static DiffTarget read(EngineProject project, JsonValue target) {
        String tag = target.requireText("tag");
        return switch (tag) {
            case "empty" -> new DiffTarget(Optional.empty(), Optional.empty(), ofDiff -> new SchemaSource.Empty());
            case "schemaDatamodel" -> {
                PrismaSchema schema = project.schema(project.files(target));
                yield new DiffTarget(
                        schema.dataModel()
                                .datasource()
                                .map(datasource -> project.dialects().require(datasource.provider())),
                        Optional.of(schema),
                        ofDiff -> Project.lowered(schema, ofDiff));
            }
            case "schemaDatasource" -> {
                List<SchemaFile> files = project.files(target);
                Path folder = target.text("configDir")
                        .map(project.workingDirectory()::resolve)
                        .orElse(project.workingDirectory());
                DatabaseTarget database = project.target(files, folder);
                yield live(project.dialect(files, database), database);
            }
            case "url" -> {
                DatabaseTarget database = new DatabaseTarget(target.requireText("url"), project.workingDirectory());
                yield live(project.dialect(List.of(), database), database);
            }
            case "migrations" -> {
                MigrationHistory history = project.history(target);
                yield new DiffTarget(
                        Optional.of(project.project().dialectOf(history)),
                        Optional.empty(),
                        ofDiff -> new SchemaSource.Migrations(history));
            }
            default ->
                throw new ProtocolException(ProtocolException.INVALID_PARAMS, "unknown diff target `" + tag + "`");
        };
    }

    private static DiffTarget live(Dialect dialect, DatabaseTarget database) {
        return new DiffTarget(Optional.of(dialect), Optional.empty(), ofDiff -> new SchemaSource.Live(database));
    }
}
