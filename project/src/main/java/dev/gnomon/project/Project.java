package dev.gnomon.project;

import dev.gnomon.config.LoadedSchema;
import dev.gnomon.config.SchemaDatasource;
import dev.gnomon.config.Settings;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.core.workspace.ExternalObjects;
import dev.gnomon.engine.core.workspace.MigrationsDirectory;
import dev.gnomon.engine.core.workspace.SchemaFeatures;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.ShadowSettings;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.lowering.SchemaLowering;
import dev.gnomon.schema.model.Datasource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A project that is open: what its settings lead to, for every door. What a door says in place of the settings is in the
 * settings already, or is put into the workspace that this class begins. Everything is made when it is first asked for;
 * nothing connects before the engine does. Safe for use by many threads.
 */
public final class Project implements AutoCloseable {

    /** Enough for hundreds of states of a large schema. */
    private static final long MOST_CACHED_BYTES = 64L << 20;

    private final Settings settings;
    private final Composition composition;
    private Optional<Dialects> dialects = Optional.empty();
    private Optional<PrismaSchema> checkedSchema = Optional.empty();
    private Optional<ConfiguredListeners> listeners = Optional.empty();
    private Optional<Engine> engine = Optional.empty();

    private Project(Settings settings, Composition composition) {
        this.settings = settings;
        this.composition = composition;
    }

    /** Open the project that settings were read of. */
    public static Project open(Settings settings, Composition composition) {
        return new Project(settings, composition);
    }

    public Settings settings() {
        return settings;
    }

    public synchronized Dialects dialects() {
        if (dialects.isEmpty()) {
            dialects = Optional.of(composition
                    .dialects()
                    .orElse(() -> Dialects.load(settings.dialectFolders()))
                    .get());
        }
        return dialects.get();
    }

    /**
     * The engine, watched by the listeners of the dialect folders, of the settings and of the composition.
     *
     * @throws GnomonException if a listener that was asked for cannot do its work: then nothing is done unwatched
     */
    public synchronized Engine engine() {
        if (engine.isEmpty()) {
            ConfiguredListeners configured = ConfiguredListeners.open(settings.listeners(), composition.warnings());
            listeners = Optional.of(configured);
            Engine.Builder builder = Engine.builder()
                    .clock(composition.clock())
                    .listeners(dialects().listeners())
                    .listenerPatience(configured.patience());
            configured.listeners().forEach(builder::listener);
            composition.listeners().forEach(builder::listener);
            settings.lockTimeout().ifPresent(builder::lockPatience);
            settings.replay().cacheFolder().ifPresent(folder -> builder.replayCache(folder, MOST_CACHED_BYTES));
            engine = Optional.of(builder.build());
        }
        return engine.get();
    }

    /**
     * The datasource block of the schema.
     *
     * @throws GnomonException {@code GN-1003} if there is no schema, {@code P1012} if there is no such block in it
     */
    public SchemaDatasource datasource() {
        settings.requireSchema();
        return settings.datasource()
                .orElseThrow(
                        () -> new GnomonException(
                                EngineErrorCode.SCHEMA_INVALID,
                                "A datasource block is missing in the Prisma schema file.",
                                "Add `datasource db { provider = \"postgresql\" }` to it, with the provider of your database."));
    }

    /** The namespaces that the schema names; none without a schema. */
    public List<String> namespaces() {
        return settings.datasource().map(SchemaDatasource::namespaces).orElse(List.of());
    }

    /**
     * The dialect that the schema's datasource names; without a schema the one of the migrations directory's lock file,
     * else the one that understands the URL.
     *
     * @throws GnomonException {@code GN-1003} if nothing tells
     */
    public Dialect dialect() {
        if (settings.findSchema().isPresent()) {
            SchemaDatasource datasource = datasource();
            String provider = datasource
                    .provider()
                    .orElseThrow(() -> new GnomonException(
                            EngineErrorCode.SCHEMA_INVALID,
                            "Argument \"provider\" is missing in data source block \"" + datasource.name() + "\".",
                            "Add `provider = \"postgresql\"` to it, with the provider of your database."));
            return dialects().require(provider);
        }
        MigrationHistory history = migrations().read();
        if (history.lockFile().isPresent()) {
            return dialectOf(history);
        }
        Optional<DatabaseTarget> target = settings.target();
        if (target.isEmpty()) {
            settings.requireSchema();
        }
        return dialectOf(target.orElseThrow());
    }

