package dev.gnomon.project;

import dev.gnomon.config.Settings;
import dev.gnomon.config.SettingsOverrides;
import dev.gnomon.config.SettingsReader;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.HistoryDiagnosis;
import dev.gnomon.engine.core.MigrateDevOutcome;
import dev.gnomon.engine.core.MigrateDevRequest;
import dev.gnomon.engine.core.MigrateDevRequest.Decisions;
import dev.gnomon.engine.core.PushOutcome;
import dev.gnomon.engine.core.SchemaDiff;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.core.workspace.MigrationsDirectory;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.ErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineListener;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.pull.PullRequest;
import dev.gnomon.schema.pull.PulledSchema;
import dev.gnomon.schema.pull.SchemaPull;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

    private final Project project;
    private final Optional<SchemaSource> given;
    private Optional<Workspace> workspace = Optional.empty();

    private Gnomon(Project project, Optional<SchemaSource> given) {
        this.project = project;
        this.given = given;
    }

    /** Start with the project in a folder, which need not be the process's own. */
    public static Builder in(Path folder) {
        return new Builder(folder);
    }

    /**
     * Open a project whose settings were read, with whoever takes part. {@link #in} does the same step by step.
     *
     * @throws GnomonException as {@link Builder#open} does
     */
    public static Gnomon open(Settings settings, Composition composition) {
        return open(settings, composition, Optional.empty());
    }

    private static Gnomon open(Settings settings, Composition composition, Optional<SchemaSource> given) {
        Project project = Project.open(settings, composition);
        project.dialect();
        project.engine();
        return new Gnomon(project, given);
    }

    /** Collects what differs from the project's own settings. */
    public static final class Builder {
        private final Path folder;
        private final SettingsOverrides.Builder overrides = SettingsOverrides.builder();
        private final Composition.Builder composition = Composition.builder();
        private Map<String, String> environment = System.getenv();
        private Optional<SchemaSource> given = Optional.empty();

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
            overrides.schema(Optional.of(value));
            return this;
        }

        /** Use this database in place of the configured one. */
        public Builder url(String value) {
            overrides.url(Optional.of(value));
            return this;
        }

        /** Replay migrations in this database, which gets emptied. */
        public Builder shadowDatabaseUrl(String value) {
            overrides.shadowDatabaseUrl(Optional.of(value));
            return this;
        }

        /**
         * Use these dialects, and the listeners that were found with them; those of the module path and of the folders for
         * dialects if nobody says.
         */
        public Builder dialects(Dialects value) {
            composition.dialects(value);
            return this;
        }

        /** Let a listener watch every run, after those of the project's settings. */
        public Builder listener(EngineListener value) {
            composition.listener(value);
            return this;
        }

        /** Wait so long for another run on the same database. */
        public Builder lockPatience(Duration value) {
            overrides.lockTimeout(Optional.of(value));
            return this;
        }

        /** Take the time for names and history rows from this clock; from the system's if nobody says. */
        public Builder clock(Clock value) {
            composition.clock(value);
            return this;
        }

        /** Hand what the project's listeners have to say that is no failure to somebody; to the platform's log if not. */
        public Builder warnings(Consumer<String> value) {
            composition.warnings(value);
            return this;
        }

        /** Lead the database to this structure, whatever the project's schema says: there need be none. */
        public Builder desired(SchemaSource value) {
            given = Optional.of(value);
            return this;
        }

        /**
         * Read the settings. Connects to nothing. A schema need not be there for what needs none: the lock file of the
         * migrations or the URL tells the dialect then; nor need a URL, for comparisons. The listeners of the settings take
         * part.
         *
         * @throws GnomonException {@code GN-1002} with every mistake of the settings, {@code GN-1003} if nothing tells the
         *     dialect, and what a listener of the settings says that cannot do its work
         */
        public Gnomon open() {
            Settings settings = SettingsReader.read(folder, environment, overrides.build());
            return Gnomon.open(settings, composition.build(), given);
        }
    }

    /** The engine itself, for what has no method here. */
    public Engine engine() {
        return project.engine();
    }

    /**
     * The database and what of it is in view, as {@link #engine} takes it.
     *
     * @throws GnomonException {@code P4003} if there is no URL
     */
    public synchronized Workspace workspace() {
        if (workspace.isEmpty()) {
            workspace = Optional.of(project.workspace("gnomon"));
        }
        return workspace.get();
    }

    /** The same for what needs no database unless something is replayed. */
    private Workspace workspaceForComparison(boolean replays) {
        return project.knowsTarget()
                ? workspace()
                : project.comparison(
                        project.dialect(),
                        project.settings().schema().isPresent() ? List.of(project.checkedSchema()) : List.of(),
                        replays);
    }

    /** Where the migrations lie. */
    public MigrationsDirectory migrations() {
        return project.migrations();
    }

    /**
     * The structure that the database shall have: as the program said, else as the schema says.
     *
     * @throws GnomonException {@code P1012} with every error of the schema, {@code GN-1003} if there is none
     */
    public SchemaSource desired() {
        return given.orElseGet(() -> Project.lowered(schema(), workspaceForComparison(false)));
    }

    private PrismaSchema schema() {
        PrismaSchema schema = project.checkedSchema();
        if (schema.hasErrors()) {
            throw SchemaErrors.refused(schema);
        }
        return schema;
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
        MigrateDevRequest request = new MigrateDevRequest(workspace(), migrations(), desired(), createOnly, decisions);
        return inDatabase(() -> engine().migrateDev(request));
    }

    /**
     * {@code migrate deploy}: apply what the database does not have yet.
     *
     * @return the ids of the migrations that were applied
     */
    public List<String> deploy() {
        return inDatabase(
                () -> engine().applyMigrations(workspace(), migrations().read()));
    }

    /** {@code migrate status}: compare the migrations directory with the database's history. */
    public HistoryDiagnosis status() {
        return engine().diagnoseMigrationHistory(workspace(), migrations().read(), false);
    }

    /** The same, and replay the history in a shadow database to find drift. */
    public HistoryDiagnosis drift() {
        return engine().diagnoseMigrationHistory(workspace(), migrations().read(), true);
    }

    /** {@code migrate resolve --applied}: record a migration as applied without running it. */
    public void resolveApplied(String migrationId) {
        engine().markMigrationApplied(workspace(), migrations().read(), migrationId);
    }

    /** {@code migrate resolve --rolled-back}: record that a failed migration was taken back by hand. */
    public void resolveRolledBack(String migrationId) {
        engine().markMigrationRolledBack(workspace(), migrationId);
    }

    /** {@code migrate resolve --renamed}: record that an applied migration's folder has this name now; give the old one. */
    public String resolveRenamed(String migrationId) {
        return engine().markMigrationRenamed(workspace(), migrations().read(), migrationId);
    }

    /** {@code migrate reset} without seed: remove everything, and apply all migrations anew; give their ids. */
    public List<String> reset() {
        return inDatabase(() -> engine().resetAndApply(workspace(), migrations().read()));
    }

    /** {@code db push}: give the database the schema without a migration. */
    public PushOutcome push(boolean acceptDataLoss) {
        SchemaSource desired = desired();
        return inDatabase(() -> engine().schemaPush(workspace(), desired, acceptDataLoss));
    }

    /** {@code db pull}: the schema that the database has; writes nothing. */
    public PulledSchema pull() {
        PrismaSchema schema = schema();
        return SchemaPull.pull(
                new PullRequest(introspect(), workspace().dialect(), schema.document(), schema.dataModel(), false));
    }

    /** {@code db execute}: run a script as it is. */
    public void execute(String script) {
        project.execute(project.dialectFor(target()), target(), script);
    }

    /** {@code migrate diff} between any two of {@link #fromMigrations}, {@link #fromDatabase}, {@link #fromSchema}. */
    public SchemaDiff diff(SchemaSource from, SchemaSource to) {
        return engine().diff(workspaceForComparison(from.isReplayed() || to.isReplayed()), from, to);
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
        return desired();
    }

    /** Read the structure of the database. */
    public DatabaseSchema introspect() {
        return engine().introspect(workspace());
    }

    /** Create the database unless it is there; say whether it was created. */
    public boolean createDatabase() {
        return engine().ensureDatabase(workspace().dialect(), target());
    }

    /** Run a command in the database, which is created if it is missing, and goes again if the command is vetoed. */
    private <R> R inDatabase(Supplier<R> command) {
        boolean created = createDatabase();
        try {
            return command.get();
        } catch (GnomonException failure) {
            if (created && failure.code().kind() == ErrorCode.Kind.VETO) {
                engine().takeBackDatabase(workspace().dialect(), target());
            }
            throw failure;
        }
    }

    private DatabaseTarget target() {
        return workspace().requireTarget();
    }

    /** Give back what runs still hold on servers; they fail. Safe to call more than once and from any thread. */
    @Override
    public void close() {
        project.close();
    }
}
