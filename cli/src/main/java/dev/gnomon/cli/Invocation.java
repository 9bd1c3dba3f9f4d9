package dev.gnomon.cli;

import dev.gnomon.config.Settings;
import dev.gnomon.config.SettingsOverrides;
import dev.gnomon.config.SettingsReader;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.event.Observer;
import dev.gnomon.project.Composition;
import dev.gnomon.project.ConfiguredListeners;
import dev.gnomon.project.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** One run of a command: its arguments, its surroundings, and what they lead to, made when asked for. */
final class Invocation implements AutoCloseable {

    private static final Set<String> ON_SCHEMA_ALONE = Set.of("validate", "format");

    private final String command;
    private final Arguments arguments;
    private final Surroundings surroundings;
    private final Output output;
    private final Prompts prompts;
    private final ShownProgress progress = new ShownProgress();
    private Optional<Dialects> dialects = Optional.empty();
    private Optional<Project> project = Optional.empty();

    /** The workspace whose database this run had to create. */
    private Optional<Workspace> created = Optional.empty();

    Invocation(String command, Arguments arguments, Surroundings surroundings) {
        this.command = command;
        this.arguments = arguments;
        this.surroundings = surroundings;
        this.output = new Output(surroundings, arguments.has("json"));
        this.prompts = new Prompts(surroundings, output);
    }

    String command() {
        return command;
    }

    Arguments arguments() {
        return arguments;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Output output() {
        return output;
    }

    Prompts prompts() {
        return prompts;
    }

    /** Whether a question can be asked: never where a program reads the answer. */
    boolean interactive() {
        return prompts.available() && !arguments.has("json");
    }

    /** Refuse to destroy data where a coding agent runs the command without its user's consent. */
    void guardAgainstAgents(String action) {
        AgentGuard.require(surroundings.environment(), action);
    }

    /** The engine; what it does from now on is shown by this listener. */
    Engine engine(Observer shown) {
        progress.show(shown);
        return project().engine();
    }

    /** The engine, which shows nothing. */
    Engine engine() {
        return engine(new Observer() {});
    }

    /** Who takes part in what the command does. */
    Composition composition() {
        return Composition.builder()
                .dialects(this::dialects)
                .listener(progress)
                .warnings(this::warn)
                .build();
    }

    private void warn(String warning) {
        output.failure(output.yellow("Warning:") + " " + warning);
    }

    synchronized Dialects dialects() {
        if (dialects.isEmpty()) {
            Settings settings = project.map(Project::settings).orElseGet(this::ownSettings);
            dialects = Optional.of(Dialects.load(settings.dialectFolders()));
        }
        return dialects.get();
    }

    /** The dialects, if they were asked for. */
    synchronized Optional<Dialects> loadedDialects() {
        return dialects;
    }

    /** The project; told about the first time. */
    Project project() {
        Optional<Project> known = openProject();
        if (known.isPresent()) {
            return known.get();
        }
        SettingsOverrides overrides = overrides(arguments.value("schema"));
        Settings settings = ON_SCHEMA_ALONE.contains(command)
                ? SettingsReader.readForSchema(surroundings.workingDirectory(), surroundings.environment(), overrides)
                : SettingsReader.read(surroundings.workingDirectory(), surroundings.environment(), overrides);
        Project opened = Project.open(settings, composition());
        synchronized (this) {
            project = Optional.of(opened);
        }
        tellOrigins(settings);
        return opened;
    }

    private synchronized Optional<Project> openProject() {
        return project;
    }

    /** What the settings say that are gnomon's alone, for a command that is about no schema. */
    Settings ownSettings() {
        return SettingsReader.readOwn(
                surroundings.workingDirectory(), surroundings.environment(), overrides(arguments.value("schema")));
    }

    /** The listeners that gnomon comes with, as the settings and the command line ask for them. */
    ConfiguredListeners openListeners() {
        return ConfiguredListeners.open(ownSettings().listeners(), this::warn);
    }

    /** The settings of another schema of the project. */
    Settings settingsOf(String schema) {
        return SettingsReader.read(
                surroundings.workingDirectory(), surroundings.environment(), overrides(Optional.of(schema)));
    }

    private SettingsOverrides overrides(Optional<String> schema) {
        return SettingsOverrides.builder()
                .configFile(arguments.value("config"))
                .schema(schema)
                .url(arguments.value("url"))
                .shadowDatabaseUrl(arguments.value("shadow-database-url"))
                .shadowResetAllowed(arguments.value("allow-shadow-reset"))
                .lockTimeoutSeconds(arguments.value("lock-timeout"))
                .noCache(arguments.has("no-cache"))
                .dialects(arguments.value("dialects"))
                .journal(arguments.value("audit-journal"))
                .policy(arguments.value("policy"))
                .environment(arguments.value("environment"))
                .build();
    }

    private void tellOrigins(Settings settings) {
        for (Path file : settings.configFile().stream().toList()) {
            output.errorLine(output.dim("Loaded Prisma config from " + relative(file) + ".") + "\n");
        }
        for (Path file : settings.gnomonFile().stream().toList()) {
            output.errorLine(output.dim("Loaded settings from " + relative(file) + ".") + "\n");
        }
        if (settings.configFile().isEmpty()) {
            for (Path file : settings.environmentFiles()) {
                output.errorLine(output.dim("Environment variables loaded from " + relative(file)));
            }
        }
    }

    /** Say which schema is used. */
    void tellSchema() {
        Path location = project().settings().requireSchema().location();
        output.errorLine(output.dim("Prisma schema loaded from " + relative(location) + "."));
    }

    /** Say which schema and which database are used, and give what the engine works on. */
    Workspace openWorkspace() {
        tellSchema();
        return tellDatasource();
    }

    /** The same for a command that needs no schema where there are migrations. */
    Workspace openWorkspaceOfHistory() {
        Settings settings = project().settings();
        if (settings.findSchema().isPresent() || !Files.isDirectory(settings.migrationsDirectory())) {
            return openWorkspace();
        }
        return tellDatasource();
    }

    private Workspace tellDatasource() {
        Workspace workspace = project().workspace(command);
        output.line(output.dim(DatasourceLine.of(project(), workspace)));
        return workspace;
    }

    /** The same as {@link #openWorkspace} for a command whose answer is the only thing to be written to standard output. */
    Workspace openWorkspaceQuietly() {
        tellSchema();
        return project().workspace(command);
    }

    /** A path as messages show it: relative to where the user is. */
    String relative(Path path) {
        Path base = surroundings.workingDirectory().toAbsolutePath().normalize();
        Path absolute = base.resolve(path).normalize();
        if (!base.getRoot().equals(absolute.getRoot())) {
            return absolute.toString();
        }
        String relative = base.relativize(absolute).toString();
        return relative.isEmpty() ? "." : relative;
    }

    /** Create the database if it is missing; give the line that tells so. */
    Optional<String> ensureDatabase(Workspace workspace) {
        if (!engine().ensureDatabase(workspace.dialect(), workspace.requireTarget())) {
            return Optional.empty();
        }
        created = Optional.of(workspace);
        return Optional.of(DatasourceLine.created(workspace));
    }

    /** After a veto: drop the database again if this run has created it and nothing came into it. */
    void takeBackDatabase() {
        created.ifPresent(workspace -> {
            if (engine().takeBackDatabase(workspace.dialect(), workspace.requireTarget())) {
                output.line("\nThe database that this run had created was dropped again.\n");
            }
        });
    }

    /** Gives back what runs that are under way hold; safe to call from a shutdown hook. */
    @Override
    public void close() {
        openProject().ifPresent(Project::close);
    }
}
