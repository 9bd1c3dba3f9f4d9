package dev.gnomon.cli.rpc;

import dev.gnomon.config.DatasourceUrls;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.core.workspace.ExternalObjects;
import dev.gnomon.engine.core.workspace.ShadowSettings;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.support.ReadableName;
import dev.gnomon.engine.support.TextFile;
import dev.gnomon.project.Project;
import dev.gnomon.project.SchemaErrors;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.syntax.ParsedSchema;
import dev.gnomon.schema.syntax.SchemaFile;
import dev.gnomon.schema.syntax.SchemaParser;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the client told about its project when it started the engine, and what its messages mean there. */
final class EngineProject {

    private final EngineOptions options;
    private final Project project;
    private final Path workingDirectory;
    private final Map<String, String> environment;
    private Optional<List<SchemaFile>> files = Optional.empty();
    private Optional<ParsedSchema> parsed = Optional.empty();
    private Optional<DatasourceUrls> urls = Optional.empty();
    private Optional<PrismaSchema> schema = Optional.empty();

    /**
     * @param project what is gnomon's alone in the project's settings: the client has read the rest
     */
    EngineProject(EngineOptions options, Project project, Path workingDirectory, Map<String, String> environment) {
        this.options = options;
        this.project = project;
        this.workingDirectory = workingDirectory;
        this.environment = environment;
    }

    /** The settings and the engine that all doors share. */
    Project project() {
        return project;
    }

    Dialects dialects() {
        return project.dialects();
    }

    Path workingDirectory() {
        return workingDirectory;
    }

    /** The schema files named at the start. */
    synchronized List<SchemaFile> files() {
        if (files.isEmpty()) {
            List<SchemaFile> read = new ArrayList<>();
            for (String path : options.datamodels()) {
                try {
                    read.add(new SchemaFile(path, TextFile.read(workingDirectory.resolve(path))));
                } catch (IOException e) {
                    throw new GnomonException(
                            EngineErrorCode.FILE_FAILURE, "Could not read the schema file " + path + ".", "", e);
                }
            }
            files = Optional.of(read);
        }
        return files.get();
    }

    /** The schema named at the start, as it is written; parsed once. */
    private synchronized ParsedSchema parsed() {
        if (parsed.isEmpty()) {
            parsed = Optional.of(SchemaParser.parse(files()));
        }
        return parsed.get();
    }

    /** What the schema named at the start says of its database, read once. */
    private synchronized DatasourceUrls urls() {
        if (urls.isEmpty()) {
            urls = Optional.of(DatasourceUrls.read(parsed(), environment));
        }
        return urls.get();
    }

    private DatasourceUrls urls(List<SchemaFile> ofSchema) {
        return ofSchema.equals(files()) ? urls() : DatasourceUrls.read(SchemaParser.parse(ofSchema), environment);
    }

    /** The database that requests without one of their own are about. */
    DatabaseTarget target() {
        return given().orElseGet(() -> target(urls(), workingDirectory));
    }

    /** The database that a schema's datasource block names; the command line's URL wins. */
    DatabaseTarget target(List<SchemaFile> ofSchema, Path folder) {
        return given().orElseGet(() -> target(urls(ofSchema), folder));
    }

    private Optional<DatabaseTarget> given() {
        return options.directUrl()
                .filter(direct -> options.url().isPresent())
                .or(options::url)
                .map(url -> new DatabaseTarget(url, workingDirectory));
    }

    /** Where the client names no database, neither by an option nor by a schema, the settings may. */
    private DatabaseTarget target(DatasourceUrls block, Path folder) {
        try {
            return new DatabaseTarget(block.requireUrl(), block.folder(folder));
        } catch (GnomonException missing) {
            if (missing.code() != EngineErrorCode.NO_URL) {
                throw missing;
            }
            return project.settings().target().orElseThrow(() -> missing);
        }
    }

    /** The shadow database of the user's own: of the request, else of the start, else of the settings. */
    private Optional<DatabaseTarget> shadow(JsonValue params, Dialect dialect) {
        if (!ShadowSettings.areUsedBy(dialect)) {
            return Optional.empty();
        }
        Optional<String> requested = params.text("shadowDatabaseUrl").filter(url -> !url.isEmpty());
        if (requested.isPresent()) {
            return requested.map(url -> new DatabaseTarget(url, workingDirectory));
        }
        Optional<DatabaseTarget> started = options.url().isPresent()
                ? options.shadowDatabaseUrl().map(url -> new DatabaseTarget(url, workingDirectory))
                : urls().shadowDatabaseUrl().map(url -> new DatabaseTarget(url, urls().folder(workingDirectory)));
        return started.isPresent() ? started : project.shadowTarget(dialect);
    }

