package dev.gnomon.config;

import dev.gnomon.config.SettingsValue.Group;
import dev.gnomon.config.SettingsValue.Items;
import dev.gnomon.config.SettingsValue.MissingVariable;
import dev.gnomon.config.SettingsValue.Text;
import dev.gnomon.config.SettingsValue.Unreadable;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.ReachKind;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.ReadableName;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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

    private static final String URL_VARIABLE = "GNOMON_URL";
    private static final String SHADOW_URL_VARIABLE = "GNOMON_SHADOW_DATABASE_URL";
    private static final String SCHEMA_VARIABLE = "GNOMON_SCHEMA";
    private static final String MIGRATIONS_VARIABLE = "GNOMON_MIGRATIONS";
    private static final String SHADOW_TEMPLATE_VARIABLE = "GNOMON_SHADOW_TEMPLATE";
    private static final String LOCK_TIMEOUT_VARIABLE = "GNOMON_LOCK_TIMEOUT";

    private final Path workingDirectory;
    private final SettingsOverrides overrides;
    private final Environment environment;
    private final SettingsProblems problems = new SettingsProblems();
    private final List<Path> environmentFiles = new ArrayList<>();
    private final List<SettingsLayer> layers = new ArrayList<>();
    private final List<Path> checkedSchemaPaths = new ArrayList<>();
    private Optional<SettingsLayer> schemaBlock = Optional.empty();
    private Optional<SettingsLayer> configLayer = Optional.empty();
    private boolean schemaOnly;
    private List<SourcePosition> notRun = List.of();

    private SettingsReader(Path workingDirectory, Map<String, String> environment, SettingsOverrides overrides) {
        this.workingDirectory = workingDirectory;
        this.environment = new Environment(environment);
        this.overrides = overrides;
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
        Path folder = workingDirectory.toAbsolutePath().normalize();
        ReadableName.requireFolder(folder, "The path of the working directory");
        return new SettingsReader(folder, environment, overrides).read();
    }

    /**
     * The same for a command that works on the schema alone, and is told which: mistakes in a {@code prisma.config.ts}
     * do not matter.
     */
    public static Settings readForSchema(
            Path workingDirectory, Map<String, String> environment, SettingsOverrides overrides) {
        Path folder = workingDirectory.toAbsolutePath().normalize();
        ReadableName.requireFolder(folder, "The path of the working directory");
        SettingsReader reader = new SettingsReader(folder, environment, overrides);
        reader.schemaOnly = overrides.schema().isPresent();
        return reader.read();
    }

    private Settings read() {
        Optional<Path> configFile = configFile();
        Optional<Path> gnomonFile = gnomonFile();
        if (configFile.isEmpty()) {
            loadDotenv(workingDirectory.resolve(".env"), true);
            gnomonFile.ifPresent(file -> loadDotenv(file.resolveSibling(".env"), true));
        }
        // Read before gnomon.toml, since it may load the .env file whose variables both name.
        configFile.ifPresent(this::readConfig);
        gnomonFile
                .flatMap(file -> GnomonTomlFile.read(file, environment, problems)
                        .map(group -> SettingsLayer.of(file, group, false, problems)))
                .ifPresent(layers::add);
        configLayer.ifPresent(layers::add);
        Optional<PackageJsonFile> packageJson = PackageJsonFile.find(workingDirectory, problems);
        Optional<LoadedSchema> schema = schema(packageJson, gnomonFile);
        if (configFile.isEmpty()) {
            schemaFolderDotenv(schema);
        }
        Optional<SchemaDatasourceReader.Block> block =
                schema.flatMap(loaded -> SchemaDatasourceReader.read(loaded, environment));
        schemaBlock = block.map(SchemaDatasourceReader.Block::urls);
        Path configFolder = configFile.map(Path::getParent).orElse(workingDirectory);
        Optional<UrlLayer> main = urlLayer(configFolder);
        Settings settings = new Settings(
                workingDirectory,
                configFile,
                gnomonFile,
                environmentFiles,
                environment.additions(),
                schema,
                checkedSchemaPaths,
                block.map(SchemaDatasourceReader.Block::datasource),
                main.flatMap(UrlLayer::url),
                main.flatMap(UrlLayer::directUrl),
                shadowUrl(configFolder),
                migrationsDirectory(schema),
                text(SettingsLayer.SEED).map(Text::text).or(() -> packageJson.flatMap(PackageJsonFile::seed)),
                text(SettingsLayer.INIT_SHADOW).map(Text::text).orElse(""),
                names(SettingsLayer.EXTERNAL_TABLES),
                names(SettingsLayer.EXTERNAL_ENUMS),
                lockTimeout(),
                flag(SettingsLayer.CACHE, true),
                shadowTemplate(),
                shadowAllowed(),
                problems.deferred());
        problems.throwIfAny();
        return settings;
    }

    private void readConfig(Path file) {
        try {
            PrismaConfigFile.Contents contents = PrismaConfigFile.read(file, environment, surroundings());
            notRun = contents.notRun();
            SettingsProblems ofConfig = schemaOnly ? new SettingsProblems() : problems;
            configLayer = Optional.of(SettingsLayer.of(file, contents.settings(), true, ofConfig));
        } catch (GnomonException unreadable) {
            if (!schemaOnly) {
                throw unreadable;
            }
        }
    }

    private PrismaConfigFile.Surroundings surroundings() {
        return new PrismaConfigFile.Surroundings() {
            @Override
            public void loadDotenv(Optional<String> file, boolean expanding) {
                SettingsReader.this.loadDotenv(path(workingDirectory, file.orElse(".env")), expanding);
            }

            @Override
            public boolean exists(String file) {
                return Files.exists(path(workingDirectory, file));
            }
        };
    }

    private Optional<Path> gnomonFile() {
        Optional<Path> schema = overrides
                .schema()
                .or(() -> environment.get(SCHEMA_VARIABLE))
                .map(given -> path(workingDirectory, given));
        return ProjectFolders.of(workingDirectory, schema).nearest(GnomonTomlFile.NAME);
    }

    private Optional<Path> configFile() {
        if (overrides.configFile().isEmpty()) {
            return PrismaConfigFile.find(workingDirectory);
        }
        Path file = path(workingDirectory, overrides.configFile().get());
        if (!Files.isRegularFile(file)) {
            throw new GnomonException(
                    EngineErrorCode.SETTINGS_INVALID,
                    "The config file at `" + overrides.configFile().get() + "` was not found.",
                    "Pass the path of a file with --config, or leave the option out.");
        }
        return Optional.of(file);
    }

    private Path path(Path folder, String text) {
        try {
            return folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            ReadableName.requireMappable(text, "The path `" + text.replaceAll("\\p{Cntrl}", "?") + "`");
            throw new GnomonException(
                    EngineErrorCode.SETTINGS_INVALID,
                    "`" + text.replaceAll("\\p{Cntrl}", "?") + "` is no path.",
                    "Write the path of a file or folder.",
                    e);
        }
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

    private Optional<LoadedSchema> schema(Optional<PackageJsonFile> packageJson, Optional<Path> gnomonFile) {
        if (overrides.schema().isPresent()) {
            String given = overrides.schema().get();
            return Optional.of(given(workingDirectory, given, "Could not load `--schema` from provided path `"));
        }
        Optional<String> variable = environment.get(SCHEMA_VARIABLE);
        if (variable.isPresent()) {
            return Optional.of(given(
                    workingDirectory, variable.get(), "Could not load `" + SCHEMA_VARIABLE + "` from provided path `"));
        }
        Optional<Located> setting = located(SettingsLayer.SCHEMA);
        if (setting.isEmpty() && problems.deferred().containsKey(SettingsLayer.SCHEMA)) {
            return Optional.empty();
        }
        if (setting.isPresent()) {
            Path path =
                    path(setting.get().layer().folder(), setting.get().text().text());
            if (!SchemaLocator.holdsSchema(path)) {
                problems.add(
                        setting.get().text().position(),
                        "Could not load schema from `" + setting.get().text().text()
                                + "`: file or directory not found.",
                        "Write the path of the schema, relative to this file.");
                problems.throwIfAny();
            }
            return Optional.of(SchemaLocator.load(path, workingDirectory));
        }
        if (packageJson.isPresent() && packageJson.get().schema().isPresent()) {
            return Optional.of(given(
                    packageJson.get().folder(),
                    packageJson.get().schema().get(),
                    "Could not load schema from `package.json` path `"));
        }
        for (String usual : List.of("schema.prisma", "prisma/schema.prisma")) {
            Path path = workingDirectory.resolve(usual);
            if (Files.isRegularFile(path)) {
                return Optional.of(SchemaLocator.load(path, workingDirectory));
            }
            checkedSchemaPaths.add(Path.of(usual));
        }
        return gnomonFile
                .map(file -> file.resolveSibling("prisma").resolve("schema.prisma"))
                .filter(Files::isRegularFile)
                .map(path -> SchemaLocator.load(path, workingDirectory));
    }

    private LoadedSchema given(Path folder, String path, String complaint) {
        Path location = path(folder, path);
        if (!SchemaLocator.holdsSchema(location)) {
            throw new GnomonException(
                    EngineErrorCode.SCHEMA_NOT_FOUND, complaint + path + "`: file or directory not found", "");
        }
        return SchemaLocator.load(location, workingDirectory);
    }

    /** The two URLs of one source: a direct URL does not belong to the URL of another source. */
    private record UrlLayer(Optional<DatabaseUrl> url, Optional<DatabaseUrl> directUrl) {}

    private Optional<UrlLayer> urlLayer(Path configFolder) {
        Optional<DatabaseUrl> given = given(overrides.url(), "--url", URL_VARIABLE, configFolder);
        if (given.isPresent()) {
            return Optional.of(new UrlLayer(given, Optional.empty()));
        }
        for (SettingsLayer layer : urlLayers()) {
            Optional<DatabaseUrl> url = url(layer, SettingsLayer.URL);
            Optional<DatabaseUrl> direct = url(layer, SettingsLayer.DIRECT_URL);
            if (url.isPresent() || direct.isPresent()) {
                return Optional.of(new UrlLayer(url, direct));
            }
        }
        return Optional.empty();
    }

    private Optional<DatabaseUrl> shadowUrl(Path configFolder) {
        return given(overrides.shadowDatabaseUrl(), "--shadow-database-url", SHADOW_URL_VARIABLE, configFolder)
                .or(() -> urlLayers().stream()
                        .flatMap(layer -> url(layer, SettingsLayer.SHADOW_URL).stream())
                        .findFirst());
    }

    private Optional<DatabaseUrl> given(Optional<String> override, String option, String variable, Path folder) {
        Optional<DatabaseUrl> fromOption =
                override.map(url -> new DatabaseUrl.Known(new DatabaseTarget(url, folder), option));
        return fromOption.or(() ->
                environment.get(variable).map(url -> new DatabaseUrl.Known(new DatabaseTarget(url, folder), variable)));
    }

    private List<SettingsLayer> urlLayers() {
        List<SettingsLayer> all = new ArrayList<>(layers);
        schemaBlock.ifPresent(all::add);
        return all;
    }

    private Optional<DatabaseUrl> url(SettingsLayer layer, String name) {
        Optional<SettingsValue> value = layer.get(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        boolean inSchema = schemaBlock.filter(layer::equals).isPresent();
        if (value.get() instanceof MissingVariable missing) {
            // Version 6 takes an empty variable of these two for "not set".
            return inSchema && environment.isSet(missing.variable()) && !name.equals(SettingsLayer.URL)
                    ? Optional.empty()
                    : Optional.of(new DatabaseUrl.MissingVariable(
                            missing.variable(), missing.position() + doubts(layer), inSchema));
        }
        if (value.get() instanceof Unreadable unreadable) {
            SettingsProblem problem = problem(unreadable, name);
            problems.defer(name, problem);
            return Optional.of(
                    new DatabaseUrl.Unreadable(problem, unreadable.position().toString()));
        }
        return asText(value.get(), name)
                .filter(text -> !text.text().isEmpty() || name.equals(SettingsLayer.URL))
                .map(text -> new DatabaseUrl.Known(
                        new DatabaseTarget(text.text(), layer.folder()),
                        text.position().toString()));
    }

    private record Located(SettingsLayer layer, Text text) {}

    private Optional<Located> located(String name) {
        for (SettingsLayer layer : layers) {
            Optional<SettingsValue> value = layer.get(name);
            if (value.isPresent()) {
                return asText(value.get(), name).map(text -> new Located(layer, text));
            }
        }
        return Optional.empty();
    }

    private Optional<Text> text(String name) {
        return located(name).map(Located::text);
    }

    private Optional<Text> asText(SettingsValue value, String name) {
        return switch (value) {
            case Text text -> Optional.of(text);
            case MissingVariable missing -> {
                problems.defer(
                        name,
                        new SettingsProblem(
                                Optional.of(missing.position()),
                                "Cannot resolve environment variable: " + missing.variable() + ".",
                                "Set the variable, or put it into a .env file."));
                yield Optional.empty();
            }
            case Unreadable unreadable -> {
                problems.defer(name, problem(unreadable, name));
                yield Optional.empty();
            }
            case SettingsValue.Flag other -> wrongKind(other, name);
            case SettingsValue.Amount other -> wrongKind(other, name);
            case Items other -> wrongKind(other, name);
            case Group other -> wrongKind(other, name);
        };
    }

    private SettingsProblem problem(Unreadable unreadable, String name) {
        String example = configLayer
                .filter(layer -> unreadable.wide())
                .map(layer -> layer.tomlSuggestion(workingDirectory))
                .orElseGet(() -> SettingsLayer.tomlExample(name));
        return new SettingsProblem(
                Optional.of(unreadable.position()),
                "`" + name + "` cannot be read without running the file: here stands " + unreadable.reason() + ".",
                "Write the value in place, or put it into gnomon.toml:\n" + example);
    }

    /** What may set a variable that is missing, for whoever wonders. */
    private String doubts(SettingsLayer layer) {
        return notRun.isEmpty() || configLayer.filter(layer::equals).isEmpty()
                ? ""
                : ". The statement at " + notRun.get(0) + " may set it, which would have to be run";
    }

    private Optional<Text> wrongKind(SettingsValue value, String name) {
        problems.add(
                value.position(),
                "`" + name + "` is " + value.kind() + ", not a text.",
                "In gnomon.toml, write\n" + SettingsLayer.tomlExample(name));
        return Optional.empty();
    }

    private List<String> names(String name) {
        Optional<SettingsValue> value =
                layers.stream().flatMap(layer -> layer.get(name).stream()).findFirst();
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof Items items) {
            return items.items().stream()
                    .flatMap(item -> asText(item, name).stream())
                    .map(Text::text)
                    .toList();
        }
        if (value.get() instanceof Unreadable unreadable) {
            asText(unreadable, name);
        } else {
            problems.add(
                    value.get().position(),
                    "`" + name + "` is " + value.get().kind() + ", not a list.",
                    "In gnomon.toml, write\n" + SettingsLayer.tomlExample(name));
        }
        return List.of();
    }

    private Path migrationsDirectory(Optional<LoadedSchema> schema) {
        return environment
                .get(MIGRATIONS_VARIABLE)
                .map(text -> path(workingDirectory, text))
                .or(() -> located(SettingsLayer.MIGRATIONS_PATH)
                        .map(located ->
                                path(located.layer().folder(), located.text().text())))
                .or(() -> schema.map(loaded -> loaded.directory().resolve("migrations")))
                .orElse(workingDirectory.resolve("prisma").resolve("migrations"));
    }

    private Optional<Duration> lockTimeout() {
        Optional<String> variable = environment.get(LOCK_TIMEOUT_VARIABLE);
        if (variable.isPresent()) {
            if (!variable.get().matches("[0-9]{1,6}")) {
                problems.add(LOCK_TIMEOUT_VARIABLE + " is no number of seconds.", "Set it to a number such as 10.");
                return Optional.empty();
            }
            return Optional.of(Duration.ofSeconds(Long.parseLong(variable.get())));
        }
        Optional<SettingsValue> value = layers.stream()
                .flatMap(layer -> layer.get(SettingsLayer.LOCK_TIMEOUT).stream())
                .findFirst();
        Optional<Duration> timeout = value.flatMap(SettingsLayer::seconds).map(Duration::ofSeconds);
        if (value.isPresent() && timeout.isEmpty()) {
            problems.add(value.get().position(), "`lockTimeout` is no number of seconds.", "Write `lockTimeout = 10`.");
        }
        return timeout;
    }

    private boolean shadowTemplate() {
        return environment
                .get(SHADOW_TEMPLATE_VARIABLE)
                .map(value -> !value.isEmpty() && !value.equals("0") && !value.equals("false"))
                .orElseGet(() -> flag(SettingsLayer.SHADOW_TEMPLATE, false));
    }

    private Set<ReachKind> shadowAllowed() {
        Optional<String> variable = environment.get(ReachKinds.VARIABLE).filter(value -> !value.isBlank());
        if (variable.isPresent()) {
            return ReachKinds.parse(variable.get());
        }
        Set<ReachKind> kinds = EnumSet.noneOf(ReachKind.class);
        for (String word : names(SettingsLayer.SHADOW_ALLOW)) {
            Optional<ReachKind> kind = ReachKind.of(word.strip());
            if (kind.isEmpty()) {
                layers.stream()
                        .flatMap(layer -> layer.get(SettingsLayer.SHADOW_ALLOW).stream())
                        .findFirst()
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

    private boolean flag(String name, boolean otherwise) {
        Optional<SettingsValue> value =
                layers.stream().flatMap(layer -> layer.get(name).stream()).findFirst();
        if (value.isPresent() && !(value.get() instanceof SettingsValue.Flag)) {
            problems.add(
                    value.get().position(),
                    "`" + name + "` is " + value.get().kind() + ".",
                    "Write `" + name + " = " + !otherwise + "`.");
        }
        return (value.isPresent() && value.get() instanceof SettingsValue.Flag flag) ? flag.value() : otherwise;
    }
}
