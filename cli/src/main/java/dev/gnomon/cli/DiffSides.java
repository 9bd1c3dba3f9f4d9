package dev.gnomon.cli;

import dev.gnomon.engine.core.workspace.MigrationsDirectory;
import dev.gnomon.engine.core.workspace.SchemaSource.Scripts.Script;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.support.TextFile;
import dev.gnomon.project.ComparisonSide;
import dev.gnomon.project.Project;
import dev.gnomon.schema.PrismaSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads which sides the arguments of {@code migrate diff} name. */
final class DiffSides {

    private DiffSides() {}

    static final List<String> SOURCES = List.of(
            "empty",
            "schema",
            "schema-datamodel",
            "schema-datasource",
            "migrations",
            "config-datasource",
            "url",
            "sql",
            "local-d1");

    /** Read the one source that the arguments name for a side. */
    static ComparisonSide read(Invocation invocation, Project project, String side) {
        Arguments arguments = invocation.arguments();
        String source = SOURCES.stream()
                .filter(name -> arguments.has(side + "-" + name))
                .findFirst()
                .orElseThrow();
        String value = arguments.value(side + "-" + source).orElse("");
        Path folder = invocation.surroundings().workingDirectory();
        return switch (source) {
            case "empty" -> ComparisonSide.empty();
            case "schema", "schema-datamodel" -> ofSchema(invocation, value, side + "-" + source);
            case "schema-datasource" -> {
                Project other = Project.open(invocation.settingsOf(value), invocation.composition());
                yield ComparisonSide.live(other.dialect(), other.settings().requireTarget("migrate diff"));
            }
            case "config-datasource" -> {
                DatabaseTarget target = project.settings().requireTarget("migrate diff");
                yield ComparisonSide.live(project.dialectOf(target), target);
            }
            case "url" -> {
                DatabaseTarget target = new DatabaseTarget(value, folder);
                yield ComparisonSide.live(project.dialectOf(target), target);
            }
            case "migrations" -> ofMigrations(project, folder.resolve(value), value);
            case "sql" -> {
                List<Script> scripts = scripts(folder.resolve(value), value);
                yield ComparisonSide.scripts(scripts);
            }
            default ->
                throw new GnomonException(
                        EngineErrorCode.USAGE,
                        "`--" + side + "-local-d1` was removed.",
                        "Use --" + side + "-url with the path of the local database file.");
        };
    }

    private static ComparisonSide ofSchema(Invocation invocation, String path, String option) {
        if (!Files.exists(invocation.surroundings().workingDirectory().resolve(path))) {
            throw new GnomonException(
                    EngineErrorCode.SCHEMA_NOT_FOUND,
                    "Could not load `--" + option + "` from provided path `" + path + "`: file or directory not found",
                    "");
        }
        Project other = Project.open(invocation.settingsOf(path), invocation.composition());
        PrismaSchema schema = other.requireValidSchema();
        return ComparisonSide.schema(Optional.of(other.dialect()), schema);
    }

    private static ComparisonSide ofMigrations(Project project, Path folder, String shown) {
        if (!Files.isDirectory(folder)) {
            throw new GnomonException(
                    EngineErrorCode.USAGE,
                    "There is no migrations directory at " + shown + ".",
                    "Pass the folder that holds migration_lock.toml.");
        }
        MigrationHistory history = new MigrationsDirectory(folder).read();
        return ComparisonSide.migrations(project.dialectOf(history), history);
    }

    private static List<Script> scripts(Path path, String shown) {
        List<Script> scripts = new ArrayList<>();
        try (Stream<Path> files = Files.isDirectory(path)
                ? Files.walk(path)
                        .filter(file -> file.getFileName().toString().endsWith(".sql"))
                        .sorted()
                : Stream.of(path)) {
            for (Path file : files.toList()) {
                String name = path.equals(file) ? shown : shown + "/" + path.relativize(file);
                scripts.add(new Script(name, TextFile.read(file)));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new GnomonException(
                    EngineErrorCode.FILE_FAILURE,
                    "Could not read the SQL at " + shown + ".",
                    "Pass a file, or a folder with .sql files.",
                    e);
        }
        return scripts;
    }
}
