package dev.gnomon.embedding;

import dev.gnomon.config.SchemaDatasource;
import dev.gnomon.config.Settings;
import dev.gnomon.config.SettingsOverrides;
import dev.gnomon.config.SettingsReader;
import dev.gnomon.engine.core.Dialects;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.ExternalObjects;
import dev.gnomon.engine.core.HistoryDiagnosis;
import dev.gnomon.engine.core.MigrateDevOutcome;
import dev.gnomon.engine.core.MigrateDevRequest;
import dev.gnomon.engine.core.MigrateDevRequest.Decisions;
import dev.gnomon.engine.core.MigrationsDirectory;
import dev.gnomon.engine.core.PushOutcome;
import dev.gnomon.engine.core.SchemaDiff;
import dev.gnomon.engine.core.SchemaFeatures;
import dev.gnomon.engine.core.SchemaSource;
import dev.gnomon.engine.core.ShadowSettings;
import dev.gnomon.engine.core.Workspace;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.ErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineListener;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.lowering.SchemaLowering;
import dev.gnomon.schema.pull.PullRequest;
import dev.gnomon.schema.pull.PulledSchema;
import dev.gnomon.schema.pull.SchemaPull;
import dev.gnomon.schema.syntax.DiagnosticPrinter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A project and its database, and what can be done with them: a method for each command.
 *
 * <p>A method returns an outcome in which findings (drift, possible loss of data) are values, or throws a
 * {@link GnomonException} that says what could not be done. Nothing is printed, nobody is asked, no process is ended.
 * Settings and schema are read when the project is opened, migrations at each call. Safe for use by many threads, and
 * any number may be open at once; they share nothing but the dialects.
 */
public final class Gnomon implements AutoCloseable {

    private static final String LOCK_VARIABLE = "PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK";

    private final Engine engine;
    private final Settings settings;
    private final PrismaSchema schema;
    private final Workspace workspace;

    private Gnomon(Engine engine, Settings settings, PrismaSchema schema, Workspace workspace) {
        this.engine = engine;
        this.settings = settings;
        this.schema = schema;
        this.workspace = workspace;
    }

    /** Start with the project in a folder, which need not be the process's own. */
    public static Builder in(Path folder) {
        return new Builder(folder);
    }

    /** Collects what differs from the project's own settings. */
    public static final class Builder {
        private final Path folder;
        private Map<String, String> environment = System.getenv();
        private Optional<String> schema = Optional.empty();
        private Optional<String> url = Optional.empty();
        private Optional<String> shadowUrl = Optional.empty();
        private Optional<Dialects> dialects = Optional.empty();
        private Optional<Duration> lockPatience = Optional.empty();
        private final List<EngineListener> listeners = new ArrayList<>();

        private Builder(Path folder) {
            this.folder = folder;
        }

        /** Take variables from here; from the process's environment if nobody says. */
        public Builder environment(Map<String, String> value) {
            environment = Map.copyOf(value);
            return this;
        }

        /** Read this schema: a file or a folder, relative to the project's folder. */
        public Builder schema(String value) {
            schema = Optional.of(value);
            return this;
        }

        /** Use this database in place of the configured one. */
        public Builder url(String value) {
            url = Optional.of(value);
            return this;
        }

        /** Replay migrations in this database, which gets emptied. */
        public Builder shadowDatabaseUrl(String value) {
            shadowUrl = Optional.of(value);
            return this;
        }

        /** Use these dialects, and the listeners that were found with them; those of the module path if nobody says. */
        public Builder dialects(Dialects value) {
            dialects = Optional.of(value);
            return this;
        }

        /** Let a listener watch every run, after those that there are. */
        public Builder listener(EngineListener value) {
            listeners.add(value);
            return this;
        }

        /** Wait so long for another run on the same database. */
        public Builder lockPatience(Duration value) {
            lockPatience = Optional.of(value);
            return this;
        }

