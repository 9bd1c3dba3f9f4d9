package dev.gnomon.config;

import dev.gnomon.config.SettingsValue.Text;
import dev.gnomon.config.UrlSettings.UrlLayer;
import dev.gnomon.engine.dialect.ReachKind;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.ReadableName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a project's settings. What is set nearer to the user wins: the command line, the variables
 * {@code GNOMON_…}, {@code gnomon.toml}, {@code prisma.config.ts}, {@code package.json}, the datasource
 * block of the schema.
 */
public final class SettingsReader {

    private static final String MIGRATIONS_VARIABLE = "GNOMON_MIGRATIONS";
    private static final String SHADOW_TEMPLATE_VARIABLE = "GNOMON_SHADOW_TEMPLATE";
    private static final String LOCK_TIMEOUT_VARIABLE = "GNOMON_LOCK_TIMEOUT";

    /** How much of a project is read. */
    private enum Extent {
        /** All of it. */
        WHOLE,
        /** All of it, but mistakes in a {@code prisma.config.ts} do not matter. */
        SCHEMA,
        /** What is gnomon's alone: {@code gnomon.toml} and the variables. */
        OWN
    }

    private final Path workingDirectory;
    private final Map<String, String> process;
    private final Environment environment;
    private final SettingsOverrides overrides;
    private final Extent extent;
    private final SettingsProblems problems = new SettingsProblems();
    private final LayeredSettings layered;
    private final List<Path> environmentFiles = new ArrayList<>();
    private Optional<Path> gnomonFile = Optional.empty();
    private Optional<SettingsLayer> gnomonLayer = Optional.empty();

    private SettingsReader(
            Path workingDirectory, Map<String, String> process, SettingsOverrides overrides, Extent extent) {
        this.workingDirectory = workingDirectory;
        this.process = process;
        this.environment = new Environment(process);
        this.overrides = overrides;
        this.extent = extent;
        this.layered = new LayeredSettings(workingDirectory, problems);
    }

    /**
     * Read the settings of the project that a folder belongs to.
     *
     * @param environment the process's variables
     * @throws GnomonException {@code GN-1002} with every mistake, its file, line, column and remedy;
     *     {@code GN-6002} if a file that is there cannot be read; {@code GN-1006} if a text is not UTF-8, {@code GN-1007}
     *     if a name or a variable cannot be read
     */
    public static Settings read(Path workingDirectory, Map<String, String> environment, SettingsOverrides overrides) {
        return of(workingDirectory, environment, overrides, Extent.WHOLE);
    }

    /**
     * The same for a command that works on the schema alone, and is told which: mistakes in a {@code prisma.config.ts}
     * do not matter.
     */
    public static Settings readForSchema(
            Path workingDirectory, Map<String, String> environment, SettingsOverrides overrides) {
        Extent extent = overrides.schema().isPresent() ? Extent.SCHEMA : Extent.WHOLE;
        return of(workingDirectory, environment, overrides, extent);
    }

    /**
     * Read what is gnomon's alone, {@code gnomon.toml} and the variables {@code GNOMON_…}: for a command that is about no
     * schema, and for a client that has read the rest itself and says it. The schema of the overrides only tells where
     * the project lies.
     */
    public static Settings readOwn(
            Path workingDirectory, Map<String, String> environment, SettingsOverrides overrides) {
        return of(workingDirectory, environment, overrides, Extent.OWN);
    }

    private static Settings of(
            Path workingDirectory, Map<String, String> environment, SettingsOverrides overrides, Extent extent) {
        Path folder = workingDirectory.toAbsolutePath().normalize();
        ReadableName.requireFolder(folder, "The path of the working directory");
        return new SettingsReader(folder, environment, overrides, extent).read();
    }

