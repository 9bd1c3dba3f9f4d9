package dev.gnomon.cli.rpc;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.project.ComparisonSide;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.syntax.SchemaFile;
import java.nio.file.Path;
import java.util.List;

/** Reads the sides of a {@code diff} request. */
final class DiffTargets {

    private DiffTargets() {}

    static ComparisonSide read(EngineProject project, JsonValue target) {
        String tag = target.requireText("tag");
        return switch (tag) {
            case "empty" -> ComparisonSide.empty();
            case "schemaDatamodel" -> {
                PrismaSchema schema = project.schema(project.files(target));
                yield ComparisonSide.schema(
                        schema.dataModel()
                                .datasource()
                                .map(datasource -> project.dialects().require(datasource.provider())),
                        schema);
            }
            case "schemaDatasource" -> {
                List<SchemaFile> files = project.files(target);
                Path folder = target.text("configDir")
                        .map(project.workingDirectory()::resolve)
                        .orElse(project.workingDirectory());
                DatabaseTarget database = project.target(files, folder);
                yield ComparisonSide.live(project.dialect(files, database), database);
            }
            case "url" -> {
                DatabaseTarget database = new DatabaseTarget(target.requireText("url"), project.workingDirectory());
                yield ComparisonSide.live(project.dialect(List.of(), database), database);
            }
            case "migrations" -> {
                MigrationHistory history = project.history(target);
                yield ComparisonSide.migrations(project.project().dialectOf(history), history);
            }
            default ->
                throw new ProtocolException(ProtocolException.INVALID_PARAMS, "unknown diff target `" + tag + "`");
        };
    }
}