    /** The dialect for a script: the one that the schema names, whatever else is wrong with it, else that of the URL. */
    public Dialect dialectFor(DatabaseTarget target) {
        return settings.datasource()
                .flatMap(SchemaDatasource::provider)
                .flatMap(dialects()::find)
                .orElseGet(() -> dialectOf(target));
    }

    /**
     * The dialect that understands a URL.
     *
     * @throws GnomonException {@code P1013} if none does
     */
    public Dialect dialectOf(DatabaseTarget target) {
        return Urls.dialectOf(dialects(), target).orElseThrow(() -> Urls.noDialect(dialects(), target));
    }

    /**
     * The dialect that the lock file of a history names.
     *
     * @throws GnomonException {@code GN-1001} if there is no lock file, {@code GN-5001} if no dialect has the name
     */
    public Dialect dialectOf(MigrationHistory history) {
        return Providers.ofHistory(dialects(), history);
    }

    /**
     * The schema.
     *
     * @throws GnomonException {@code P1012} with every error of the schema, {@code GN-1003} if there is none
     */
    public PrismaSchema requireValidSchema() {
        PrismaSchema schema = checkedSchema();
        if (schema.hasErrors()) {
            throw SchemaErrors.invalid(schema);
        }
        return schema;
    }

    /** The schema with what there is to say about it. */
    public synchronized PrismaSchema checkedSchema() {
        if (checkedSchema.isEmpty()) {
            LoadedSchema loaded = settings.requireSchema();
            checkedSchema = Optional.of(SchemaErrors.check(loaded.parsed(), dialects()));
        }
        return checkedSchema.get();
    }

    /** The structure that the database shall have, as the schema says it. */
    public SchemaSource desired(Workspace workspace) {
        return lowered(requireValidSchema(), workspace);
    }

    /** The structure that a schema asks for in any database of a kind. */
    public static SchemaSource.Known lowered(PrismaSchema schema, Dialect dialect) {
        return new SchemaSource.Known(SchemaLowering.lower(schema.dataModel(), dialect, Optional.empty()));
    }

    /** The structure that a schema asks for in a database. */
    public static SchemaSource.Known lowered(PrismaSchema schema, Workspace workspace) {
        Optional<String> namespace = workspace
                .target()
                .flatMap(
                        target -> workspace.dialect().connector().locate(target).schema());
        return new SchemaSource.Known(SchemaLowering.lower(schema.dataModel(), workspace.dialect(), namespace));
    }

    public MigrationsDirectory migrations() {
        return new MigrationsDirectory(settings.migrationsDirectory());
    }

    /**
     * What the engine works on.
     *
     * @param command for the message where there is no URL
     */
    public Workspace workspace(String command) {
        DatabaseTarget target = settings.requireTarget(command);
        Dialect dialect = dialect();
        List<PrismaSchema> schemas = settings.schema().isPresent() ? List.of(checkedSchema()) : List.of();
        return begin(dialect, shadowTarget(dialect))
                .target(target)
                .namespaces(namespaces())
                .features(features(schemas))
                .build();
    }

    /**
     * What a comparison of schemas works on: all that either side names is in view, and there are databases only where
     * something is replayed, so that no variable of a URL need be set where nothing is.
     */
    public Workspace comparison(Dialect dialect, List<PrismaSchema> sides, boolean replays) {
        Set<String> namespaces = new LinkedHashSet<>(namespaces());
        sides.forEach(side -> namespaces.addAll(namespaces(side)));
        Optional<DatabaseTarget> shadow = replays ? shadowTarget(dialect) : Optional.empty();
        Workspace.Builder builder = begin(dialect, shadow)
                .namespaces(namespaces.stream().sorted().toList())
                .features(features(sides));
        if (replays) {
            beside(dialect, shadow).ifPresent(builder::target);
        }
        return builder.build();
    }