    private Settings read() {
        Optional<Path> configFile = extent == Extent.OWN ? Optional.empty() : configFile();
        gnomonFile = folders(givenSchema()).nearest(GnomonTomlFile.NAME);
        if (configFile.isEmpty() && (extent != Extent.OWN || gnomonFile.isPresent())) {
            loadDotenv(workingDirectory.resolve(".env"), true);
            gnomonFile.ifPresent(file -> loadDotenv(file.resolveSibling(".env"), true));
        }
        // Read before gnomon.toml, since it may load the .env file whose variables both name.
        configFile.ifPresent(this::readConfig);
        readGnomonFile();
        Optional<PackageJsonFile> packageJson =
                extent == Extent.OWN ? Optional.empty() : PackageJsonFile.find(workingDirectory, problems);
        SchemaFinder schemas = new SchemaFinder(workingDirectory, overrides, environment, layered, problems);
        Optional<LoadedSchema> schema = extent == Extent.OWN ? Optional.empty() : schemas.find(packageJson, gnomonFile);
        if (configFile.isEmpty() && extent != Extent.OWN) {
            schemaFolderDotenv(schema);
        }
        ProjectFolders folders = folders(schema.map(LoadedSchema::location).or(this::givenSchema));
        readNearerGnomonFile(folders, configFile.isPresent());
        Optional<SchemaDatasourceReader.Block> block =
                schema.flatMap(loaded -> SchemaDatasourceReader.read(loaded, environment));
        UrlSettings urls = new UrlSettings(
                overrides,
                environment,
                layered,
                block.map(SchemaDatasourceReader.Block::urls),
                problems,
                configFile.map(Path::getParent).orElse(workingDirectory));
        Optional<UrlLayer> main = urls.main();
        Settings settings = new Settings(
                workingDirectory,
                configFile,
                gnomonFile,
                environmentFiles,
                environment.additions(),
                schema,
                schemas.checkedPaths(),
                block.map(SchemaDatasourceReader.Block::datasource),
                main.flatMap(UrlLayer::url),
                main.flatMap(UrlLayer::directUrl),
                migrationsDirectory(schema),
                layered.text(SettingsLayer.SEED).map(Text::text).or(() -> packageJson.flatMap(PackageJsonFile::seed)),
                layered.text(SettingsLayer.INIT_SHADOW).map(Text::text).orElse(""),
                layered.names(SettingsLayer.EXTERNAL_TABLES),
                layered.names(SettingsLayer.EXTERNAL_ENUMS),
                new ReplaySettings(
                        urls.shadow(),
                        overrides.shadowResetAllowed(),
                        shadowTemplate(),
                        shadowAllowed(),
                        cacheFolder()),
                lockTimeout(),
                MigrationLocks.disabled(environment),
                DialectFolders.of(workingDirectory, process, overrides.dialects()),
                listeners(folders, configFile.isPresent()),
                problems.deferred());
        problems.throwIfAny();
        return settings;
    }

    /** Where the schema lies as far as somebody says so. */
    private Optional<Path> givenSchema() {
        return overrides
                .schema()
                .or(() -> environment.get(SchemaFinder.VARIABLE))
                .map(given -> LayeredSettings.path(workingDirectory, given));
    }

    private ProjectFolders folders(Optional<Path> schema) {
        return ProjectFolders.of(workingDirectory, schema);
    }

    private void readGnomonFile() {
        gnomonLayer = gnomonFile.flatMap(file -> GnomonTomlFile.read(file, environment, problems)
                .map(group -> SettingsLayer.of(file, group, false, problems)));
        gnomonLayer.ifPresent(layered::addFirst);
    }

    /** The file that is nearest to the schema is the project's, wherever the command was started. */
    private void readNearerGnomonFile(ProjectFolders folders, boolean configured) {
        Optional<Path> nearest = folders.nearest(GnomonTomlFile.NAME);
        if (nearest.equals(gnomonFile)) {
            return;
        }
        gnomonLayer.ifPresent(layered::remove);
        gnomonFile = nearest;
        if (!configured) {
            gnomonFile.ifPresent(file -> loadDotenv(file.resolveSibling(".env"), true));
        }
        readGnomonFile();
    }

    private ListenerSettings listeners(ProjectFolders folders, boolean configured) {
        Environment variables = environment;
        if (configured) {
            // A prisma.config.ts loads the .env itself, or does not; what guards a project does not depend on that.
            variables = environment.copy();
            addDotenv(variables, workingDirectory.resolve(".env"));
            for (Path file : gnomonFile.stream().toList()) {
                addDotenv(variables, file.resolveSibling(".env"));
            }
        }
        return new ListenerSettingsReader(workingDirectory, variables, layered, folders, problems).read(overrides);
    }

    private static void addDotenv(Environment variables, Path file) {
        if (Files.isRegularFile(file)) {
            variables.addFile(DotenvExpansion.expand(DotenvFile.parse(SettingsFiles.read(file)), variables));
        }
    }

    private void readConfig(Path file) {
        try {
            PrismaConfigFile.Contents contents = PrismaConfigFile.read(file, environment, surroundings());
            SettingsProblems ofConfig = extent == Extent.SCHEMA ? new SettingsProblems() : problems;
            layered.addConfig(SettingsLayer.of(file, contents.settings(), true, ofConfig), contents.notRun());
        } catch (GnomonException unreadable) {
            if (extent != Extent.SCHEMA) {
                throw unreadable;
            }
        }
    }

    private PrismaConfigFile.Surroundings surroundings() {
        return new PrismaConfigFile.Surroundings() {
            @Override
            public void loadDotenv(Optional<String> file, boolean expanding) {
                SettingsReader.this.loadDotenv(LayeredSettings.path(workingDirectory, file.orElse(".env")), expanding);
            }

            @Override
            public boolean exists(String file) {
                return Files.exists(LayeredSettings.path(workingDirectory, file));
            }
        };
    }

    private Optional<Path> configFile() {
        if (overrides.configFile().isEmpty()) {
            return PrismaConfigFile.find(workingDirectory);
        }
        Path file =
                LayeredSettings.path(workingDirectory, overrides.configFile().get());
        if (!Files.isRegularFile(file)) {
            throw new GnomonException(
                    EngineErrorCode.SETTINGS_INVALID,
                    "The config file at `" + overrides.configFile().get() + "` was not found.",
                    "Pass the path of a file with --config, or leave the option out.");
        }
        return Optional.of(file);
    }

