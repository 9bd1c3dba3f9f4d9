package dev.gnomon.cli;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.project.Project;
import java.io.IOException;
import java.util.List;

/** {@code db seed}. */
final class DbSeedCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of(
                        "db seed",
                        "Run the command that fills the database.",
                        List.of(CommandDescription.CONFIG, CommandDescription.SCHEMA),
                        "db seed",
                        "db seed -- --arg value")
                .withOperands("[-- ARGUMENTS]");
    }

    @Override
    public Ending run(Invocation invocation) {
        Output output = invocation.output();
        Project project = invocation.project();
        String command = project.settings()
                .seed()
                .orElseThrow(() -> new GnomonException(
                        EngineErrorCode.SETTINGS_INVALID,
                        "No seed command configured.",
                        "Set `migrations.seed` in prisma.config.ts, or `seed` under [migrations] in gnomon.toml."));
        StringBuilder line = new StringBuilder(command);
        invocation.arguments().operands().forEach(operand -> line.append(' ').append(quoted(operand)));
        output.line("Running seed command `" + line + "` ...");
        int exit = execute(invocation, project, line.toString());
        if (exit != 0) {
            output.failure(output.boldRed("\nAn error occurred while running the seed command:")
                    + "\nThe command ended with exit code " + exit + ".");
            return new Ending(Ending.FAILED, "failed", json -> json.writeNumberProperty("seedExitCode", exit));
        }
        output.line("\n🌱  The seed command has been executed.");
        return Ending.ok("seeded");
    }

    private static String quoted(String operand) {
        return operand.matches("[A-Za-z0-9_./:=@%+,-]+") ? operand : "'" + operand.replace("'", "'\\''") + "'";
    }

    private static int execute(Invocation invocation, Project project, String line) {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        ProcessBuilder process = windows ? new ProcessBuilder("cmd", "/c", line) : new ProcessBuilder("sh", "-c", line);
        process.directory(project.settings().workingDirectory().toFile());
        process.environment().putAll(project.settings().addedVariables());
        process.inheritIO();
        if (invocation.arguments().has("json")) {
            process.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        }
        try {
            return process.start().waitFor();
        } catch (IOException e) {
            throw new GnomonException(
                    EngineErrorCode.FILE_FAILURE, "The seed command could not be started.", "Check the command.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("Canceled by user.");
        }
    }
}