    /** Whether it can be told where the database is. */
    boolean knowsTarget() {
        try {
            return settings.target().isPresent();
        } catch (GnomonException unknown) {
            return false;
        }
    }

    /** The database beside which a shadow database is made; nobody has to say where it is if none is made there. */
    private Optional<DatabaseTarget> beside(Dialect dialect, Optional<DatabaseTarget> shadow) {
        try {
            return settings.target().filter(target -> Urls.accepts(dialect, target));
        } catch (GnomonException unknown) {
            if (shadow.isPresent() || !ShadowSettings.areUsedBy(dialect)) {
                return Optional.empty();
            }
            throw unknown;
        }
    }

    /**
     * Begin a workspace with all that the settings say of every command; the database, the namespaces and the features
     * are for the caller to add. The only place where one begins.
     *
     * @param shadow a shadow database of the user's own; passed over where the dialect has no use for one
     */
    public Workspace.Builder begin(Dialect dialect, Optional<DatabaseTarget> shadow) {
        return Workspace.of(dialect)
                .shadow(new ShadowSettings(
                        ShadowSettings.areUsedBy(dialect) ? shadow : Optional.empty(),
                        settings.replay().resetAllowed(),
                        settings.replay().template(),
                        settings.replay().allowed()))
                .external(new ExternalObjects(settings.externalTables(), settings.externalEnums()))
                .initScript(settings.initShadowDatabase())
                .lockDisabled(settings.lockDisabled());
    }

    /** The shadow database that the settings name, where the dialect has a use for one; elsewhere it need not be known. */
    public Optional<DatabaseTarget> shadowTarget(Dialect dialect) {
        return ShadowSettings.areUsedBy(dialect) ? settings.shadowTarget() : Optional.empty();
    }

    /** The namespaces that a schema names. */
    public static List<String> namespaces(PrismaSchema schema) {
        return schema.dataModel().datasource().map(Datasource::namespaces).orElse(List.of());
    }

    /** What takes part in a diff because one of some schemas asks for it. */
    public static SchemaFeatures features(List<PrismaSchema> schemas) {
        List<String> preview = new ArrayList<>();
        schemas.forEach(schema -> preview.addAll(schema.dataModel().previewFeatures()));
        return new SchemaFeatures(preview.contains("postgresqlExtensions"), preview.contains("partialIndexes"));
    }

    /** Run a script as it is. A database that is a file is created if it is missing, as Prisma does. */
    public void execute(Dialect dialect, DatabaseTarget target, String script) {
        try {
            engine().dbExecute(dialect, target, script);
        } catch (GnomonException failure) {
            if (failure.code() != EngineErrorCode.DATABASE_DOES_NOT_EXIST || !isFile(dialect, target)) {
                throw failure;
            }
            engine().createDatabase(dialect, target);
            engine().dbExecute(dialect, target, script);
        }
    }

    private static boolean isFile(Dialect dialect, DatabaseTarget target) {
        return dialect.connector()
                .locate(target)
                .address()
                .filter(at -> at.startsWith("file:"))
                .isPresent();
    }

    /**
     * Give back what runs still hold on servers, and send what is left to be sent; runs that are under way fail. Safe to
     * call more than once, from any thread and from a shutdown hook.
     */
    @Override
    public void close() {
        Optional<Engine> open;
        Optional<ConfiguredListeners> watching;
        synchronized (this) {
            open = engine;
            engine = Optional.empty();
            watching = listeners;
            listeners = Optional.empty();
        }
        open.ifPresent(Engine::close);
        watching.ifPresent(ConfiguredListeners::close);
    }
}
