package dev.gnomon.cli;

import dev.gnomon.cli.project.MigrationLocks;
import dev.gnomon.config.Settings;
import dev.gnomon.config.SettingsOverrides;
import dev.gnomon.config.SettingsReader;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.Observer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** One run of a command: its arguments, its surroundings, and what they lead to, made when asked for. */
final class Invocation {

    private static final Set<String> ON_SCHEMA_ALONE = Set.of("validate", "format");

    private final String command;
    private final Arguments arguments;
    private final Surroundings surroundings;
    private final Output output;
    private final Prompts prompts;
    private final EngineHolder engines;
    private Optional<Project> project = Optional.empty();

    /** The workspace whose database this run had to create. */
    private Optional<Workspace> created = Optional.empty();

    Invocation(String command, Arguments arguments, Surroundings surroundings, EngineHolder engines) {
        this.command = command;
        this.arguments = arguments;
        this.surroundings = surroundings;
        this.output = new Output(surroundings, arguments.has("json"));
        this.prompts = new Prompts(surroundings, output);
        this.engines = engines;
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

    /** The engine, with a listener that shows the run's progress. */
    Engine engine(Observer progress) {
        boolean cache = !arguments.has("no-cache")
                && project.map(read -> read.settings().cache()).orElse(true);
        return engines.engine(
                progress, lockPatience(), cache ? CacheFolder.of(surroundings.environment()) : Optional.empty());
    }

    private Optional<Duration> lockPatience() {
        Optional<String> given = arguments.value("lock-timeout");
        if (given.isPresent() && !given.get().matches("[0-9]{1,6}")) {
            throw new GnomonException(
                    EngineErrorCode.USAGE,
                    "--lock-timeout is no number of seconds.",
                    "Pass a whole number, for example --lock-timeout 30.");
        }
        return given.map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .or(() -> project.flatMap(read -> read.settings().lockTimeout()));
    }

    Engine engine() {
        return engine(new Observer() {});
    }

    ShippedListeners shippedListeners() {
        return engines.shippedListeners();
    }

    Dialects dialects() {
        return engines.dialects();
    }

    /** The project; told about the first time. */
    Project project() {
        if (project.isEmpty()) {
            SettingsOverrides overrides = new SettingsOverrides(
                    arguments.value("config"),
                    arguments.value("schema"),
                    arguments.value("url"),
                    arguments.value("shadow-database-url"));
            Settings settings = ON_SCHEMA_ALONE.contains(command)
                    ? SettingsReader.readForSchema(
                            surroundings.workingDirectory(), surroundings.environment(), overrides)
                    : SettingsReader.read(surroundings.workingDirectory(), surroundings.environment(), overrides);
            project =
                    Optional.of(new Project(settings, dialects(), MigrationLocks.disabled(surroundings.environment())));
            settings.schema().ifPresent(schema -> engines.shippedListeners().addSchema(schema.location()));
            tellOrigins(project.get());
        }
        return project.get();
    }

    private void tellOrigins(Project read) {
        Settings settings = read.settings();
        for (Path file : settings.configFile().stream().toList()) {
            output.errorLine(output.dim("Loaded Prisma config from " + read.relative(file) + ".") + "\n");
        }
        for (Path file : settings.gnomonFile().stream().toList()) {
            output.errorLine(output.dim("Loaded settings from " + read.relative(file) + ".") + "\n");
        }
        if (settings.configFile().isEmpty()) {
            for (Path file : settings.environmentFiles()) {
                output.errorLine(output.dim("Environment variables loaded from " + read.relative(file)));
            }
        }
    }

    /** Say which schema is used. */
    void tellSchema() {
        Path location = project().settings().requireSchema().location();
        output.errorLine(output.dim("Prisma schema loaded from " + project().relative(location) + "."));
    }

    /** Say which schema and which database are used, and give what the engine works on. */
    Workspace openWorkspace() {
        tellSchema();
        Project opened = project();
        Dialect dialect = opened.dialect();
        DatabaseTarget target = opened.settings().requireTarget(command);
        output.line(output.dim(DatasourceLine.of(opened, dialect, target)));
        return opened.workspace(dialect, Optional.of(target), arguments.value("allow-shadow-reset"));
    }

    /** The same for a command whose answer is the only thing to be written to standard output. */
    Workspace openWorkspaceQuietly() {
        tellSchema();
        return project().workspace(command, arguments.value("allow-shadow-reset"));
    }

    /** Create the database if it is missing; give the line that tells so. */
    Optional<String> ensureDatabase(Workspace workspace) {
        if (!engine().ensureDatabase(workspace.dialect(), workspace.requireTarget())) {
            return Optional.empty();
        }
        created = Optional.of(workspace);
        return Optional.of(DatasourceLine.created(project(), workspace.dialect(), workspace.requireTarget()));
    }

    /** After a veto: drop the database again if this run has created it and nothing came into it. */
    void takeBackDatabase() {
        created.ifPresent(workspace -> {
            if (engine().takeBackDatabase(workspace.dialect(), workspace.requireTarget())) {
                output.line("\nThe database that this run had created was dropped again.\n");
            }
        });
    }
}
