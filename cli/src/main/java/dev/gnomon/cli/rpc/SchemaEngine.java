package dev.gnomon.cli.rpc;

import dev.gnomon.config.Settings;
import dev.gnomon.config.SettingsOverrides;
import dev.gnomon.config.SettingsReader;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.project.Composition;
import dev.gnomon.project.Project;
import dev.gnomon.project.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The program that the Prisma CLI starts under the name of its schema engine. */
public final class SchemaEngine implements AutoCloseable {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int PANICKED = 101;

    private final Optional<Dialects> dialects;
    private final Path workingDirectory;
    private final Map<String, String> environment;
    private Optional<Project> project = Optional.empty();

    /**
     * @param environment what {@code env("NAME")} in a schema is looked up in
     */
    public SchemaEngine(Path workingDirectory, Map<String, String> environment) {
        this(Optional.empty(), workingDirectory, environment);
    }

    /**
     * @param dialects in place of those of the module path and the folders for dialects
     */
    SchemaEngine(Optional<Dialects> dialects, Path workingDirectory, Map<String, String> environment) {
        this.dialects = dialects;
        this.workingDirectory = workingDirectory;
        this.environment = environment;
    }

    /**
     * Do what a command line asks: a one-shot command, or serve the input until it ends.
     *
     * @return the exit code
     */
    public int run(List<String> line, InputStream input, PrintStream output, PrintStream error) {
        if (line.equals(List.of("--version")) || line.equals(List.of("-V"))) {
            // The client takes what follows the first word for the version.
            output.println("schema-engine-cli gnomon-" + Version.text());
            output.flush();
            return OK;
        }
        LogWriter log = new LogWriter(error);
        log.info("Starting schema engine CLI");
        try {
            EngineOptions options = EngineOptions.parse(line);
            EngineProject opened = open(options, log);
            if (options.command().isPresent()) {
                oneShot(options.command().get(), opened, log);
                return OK;
            }
            MessageWriter messages = new MessageWriter(output);
            new EngineServer(new EngineMethods(opened, messages), messages, log).serve(input);
            return OK;
        } catch (GnomonException failure) {
            log.failure(failure);
            return FAILED;
        } catch (IOException brokenPipe) {
            return OK;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError defect) {
            log.failure(new GnomonException(
                    EngineErrorCode.DEFECT,
                    defect.getClass().getSimpleName() + ": "
                            + Optional.ofNullable(defect.getMessage()).orElse(""),
                    "",
                    defect));
            return PANICKED;
        }
    }

    private EngineProject open(EngineOptions options, LogWriter log) {
        Settings settings = SettingsReader.readOwn(
                workingDirectory,
                environment,
                SettingsOverrides.builder()
                        .schema(options.datamodels().stream().findFirst())
                        .dialects(options.dialects())
                        .build());
        Composition.Builder composition = Composition.builder().warnings(log::warning);
        dialects.ifPresent(composition::dialects);
        Project opened = Project.open(settings, composition.build());
        opened.dialects().problems().forEach(problem -> log.warning(problem));
        synchronized (this) {
            project = Optional.of(opened);
        }
        return new EngineProject(options, opened, workingDirectory, environment);
    }

    /** Gives back what requests that are under way hold; safe to call from a shutdown hook. */
    @Override
    public void close() {
        Optional<Project> open;
        synchronized (this) {
            open = project;
        }
        open.ifPresent(Project::close);
    }

    private static void oneShot(String command, EngineProject project, LogWriter log) {
        Engine engine = project.project().engine();
        DatabaseTarget target = project.target();
        Dialect dialect = project.dialect();
        switch (command) {
            case "can-connect-to-database" -> {
                engine.ensureConnection(dialect, target);
                log.info("Connection successful");
            }
            case "create-database" -> {
                String name = engine.createDatabase(dialect, target);
                log.info("Database '" + name + "' was successfully created.");
            }
            case "drop-database" -> {
                engine.dropDatabase(dialect, target);
                log.info("The database was successfully dropped.");
            }
            default ->
                throw new GnomonException(
                        EngineErrorCode.USAGE,
                        "The schema engine has no command `" + command + "`.",
                        "The commands are: can-connect-to-database, create-database, drop-database.");
        }
    }
}