    /** The dialect of a schema; without a provider the one that understands the URL. */
    Dialect dialect(List<SchemaFile> ofSchema, DatabaseTarget target) {
        return dialect(urls(ofSchema), target);
    }

    private Dialect dialect(DatasourceUrls block, DatabaseTarget target) {
        return block.provider().map(dialects()::require).orElseGet(() -> project.dialectOf(target));
    }

    /** The dialect of the schema named at the start. */
    Dialect dialect() {
        return dialect(urls(), target());
    }

    /** A schema that a message holds, checked. */
    PrismaSchema schema(List<SchemaFile> ofSchema) {
        PrismaSchema checked = unchecked(ofSchema);
        if (checked.hasErrors()) {
            throw SchemaErrors.refused(checked);
        }
        return checked;
    }

    /** A schema that a message holds, whatever it says. */
    PrismaSchema unchecked(List<SchemaFile> ofSchema) {
        return ofSchema.equals(files()) ? startSchema() : SchemaErrors.check(ofSchema, dialects());
    }

    /** The schema named at the start, whatever it says; read once. */
    private synchronized PrismaSchema startSchema() {
        if (schema.isEmpty()) {
            schema = Optional.of(SchemaErrors.check(parsed(), dialects()));
        }
        return schema.get();
    }

    /**
     * What the engine works on.
     *
     * @param desired the schema of the message, whose namespaces and features count; empty: those of the
     *     schema named at the start
     */
    Workspace workspace(JsonValue params, Optional<PrismaSchema> desired) {
        DatabaseTarget target = target();
        return workspace(params, dialect(urls(), target), desired)
                .target(target)
                .build();
    }

    /** The same without a database. What the client says stands before the settings, or is added to them. */
    Workspace.Builder workspace(JsonValue params, Dialect dialect, Optional<PrismaSchema> desired) {
        Optional<PrismaSchema> inView =
                desired.or(() -> files().isEmpty() ? Optional.empty() : Optional.of(startSchema()));
        Workspace.Builder builder =
                project.begin(dialect, shadow(params, dialect)).external(external(params));
        params.get("migrationsList")
                .flatMap(list -> list.text("shadowDbInitScript"))
                .filter(script -> !script.isBlank())
                .ifPresent(builder::initScript);
        inView.ifPresent(
                known -> builder.namespaces(Project.namespaces(known)).features(Project.features(List.of(known))));
        return builder;
    }

    private ExternalObjects external(JsonValue params) {
        JsonValue filters = params.get("filters").or(() -> params.get("filter")).orElseGet(JsonValue.Nothing::new);
        return new ExternalObjects(
                both(filters.texts("externalTables"), project.settings().externalTables()),
                both(filters.texts("externalEnums"), project.settings().externalEnums()));
    }

    private static List<String> both(List<String> requested, List<String> configured) {
        return Stream.concat(requested.stream(), configured.stream()).distinct().toList();
    }

    /** The files of a {@code SchemasContainer}. */
    List<SchemaFile> files(JsonValue container) {
        return container.items("files").stream()
                .map(file -> {
                    String path = file.requireText("path");
                    return new SchemaFile(path, SentText.of(file.requireText("content"), workingDirectory, path));
                })
                .toList();
    }

    /** A {@code MigrationList}: the migrations as the client read them, in its order. */
    MigrationHistory history(JsonValue list) {
        Path folder = folder(list.text("baseDir").orElse(""));
        Optional<String> lockFile = list.get("lockfile").flatMap(file -> file.text("content"));
        List<Migration> migrations = list.items("migrationDirectories").stream()
                .map(directory -> {
                    String path = directory.requireText("path");
                    ReadableName.requireText(name(path), "The name of the migration " + name(path));
                    return new Migration(
                            name(path),
                            script(directory).map(script -> SentText.of(script, folder, path + "/migration.sql")));
                })
                .toList();
        return new MigrationHistory(lockFile, migrations);
    }

    /** A path as the client means it; the working directory where it is none. */
    private Path folder(String path) {
        try {
            return workingDirectory.resolve(path);
        } catch (InvalidPathException elsewhere) {
            return workingDirectory;
        }
    }

    private static String name(String path) {
        int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
        return path.substring(slash + 1);
    }

    private static Optional<String> script(JsonValue directory) {
        return directory
                .get("migrationFile")
                .flatMap(file -> file.get("content"))
                .filter(content -> content.text("tag").filter("ok"::equals).isPresent())
                .flatMap(content -> content.text("value"));
    }
}
