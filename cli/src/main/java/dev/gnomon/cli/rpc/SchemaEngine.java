package dev.gnomon.cli.rpc;

import dev.gnomon.cli.project.Version;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The program that the Prisma CLI starts under the name of its schema engine. */
public final class SchemaEngine {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int PANICKED = 101;

    private final Function<Optional<String>, Dialects> dialects;
    private final Function<Optional<Path>, Engine> engines;
    private final Path workingDirectory;
    private final Map<String, String> environment;

    /**
     * @param dialects    asked once, with the folders that the command line names
     * @param engines     asked with the schema that the command line names; whoever gave it closes it
     * @param environment what {@code env("NAME")} in a schema is looked up in
     */
    public SchemaEngine(
            Function<Optional<String>, Dialects> dialects,
            Function<Optional<Path>, Engine> engines,
            Path workingDirectory,
            Map<String, String> environment) {
        this.dialects = dialects;
        this.engines = engines;
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
            Dialects found = dialects.apply(options.dialects());
            found.problems().forEach(log::warning);
            EngineProject project = new EngineProject(options, found, workingDirectory, environment);
            Supplier<Engine> engine = () -> engines.apply(project.schemaLocation());
            if (options.command().isPresent()) {
                oneShot(options.command().get(), project, engine, log);
                return OK;
            }
            MessageWriter messages = new MessageWriter(output);
            new EngineServer(new EngineMethods(project, engine.get(), messages), messages, log).serve(input);
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

    private static void oneShot(String command, EngineProject project, Supplier<Engine> engine, LogWriter log) {
        DatabaseTarget target = project.target();
        Dialect dialect = project.dialect();
        switch (command) {
            case "can-connect-to-database" -> {
                engine.get().ensureConnection(dialect, target);
                log.info("Connection successful");
            }
            case "create-database" -> {
                String name = engine.get().createDatabase(dialect, target);
                log.info("Database '" + name + "' was successfully created.");
            }
            case "drop-database" -> {
                engine.get().dropDatabase(dialect, target);
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
