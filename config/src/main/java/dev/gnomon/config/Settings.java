package dev.gnomon.config;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that a project sets. Prints without passwords.
 *
 * @param workingDirectory    what relative paths on the command line are relative to
 * @param configFile          the {@code prisma.config.ts}, if there is one
 * @param gnomonFile          the {@code gnomon.toml}, if there is one
 * @param environmentFiles    the {@code .env} files that were read
 * @param addedVariables      what these files add to the environment
 * @param schema              the schema; empty where none was found
 * @param checkedSchemaPaths  where a schema was looked for, relative to the working directory
 * @param datasource          the schema's datasource block
 * @param url                 of the database
 * @param directUrl           of the same database, past a pooler
 * @param migrationsDirectory where the migrations lie
 * @param seed                the command that fills the database
 * @param initShadowDatabase  SQL that runs in the shadow database before the migrations; empty for none
 * @param externalTables      tables that the user manages elsewhere
 * @param externalEnums       enums that the user manages elsewhere
 * @param replay              where and how migrations are replayed
 * @param lockTimeout         how long to wait for the migration lock
 * @param lockDisabled        whether the user switched the migration lock off
 * @param dialectFolders      where dialects are dropped into, whether these folders are there or not
 * @param listeners           which of the listeners that gnomon comes with take part
 * @param unknown             settings that only running the configuration file could tell, by their dotted names: whoever
 *                            asks for one gets the problem as {@code GN-1002}
 */
