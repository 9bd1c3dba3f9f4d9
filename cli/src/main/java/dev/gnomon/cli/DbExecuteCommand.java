package dev.gnomon.cli;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.TextFile;
import dev.gnomon.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code db execute}. */
final class DbExecuteCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of(
                "db execute",
                "Run a script on the database as it is.",
                List.of(
                        Option.value("file", "FILE", "Run this file"),
                        Option.flag("stdin", "Run what comes on standard input"),
                        CommandDescription.SCHEMA,
                        CommandDescription.CONFIG,
                        CommandDescription.URL),
                "db execute --file script.sql",
                "db execute --stdin < script.sql");
    }

    @Override
    public Ending run(Invocation invocation) {
        Optional<String> file = invocation.arguments().value("file");
        boolean fromInput = invocation.arguments().has("stdin");
        if (file.isPresent() == fromInput) {
            throw new GnomonException(
                    EngineErrorCode.USAGE,
                    fromInput
                            ? "--stdin and --file cannot be used at the same time. Only 1 must be provided.\n"
                                    + "See `prisma db execute -h`"
                            : "Either --stdin or --file must be provided.\nSee `prisma db execute -h`",
                    "");
        }
        String script = file.isPresent() ? readFile(invocation, file.get()) : readInput(invocation);
        Project project = invocation.project();
        DatabaseTarget target = project.settings().requireTarget("db execute");
        project.execute(project.dialectFor(target), target, script);
        invocation.output().line("Script executed successfully.");
        return Ending.ok("executed");
    }

    private static String readFile(Invocation invocation, String file) {
        Path path = invocation.surroundings().workingDirectory().resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new GnomonException(EngineErrorCode.USAGE, "Provided --file at " + file + " doesn't exist.", "");
        }
        try {
            return TextFile.read(path);
        } catch (IOException e) {
            throw new GnomonException(
                    EngineErrorCode.FILE_FAILURE, "Could not read " + file + ".", "Check that it can be read.", e);
        }
    }

    private static String readInput(Invocation invocation) {
        try {
            return TextFile.withoutMark(
                    TextFile.decode(invocation.surroundings().input().readAllBytes(), "Standard input"));
        } catch (IOException e) {
            throw new GnomonException(
                    EngineErrorCode.FILE_FAILURE, "Could not read standard input.", "Pass the script with --file.", e);
        }
    }
}