        /**
         * Read the settings and the schema. Connects to nothing.
         *
         * @throws GnomonException {@code GN-1002} with every mistake of the settings, {@code P1012} with every error of
         *     the schema, {@code P4003} if there is no URL
         */
        public Gnomon open() {
            Settings settings = SettingsReader.read(
                    folder, environment, new SettingsOverrides(Optional.empty(), schema, url, shadowUrl));
            Dialects known = dialects.orElseGet(() -> Dialects.load(List.of()));
            PrismaSchema checked = check(settings, known);
            Dialect dialect = known.require(settings.datasource()
                    .flatMap(SchemaDatasource::provider)
                    .orElseThrow(() -> new GnomonException(
                            EngineErrorCode.SCHEMA_INVALID,
                            "A datasource block with a provider is missing in the Prisma schema file.",
                            "Add `datasource db { provider = \"postgresql\" }` to it, with the provider of your"
                                    + " database.")));
            Engine.Builder engine = Engine.builder().listeners(known.listeners());
            listeners.forEach(engine::listener);
            lockPatience.or(settings::lockTimeout).ifPresent(engine::lockPatience);
            return new Gnomon(engine.build(), settings, checked, workspace(settings, dialect, checked));
        }

        private static PrismaSchema check(Settings settings, Dialects dialects) {
            PrismaSchema schema = PrismaSchema.parse(
                    settings.requireSchema().parsed().document().files(),
                    provider -> dialects.find(provider).map(Dialect::schemaTraits));
            if (schema.hasErrors()) {
                throw new GnomonException(
                        EngineErrorCode.SCHEMA_INVALID,
                        new DiagnosticPrinter(schema.document().files(), false).print(schema.errors()),
                        "");
            }
            return schema;
        }

        private Workspace workspace(Settings settings, Dialect dialect, PrismaSchema schema) {
            Set<String> preview = schema.dataModel().previewFeatures();
            String lock = environment.getOrDefault(LOCK_VARIABLE, "");
            return Workspace.of(dialect, settings.requireTarget("embedding"))
                    .shadow(new ShadowSettings(
                            ShadowSettings.areUsedBy(dialect) ? settings.shadowTarget() : Optional.empty(),
                            Optional.empty(),
                            settings.shadowTemplate(),
                            settings.shadowAllowed()))
                    .namespaces(settings.datasource()
                            .map(SchemaDatasource::namespaces)
                            .orElse(List.of()))
                    .external(new ExternalObjects(settings.externalTables(), settings.externalEnums()))
                    .initScript(settings.initShadowDatabase())
                    .lockDisabled(!lock.isEmpty() && !lock.equals("0"))
                    .features(new SchemaFeatures(
                            preview.contains("postgresqlExtensions"), preview.contains("partialIndexes")))
                    .build();
        }
    }

    /** The engine itself, for what has no method here. */
    public Engine engine() {
        return engine;
    }

    /** The database and what of it is in view, as {@link #engine} takes it. */
    public Workspace workspace() {
        return workspace;
    }

    /** Where the migrations lie. */
    public MigrationsDirectory migrations() {
        return new MigrationsDirectory(settings.migrationsDirectory());
    }

    /** The structure that the database shall have. */
    public DatabaseSchema desired() {
        Optional<String> namespace = workspace
                .target()
                .flatMap(
                        target -> workspace.dialect().connector().locate(target).schema());
        return SchemaLowering.lower(schema.dataModel(), workspace.dialect(), namespace);
    }

    /**
     * {@code migrate dev}: apply what is pending, make the next migration, write and apply it.
     *
     * @param acceptDataLoss decides on the warnings, of which there is at least one
     */
    public MigrateDevOutcome dev(String name, Predicate<DataLossReport> acceptDataLoss) {
        return dev(name, acceptDataLoss, false);
    }

    /** {@code migrate dev --create-only}: write the next migration, and do not apply it. */
    public MigrateDevOutcome draft(String name) {
        return dev(name, report -> true, true);
    }