public record Settings(
        Path workingDirectory,
        Optional<Path> configFile,
        Optional<Path> gnomonFile,
        List<Path> environmentFiles,
        Map<String, String> addedVariables,
        Optional<LoadedSchema> schema,
        List<Path> checkedSchemaPaths,
        Optional<SchemaDatasource> datasource,
        Optional<DatabaseUrl> url,
        Optional<DatabaseUrl> directUrl,
        Path migrationsDirectory,
        Optional<String> seed,
        String initShadowDatabase,
        List<String> externalTables,
        List<String> externalEnums,
        ReplaySettings replay,
        Optional<Duration> lockTimeout,
        boolean lockDisabled,
        List<Path> dialectFolders,
        ListenerSettings listeners,
        Map<String, SettingsProblem> unknown) {

    public Settings {
        Objects.requireNonNull(workingDirectory, "workingDirectory");
        environmentFiles = List.copyOf(environmentFiles);
        checkedSchemaPaths = List.copyOf(checkedSchemaPaths);
        externalTables = List.copyOf(externalTables);
        externalEnums = List.copyOf(externalEnums);
        Objects.requireNonNull(migrationsDirectory, "migrationsDirectory");
        Objects.requireNonNull(initShadowDatabase, "initShadowDatabase");
        Objects.requireNonNull(replay, "replay");
        dialectFolders = List.copyOf(dialectFolders);
        Objects.requireNonNull(listeners, "listeners");
        unknown = Map.copyOf(unknown);
    }

    @Override
    public Path migrationsDirectory() {
        requireKnown(SettingsLayer.MIGRATIONS_PATH);
        return migrationsDirectory;
    }

    @Override
    public Optional<String> seed() {
        requireKnown(SettingsLayer.SEED);
        return seed;
    }

    @Override
    public String initShadowDatabase() {
        requireKnown(SettingsLayer.INIT_SHADOW);
        return initShadowDatabase;
    }

    @Override
    public ListenerSettings listeners() {
        SettingsLayer.OF_LISTENERS.forEach(this::requireKnown);
        return listeners;
    }

    @Override
    public List<String> externalTables() {
        requireKnown(SettingsLayer.EXTERNAL_TABLES);
        return externalTables;
    }

    @Override
    public List<String> externalEnums() {
        requireKnown(SettingsLayer.EXTERNAL_ENUMS);
        return externalEnums;
    }

    private void requireKnown(String setting) {
        if (unknown.containsKey(setting)) {
            throw unknown.get(setting).asFailure();
        }
    }

    /**
     * The project's schema, if there is one.
     *
     * @throws GnomonException {@code GN-1002} if only running a file could tell
     */
    public Optional<LoadedSchema> findSchema() {
        if (schema.isEmpty()) {
            requireKnown(SettingsLayer.SCHEMA);
        }
        return schema;
    }

    /**
     * The same for who cannot do without.
     *
     * @throws GnomonException {@code GN-1003} if none was found; {@code GN-1002} if only running a file could tell
     */
    public LoadedSchema requireSchema() {
        return findSchema().orElseThrow(() -> {
            StringBuilder problem = new StringBuilder("""
                    Could not find Prisma Schema that is required for this command.
                    You can either provide it with `--schema` argument,
                    set it in your Prisma Config file (e.g., `prisma.config.ts`),
                    set it as `prisma.schema` in your package.json,
                    or put it into the default location (`./prisma/schema.prisma`, or `./schema.prisma`.
                    Checked following paths:
                    """);
            checkedSchemaPaths.forEach(path -> problem.append('\n').append(path).append(": file not found"));
            problem.append("\n\nSee also https://pris.ly/d/prisma-schema-location");
            return new GnomonException(EngineErrorCode.SCHEMA_NOT_FOUND, problem.toString(), "");
        });
    }

    /**
     * The database that migrations and pushes go to: the direct URL where there is one.
     *
     * @param command as the user typed it, for the message
     * @throws GnomonException {@code P4003} if there is no URL, {@code GN-1002} or {@code P1012} if its
     *     variable is not set
     */
    public DatabaseTarget requireTarget(String command) {
        return target(directUrl.or(() -> url)).orElseThrow(() -> noUrl(command));
    }

    /** The database that commands reach that only read: the direct URL where there is one, else the URL. */
    public Optional<DatabaseTarget> target() {
        return target(directUrl.or(() -> url));
    }

    /** The shadow database of the user's own. */
    public Optional<DatabaseTarget> shadowTarget() {
        return target(replay.shadowDatabaseUrl());
    }

    private static Optional<DatabaseTarget> target(Optional<DatabaseUrl> setting) {
        return setting.map(value -> switch (value) {
            case DatabaseUrl.Known known -> {
                UnexpandedReference.refuse(known.target().url(), known.origin());
                yield known.target();
            }
            case DatabaseUrl.MissingVariable missing -> throw missing(missing);
            case DatabaseUrl.Unreadable unreadable -> throw unreadable.problem().asFailure();
        });
    }

    private static GnomonException missing(DatabaseUrl.MissingVariable missing) {
        String remedy = "Set the variable, or put it into a .env file. It is named in " + missing.origin() + ".";
        return missing.inSchema()
                ? new GnomonException(
                        EngineErrorCode.SCHEMA_INVALID,
                        "Environment variable not found: " + missing.variable() + ".",
                        remedy)
                : new GnomonException(
                        EngineErrorCode.SETTINGS_INVALID,
                        "Cannot resolve environment variable: " + missing.variable() + ".",
                        remedy);
    }

    private static GnomonException noUrl(String command) {
        return new GnomonException(
                EngineErrorCode.NO_URL,
                "The datasource.url property is required in your Prisma config file when using prisma " + command + ".",
                "Set `datasource.url` in prisma.config.ts, or `url` under [datasource] in gnomon.toml, or `url` in the"
                        + " datasource block of the schema, or pass --url.");
    }

    /** Says where the settings come from, and nothing that they hold. */
    @Override
    public String toString() {
        return "Settings[" + workingDirectory + ", configFile=" + configFile + ", gnomonFile=" + gnomonFile
                + ", schema=" + schema.map(LoadedSchema::location) + ", url=" + url.map(DatabaseUrl::origin)
                + ", migrationsDirectory=" + migrationsDirectory + "]";
    }
}
