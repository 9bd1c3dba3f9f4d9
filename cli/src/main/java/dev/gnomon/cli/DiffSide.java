package dev.gnomon.cli;

import dev.gnomon.cli.project.Providers;
import dev.gnomon.cli.project.Urls;
import dev.gnomon.config.Settings;
import dev.gnomon.config.SettingsOverrides;
import dev.gnomon.config.SettingsReader;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.core.workspace.ExternalObjects;
import dev.gnomon.engine.core.workspace.MigrationsDirectory;
import dev.gnomon.engine.core.workspace.SchemaFeatures;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.SchemaSource.Scripts.Script;
import dev.gnomon.engine.core.workspace.ShadowSettings;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.support.TextFile;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.lowering.SchemaLowering;
import dev.gnomon.schema.model.Datasource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One side of {@code migrate diff}.
 *
 * @param dialect the kind of database that the side itself names
 * @param schema  the schema, where the side is one
 * @param replays whether a shadow database is needed to know it
 * @param maker   makes what the engine compares, for the dialect of the whole diff
 */
record DiffSide(
        Optional<Dialect> dialect,
        Optional<PrismaSchema> schema,
        boolean replays,
        Function<Dialect, SchemaSource> maker) {

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

    SchemaSource source(Dialect ofDiff) {
        return maker.apply(ofDiff);
    }

    /** Read the one source that the arguments name for a side. */
    static DiffSide read(Invocation invocation, Project project, String side) {
        Arguments arguments = invocation.arguments();
        String source = SOURCES.stream()
                .filter(name -> arguments.has(side + "-" + name))
                .findFirst()
                .orElseThrow();
        String value = arguments.value(side + "-" + source).orElse("");
        Path folder = invocation.surroundings().workingDirectory();
        return switch (source) {
            case "empty" -> new DiffSide(Optional.empty(), Optional.empty(), false, ofDiff -> new SchemaSource.Empty());
            case "schema", "schema-datamodel" -> ofSchema(invocation, project.dialects(), value, side + "-" + source);
            case "schema-datasource" -> {
                Project other = new Project(settings(invocation, value), project.dialects(), true);
                yield live(other.dialect(), other.settings().requireTarget("migrate diff"));
            }
            case "config-datasource" -> {
                DatabaseTarget target = project.settings().requireTarget("migrate diff");
                yield live(
                        Urls.dialectOf(project.dialects(), target)
                                .orElseThrow(() -> Urls.noDialect(project.dialects(), target)),
                        target);
            }
            case "url" -> {
                DatabaseTarget target = new DatabaseTarget(value, folder);
                yield live(
                        Urls.dialectOf(project.dialects(), target)
                                .orElseThrow(() -> Urls.noDialect(project.dialects(), target)),
                        target);
            }
            case "migrations" -> ofMigrations(project.dialects(), folder.resolve(value), value);
            case "sql" -> {
                List<Script> scripts = scripts(folder.resolve(value), value);
                yield new DiffSide(
                        Optional.empty(), Optional.empty(), true, ofDiff -> new SchemaSource.Scripts(scripts));
            }
            default ->
                throw new GnomonException(
                        EngineErrorCode.USAGE,
                        "`--" + side + "-local-d1` was removed.",
                        "Use --" + side + "-url with the path of the local database file.");
        };
    }

    private static DiffSide live(Dialect dialect, DatabaseTarget target) {
        return new DiffSide(Optional.of(dialect), Optional.empty(), false, ofDiff -> new SchemaSource.Live(target));
    }

    private static Settings settings(Invocation invocation, String schema) {
        return SettingsReader.read(
                invocation.surroundings().workingDirectory(),
                invocation.surroundings().environment(),
                new SettingsOverrides(
                        invocation.arguments().value("config"),
                        Optional.of(schema),
                        Optional.empty(),
                        invocation.arguments().value("shadow-database-url")));
    }

    private static DiffSide ofSchema(Invocation invocation, Dialects dialects, String path, String option) {
        if (!Files.exists(invocation.surroundings().workingDirectory().resolve(path))) {
            throw new GnomonException(
                    EngineErrorCode.SCHEMA_NOT_FOUND,
                    "Could not load `--" + option + "` from provided path `" + path + "`: file or directory not found",
                    "");
        }
        Project other = new Project(settings(invocation, path), dialects, true);
        PrismaSchema schema = other.requireValidSchema();
        return new DiffSide(
                Optional.of(other.dialect()),
                Optional.of(schema),
                false,
                ofDiff -> new SchemaSource.Known(SchemaLowering.lower(schema.dataModel(), ofDiff, Optional.empty())));
    }

    private static DiffSide ofMigrations(Dialects dialects, Path folder, String shown) {
        if (!Files.isDirectory(folder)) {
            throw new GnomonException(
                    EngineErrorCode.USAGE,
                    "There is no migrations directory at " + shown + ".",
                    "Pass the folder that holds migration_lock.toml.");
        }
        MigrationHistory history = new MigrationsDirectory(folder).read();
        return new DiffSide(
                Optional.of(Providers.ofHistory(dialects, history)),
                Optional.empty(),
                true,
                ofDiff -> new SchemaSource.Migrations(history));
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

    /** The database beside which a shadow database is made; nobody has to say where it is if none is made there. */
    private static Optional<DatabaseTarget> main(Settings settings, Dialect dialect, Optional<DatabaseTarget> shadow) {
        try {
            return settings.target();
        } catch (GnomonException unknown) {
            if (shadow.isPresent() || !ShadowSettings.areUsedBy(dialect)) {
                return Optional.empty();
            }
            throw unknown;
        }
    }

    /** What the engine needs besides the two sides. */
    static Workspace workspace(Project project, Dialect dialect, Arguments arguments, DiffSide from, DiffSide to) {
        Settings settings = project.settings();
        // A diff that replays nothing needs no database, so no variable of a URL need be set.
        boolean replays = from.replays() || to.replays();
        Optional<DatabaseTarget> shadow = replays ? Project.shadowTarget(settings, dialect) : Optional.empty();
        Optional<DatabaseTarget> main = replays
                ? main(settings, dialect, shadow).filter(target -> Urls.accepts(dialect, target))
                : Optional.empty();
        TreeSet<String> namespaces = new TreeSet<>();
        settings.datasource().ifPresent(block -> namespaces.addAll(block.namespaces()));
        SchemaFeatures features = SchemaFeatures.NONE;
        for (PrismaSchema schema :
                Stream.of(from, to).flatMap(side -> side.schema().stream()).toList()) {
            SchemaFeatures own = Project.features(schema);
            features = new SchemaFeatures(
                    features.extensions() || own.extensions(), features.partialIndexes() || own.partialIndexes());
            schema.dataModel().datasource().map(Datasource::namespaces).ifPresent(namespaces::addAll);
        }
        Workspace.Builder builder = Workspace.of(dialect)
                .shadow(new ShadowSettings(
                        shadow,
                        arguments.value("allow-shadow-reset"),
                        settings.shadowTemplate(),
                        settings.shadowAllowed()))
                .namespaces(List.copyOf(namespaces))
                .external(new ExternalObjects(settings.externalTables(), settings.externalEnums()))
                .features(features)
                .initScript(settings.initShadowDatabase());
        main.ifPresent(builder::target);
        return builder.build();
    }
}
