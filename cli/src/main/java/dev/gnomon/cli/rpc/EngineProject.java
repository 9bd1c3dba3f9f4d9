package dev.gnomon.cli.rpc;

import dev.gnomon.cli.project.MigrationLocks;
import dev.gnomon.cli.project.SchemaErrors;
import dev.gnomon.cli.project.Urls;
import dev.gnomon.config.DatasourceUrls;
import dev.gnomon.config.ReachKinds;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.core.workspace.ExternalObjects;
import dev.gnomon.engine.core.workspace.SchemaFeatures;
import dev.gnomon.engine.core.workspace.ShadowSettings;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.ReachKind;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.support.ReadableName;
import dev.gnomon.engine.support.TextFile;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.lowering.SchemaLowering;
import dev.gnomon.schema.model.Datasource;
import dev.gnomon.schema.syntax.SchemaFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the client told about its project when it started the engine, and what its messages mean there. */
final class EngineProject {

    private final EngineOptions options;
    private final Dialects dialects;
    private final Path workingDirectory;
    private final Map<String, String> environment;
    private Optional<List<SchemaFile>> files = Optional.empty();

    EngineProject(EngineOptions options, Dialects dialects, Path workingDirectory, Map<String, String> environment) {
        this.options = options;
        this.dialects = dialects;
        this.workingDirectory = workingDirectory;
        this.environment = environment;
    }

    Dialects dialects() {
        return dialects;
    }

    Path workingDirectory() {
        return workingDirectory;
    }

    /** Where the first of the schema files named at the start lies. */
    Optional<Path> schemaLocation() {
        return options.datamodels().stream().findFirst().map(this::folder);
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

    private DatasourceUrls urls(List<SchemaFile> ofSchema) {
        return DatasourceUrls.read(ofSchema, environment);
    }

    /** The database that requests without one of their own are about. */
    DatabaseTarget target() {
        if (options.url().isPresent()) {
            return new DatabaseTarget(options.directUrl().or(options::url).orElseThrow(), workingDirectory);
        }
        return target(files(), workingDirectory);
    }

    /** The database that a schema's datasource block names; the command line's URL wins. */
    DatabaseTarget target(List<SchemaFile> ofSchema, Path folder) {
        if (options.url().isPresent()) {
            return new DatabaseTarget(options.directUrl().or(options::url).orElseThrow(), folder);
        }
        DatasourceUrls urls = urls(ofSchema);
        return new DatabaseTarget(urls.requireUrl(), urls.folder(folder));
    }

    private Optional<DatabaseTarget> configuredShadow() {
        if (options.url().isPresent()) {
            return options.shadowDatabaseUrl().map(url -> new DatabaseTarget(url, workingDirectory));
        }
        if (files().isEmpty()) {
            return Optional.empty();
        }
        DatasourceUrls urls = urls(files());
        return urls.shadowDatabaseUrl().map(url -> new DatabaseTarget(url, urls.folder(workingDirectory)));
    }

    /** The dialect of a schema; without a provider the one that understands the URL. */
    Dialect dialect(List<SchemaFile> ofSchema, DatabaseTarget target) {
        return urls(ofSchema)
                .provider()
                .map(dialects::require)
                .or(() -> Urls.dialectOf(dialects, target))
                .orElseThrow(() -> Urls.noDialect(dialects, target));
    }

    /** The dialect of the schema named at the start. */
    Dialect dialect() {
        return dialect(files(), target());
    }

    /** A schema that a message holds, checked. */
    PrismaSchema schema(List<SchemaFile> ofSchema) {
        PrismaSchema schema = SchemaErrors.check(ofSchema, dialects);
        if (schema.hasErrors()) {
            throw SchemaErrors.refused(schema);
        }
        return schema;
    }

    /** A schema that a message holds, whatever it says. */
    PrismaSchema unchecked(List<SchemaFile> ofSchema) {
        return SchemaErrors.check(ofSchema, dialects);
    }

    /**
     * What the engine works on.
     *
     * @param desired the schema of the message, whose namespaces and features count; empty: those of the
     *     schema named at the start
     */
    Workspace workspace(JsonValue params, Optional<PrismaSchema> desired) {
        DatabaseTarget target = target();
        Dialect dialect = dialect();
        return workspace(params, dialect, desired).target(target).build();
    }

    /** The same without a database. */
    Workspace.Builder workspace(JsonValue params, Dialect dialect, Optional<PrismaSchema> desired) {
        JsonValue filters = params.get("filters").or(() -> params.get("filter")).orElseGet(JsonValue.Nothing::new);
        Optional<PrismaSchema> schema = desired.or(
                () -> files().isEmpty() ? Optional.empty() : Optional.of(SchemaErrors.check(files(), dialects)));
        Workspace.Builder builder = Workspace.of(dialect)
                .shadow(new ShadowSettings(
                                ShadowSettings.areUsedBy(dialect) ? shadow(params) : Optional.empty(), Optional.empty())
                        .withAllowed(allowed()))
                .external(new ExternalObjects(filters.texts("externalTables"), filters.texts("externalEnums")))
                .lockDisabled(MigrationLocks.disabled(environment))
                .initScript(params.get("migrationsList")
                        .flatMap(list -> list.text("shadowDbInitScript"))
                        .orElse(""));
        schema.ifPresent(known -> builder.namespaces(namespaces(known)).features(features(known)));
        return builder;
    }

    private Set<ReachKind> allowed() {
        String words = environment.getOrDefault(ReachKinds.VARIABLE, "");
        return words.isBlank() ? Set.of() : ReachKinds.parse(words);
    }

    private Optional<DatabaseTarget> shadow(JsonValue params) {
        return params.text("shadowDatabaseUrl")
                .filter(url -> !url.isEmpty())
                .map(url -> new DatabaseTarget(url, workingDirectory))
                .or(this::configuredShadow);
    }

    static List<String> namespaces(PrismaSchema schema) {
        return schema.dataModel().datasource().map(Datasource::namespaces).orElse(List.of());
    }

    static SchemaFeatures features(PrismaSchema schema) {
        return new SchemaFeatures(
                schema.dataModel().previewFeatures().contains("postgresqlExtensions"),
                schema.dataModel().previewFeatures().contains("partialIndexes"));
    }

    /** The structure that a schema asks for. */
    DatabaseSchema lowered(PrismaSchema schema, Workspace workspace) {
        Optional<String> namespace = workspace
                .target()
                .flatMap(
                        target -> workspace.dialect().connector().locate(target).schema());
        return SchemaLowering.lower(schema.dataModel(), workspace.dialect(), namespace);
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