    private void loadDotenv(Path file, boolean expanding) {
        if (!Files.isRegularFile(file) || environmentFiles.contains(file)) {
            return;
        }
        Map<String, String> values = DotenvFile.parse(SettingsFiles.read(file));
        environment.addFile(expanding ? DotenvExpansion.expand(values, environment) : values);
        environmentFiles.add(file);
    }

    /** The second place of version 6: beside the schema, or in {@code prisma/}. */
    private void schemaFolderDotenv(Optional<LoadedSchema> schema) {
        Path folder = schema.map(LoadedSchema::directory).orElse(workingDirectory.resolve("prisma"));
        Path file = folder.toAbsolutePath().normalize().resolve(".env");
        if (!Files.isRegularFile(file) || environmentFiles.contains(file)) {
            return;
        }
        if (!environmentFiles.isEmpty()) {
            Map<String, String> first = DotenvFile.parse(SettingsFiles.read(environmentFiles.get(0)));
            TreeSet<String> conflicts =
                    new TreeSet<>(DotenvFile.parse(SettingsFiles.read(file)).keySet());
            conflicts.removeIf(name -> !first.containsKey(name));
            if (!conflicts.isEmpty()) {
                problems.add(
                        new SourcePosition(file, 1, 1),
                        "There is a conflict between env vars in " + environmentFiles.get(0) + " and this file: "
                                + String.join(", ", conflicts) + ".",
                        "Move the contents of " + file + " to " + environmentFiles.get(0) + ".");
            }
        }
        loadDotenv(file, true);
    }

    private Path migrationsDirectory(Optional<LoadedSchema> schema) {
        return environment
                .get(MIGRATIONS_VARIABLE)
                .map(text -> LayeredSettings.path(workingDirectory, text))
                .or(() -> layered.located(SettingsLayer.MIGRATIONS_PATH)
                        .map(located -> LayeredSettings.path(
                                located.layer().folder(), located.text().text())))
                .or(() -> schema.map(loaded -> loaded.directory().resolve("migrations")))
                .orElseGet(this::usualMigrationsDirectory);
    }

    /** Without a schema: beside where one would lie, if migrations lie there. */
    private Path usualMigrationsDirectory() {
        Path usual = workingDirectory.resolve("prisma").resolve("migrations");
        List<Path> places = new ArrayList<>(List.of(usual, workingDirectory.resolve("migrations")));
        gnomonFile.ifPresent(file -> places.add(file.resolveSibling("prisma").resolve("migrations")));
        return places.stream().filter(Files::isDirectory).findFirst().orElse(usual);
    }

    private Optional<Duration> lockTimeout() {
        if (overrides.lockTimeout().isPresent()) {
            return overrides.lockTimeout();
        }
        Optional<String> variable = environment.get(LOCK_TIMEOUT_VARIABLE);
        if (variable.isEmpty()) {
            return layered.seconds(SettingsLayer.LOCK_TIMEOUT);
        }
        Optional<Duration> timeout = variable.flatMap(LayeredSettings::secondsOf);
        if (timeout.isEmpty()) {
            problems.add(LOCK_TIMEOUT_VARIABLE + " is no number of seconds.", "Set it to a number such as 10.");
        }
        return timeout;
    }

    private Optional<Path> cacheFolder() {
        boolean wanted = layered.flag(SettingsLayer.CACHE, true) && !overrides.noCache();
        return wanted ? CacheFolder.of(process) : Optional.empty();
    }

    private boolean shadowTemplate() {
        return environment
                .get(SHADOW_TEMPLATE_VARIABLE)
                .map(value -> !value.isEmpty() && !value.equals("0") && !value.equals("false"))
                .orElseGet(() -> layered.flag(SettingsLayer.SHADOW_TEMPLATE, false));
    }

    private Set<ReachKind> shadowAllowed() {
        Optional<String> variable = environment.get(ReachKinds.VARIABLE).filter(value -> !value.isBlank());
        if (variable.isPresent()) {
            return ReachKinds.parse(variable.get());
        }
        Set<ReachKind> kinds = EnumSet.noneOf(ReachKind.class);
        for (String word : layered.names(SettingsLayer.SHADOW_ALLOW)) {
            Optional<ReachKind> kind = ReachKind.of(word.strip());
            if (kind.isEmpty()) {
                layered.value(SettingsLayer.SHADOW_ALLOW)
                        .ifPresent(value -> problems.add(
                                value.position(),
                                "`" + SettingsLayer.SHADOW_ALLOW + "` has `" + word + "`, which is nothing that can be"
                                        + " allowed.",
                                ReachKinds.choices()));
            }
            kind.ifPresent(kinds::add);
        }
        return kinds;
    }
}