    private MigrateDevOutcome dev(String name, Predicate<DataLossReport> acceptDataLoss, boolean createOnly) {
        Decisions decisions = new Decisions() {
            @Override
            public boolean acceptDataLoss(DataLossReport report) {
                return acceptDataLoss.test(report);
            }

            @Override
            public String migrationName() {
                return name;
            }
        };
        return inDatabase(() -> engine.migrateDev(new MigrateDevRequest(
                workspace, migrations(), new SchemaSource.Known(desired()), createOnly, decisions)));
    }

    /**
     * {@code migrate deploy}: apply what the database does not have yet.
     *
     * @return the ids of the migrations that were applied
     */
    public List<String> deploy() {
        return inDatabase(() -> engine.applyMigrations(workspace, migrations().read()));
    }

    /** {@code migrate status}: compare the migrations directory with the database's history. */
    public HistoryDiagnosis status() {
        return engine.diagnoseMigrationHistory(workspace, migrations().read(), false);
    }

    /** The same, and replay the history in a shadow database to find drift. */
    public HistoryDiagnosis drift() {
        return engine.diagnoseMigrationHistory(workspace, migrations().read(), true);
    }

    /** {@code migrate resolve --applied}: record a migration as applied without running it. */
    public void resolveApplied(String migrationId) {
        engine.markMigrationApplied(workspace, migrations().read(), migrationId);
    }

    /** {@code migrate resolve --rolled-back}: record that a failed migration was taken back by hand. */
    public void resolveRolledBack(String migrationId) {
        engine.markMigrationRolledBack(workspace, migrationId);
    }

    /** {@code migrate resolve --renamed}: record that an applied migration's folder has this name now; give the old one. */
    public String resolveRenamed(String migrationId) {
        return engine.markMigrationRenamed(workspace, migrations().read(), migrationId);
    }

    /** {@code migrate reset} without seed: remove everything, and apply all migrations anew; give their ids. */
    public List<String> reset() {
        return inDatabase(() -> engine.resetAndApply(workspace, migrations().read()));
    }

    /** {@code db push}: give the database the schema without a migration. */
    public PushOutcome push(boolean acceptDataLoss) {
        return inDatabase(() -> engine.schemaPush(workspace, new SchemaSource.Known(desired()), acceptDataLoss));
    }

    /** {@code db pull}: the schema that the database has; writes nothing. */
    public PulledSchema pull() {
        return SchemaPull.pull(
                new PullRequest(introspect(), workspace.dialect(), schema.document(), schema.dataModel(), false));
    }

    /** {@code db execute}: run a script as it is. */
    public void execute(String script) {
        engine.dbExecute(workspace.dialect(), target(), script);
    }

    /** {@code migrate diff} between any two of {@link #fromMigrations}, {@link #fromDatabase}, {@link #fromSchema}. */
    public SchemaDiff diff(SchemaSource from, SchemaSource to) {
        return engine.diff(workspace, from, to);
    }

    /** What the migrations build. */
    public SchemaSource fromMigrations() {
        return new SchemaSource.Migrations(migrations().read());
    }

    /** What the database has. */
    public SchemaSource fromDatabase() {
        return new SchemaSource.Live(target());
    }

    /** What the schema says. */
    public SchemaSource fromSchema() {
        return new SchemaSource.Known(desired());
    }

    /** Read the structure of the database. */
    public DatabaseSchema introspect() {
        return engine.introspect(workspace);
    }

    /** Create the database unless it is there; say whether it was created. */
    public boolean createDatabase() {
        return engine.ensureDatabase(workspace.dialect(), target());
    }

    /** Run a command in the database, which is created if it is missing, and goes again if the command is vetoed. */
    private <R> R inDatabase(Supplier<R> command) {
        boolean created = createDatabase();
        try {
            return command.get();
        } catch (GnomonException failure) {
            if (created && failure.code().kind() == ErrorCode.Kind.VETO) {
                engine.takeBackDatabase(workspace.dialect(), target());
            }
            throw failure;
        }
    }

    private DatabaseTarget target() {
        return workspace.requireTarget();
    }

    /** Give back what runs still hold on servers; they fail. Safe to call more than once and from any thread. */
    @Override
    public void close() {
        engine.close();
    }
}
