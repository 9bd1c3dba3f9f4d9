package dev.gnomon.cli;

import dev.gnomon.cli.rpc.SchemaEngine;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.dialect.SecretMask;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.ErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.ReadableName;
import dev.gnomon.project.Version;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;

/** The program: finds the command that a line names, runs it, and tells how it ended. */
final class Program implements AutoCloseable {

    private final Surroundings surroundings;
    private Optional<Runnable> release = Optional.empty();
    private volatile boolean closing;

    Program(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Run a command line; give the exit code. Never throws. */
    int run(List<String> line) {
        Output output = new Output(surroundings, false);
        try {
            ReadableName.requireFolder(surroundings.workingDirectory(), "The path of the working directory");
            line.forEach(word -> ReadableName.requireText(word, "The argument `" + SecretMask.mask(word) + "`"));
        } catch (GnomonException unreadable) {
            output.failure(output.boldRed("Error:") + " " + ErrorText.of(unreadable));
            return Ending.FAILED;
        }
        if (line.isEmpty() || List.of("--help", "-h", "help").contains(line.get(0))) {
            output.line(Commands.help(""));
            return Ending.OK;
        }
        if (List.of("--version", "-v", "version").contains(line.get(0))) {
            return version(output, line.contains("--json"));
        }
        if (line.get(0).equals("schema-engine")) {
            SchemaEngine server = new SchemaEngine(surroundings.workingDirectory(), surroundings.environment());
            releaseAtEnd(server::close);
            return server.run(
                    line.subList(1, line.size()), surroundings.input(), surroundings.output(), surroundings.error());
        }
        if (Commands.isGroup(line.get(0))
                && (line.size() == 1 || List.of("--help", "-h").contains(line.get(1)))) {
            output.line(Commands.help(line.get(0)));
            return Ending.OK;
        }
        int words = Commands.isGroup(line.get(0)) ? 2 : 1;
        String name = String.join(" ", line.subList(0, words));
        Optional<Command> command = Commands.find(name);
        if (command.isEmpty()) {
            output.failure("\n" + output.boldRed("!") + " Unknown command \"" + line.get(words - 1) + "\"\n"
                    + Commands.help(words == 2 ? line.get(0) : ""));
            return Ending.FAILED;
        }
        return run(command.get(), line.subList(words, line.size()), output);
    }

    /** Tell that what a command wrote did not arrive; give the exit code for that. */
    int unwritten(IOException failure, int exitCode) {
        Output output = new Output(surroundings, false);
        output.failure(output.boldRed("Error:") + " "
                + ErrorText.of(new GnomonException(
                        EngineErrorCode.FILE_FAILURE,
                        "Standard output could not be written: " + failure.getMessage()
                                + "\nThe command went to its end all the same, but what it had to say is not whole.",
                        "Make room, or write to another place. Before you run a command again that changes a database,"
                                + " look with `gnomon migrate status`.",
                        failure)));
        return exitCode == Ending.OK ? Ending.FAILED : exitCode;
    }

    private static int version(Output output, boolean json) {
        if (json) {
            output.document(JsonReport.document("version", "printed", Ending.OK, members -> {
                members.writeStringProperty("version", Version.text());
                Version.commit().ifPresent(commit -> members.writeStringProperty("commit", commit));
                members.writeStringProperty("runtime", Version.runtime());
            }));
        } else {
            output.line("gnomon " + Version.text()
                    + Version.commit().map(commit -> " (" + commit + ")").orElse("") + "\n" + Version.runtime());
        }
        return Ending.OK;
    }

    private int run(Command command, List<String> line, Output output) {
        CommandDescription description = command.description();
        Arguments arguments;
        try {
            arguments = Arguments.parse(description, line);
        } catch (UsageException usage) {
            return usage(description, usage, line.contains("--json"), output);
        }
        if (arguments.has("help")) {
            output.line(HelpText.of(description));
            return Ending.OK;
        }
        boolean json = arguments.has("json");
        Invocation invocation = new Invocation(description.name(), arguments, surroundings);
        releaseAtEnd(invocation::close);
        try {
            Ending ending = command.run(invocation);
            if (json) {
                output.document(
                        JsonReport.document(description.name(), ending.outcome(), ending.exitCode(), ending.members()));
            }
            tellMissingDialects(invocation, output, Optional.empty());
            return ending.exitCode();
        } catch (UsageException usage) {
            return usage(description, usage, json, output);
        } catch (CancelledException cancelled) {
            output.line("\n" + cancelled.text());
            return Ending.CANCELLED;
        } catch (GnomonException failure) {
            if (failure.code().kind() == ErrorCode.Kind.VETO) {
                invocation.takeBackDatabase();
            }
            return failed(invocation, failure, json, output);
        } catch (LinkageError incomplete) {
            return failed(
                    invocation,
                    invocation
                            .loadedDialects()
                            .flatMap(dialects -> dialects.blame(incomplete))
                            .orElseGet(() -> defect(incomplete)),
                    json,
                    output);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError defect) {
            return failed(invocation, defect(defect), json, output);
        }
    }

    private static int usage(CommandDescription description, UsageException usage, boolean json, Output output) {
        if (json) {
            output.document(JsonReport.document(
                    description.name(),
                    "error",
                    Ending.FAILED,
                    members -> ErrorText.write(members, EngineErrorCode.USAGE.id(), usage.text(), "")));
        } else {
            output.failure("\n" + output.boldRed("!") + " " + usage.text() + "\n" + HelpText.of(description));
        }
        return Ending.FAILED;
    }

    private static GnomonException defect(Throwable defect) {
        return new GnomonException(
                EngineErrorCode.DEFECT,
                "Something is wrong in gnomon itself: " + defect.getClass().getSimpleName()
                        + Optional.ofNullable(defect.getMessage())
                                .map(message -> ": " + message)
                                .orElse(""),
                "Please report it, with what GNOMON_DEBUG=1 shows.",
                defect);
    }

    private int failed(Invocation invocation, GnomonException failure, boolean json, Output output) {
        if (closing) {
            // The user ended the run; what fails because of that is nothing to tell.
            return Ending.CANCELLED;
        }
        int exitCode = failure.code().kind() == ErrorCode.Kind.VETO ? Ending.VETOED : Ending.FAILED;
        if (json) {
            output.document(JsonReport.document(invocation.command(), "error", exitCode, ErrorText.members(failure)));
        } else {
            output.failure(output.boldRed("Error:") + " " + ErrorText.of(failure));
        }
        tellMissingDialects(invocation, output, Optional.of(failure));
        if (!surroundings.environment().getOrDefault("GNOMON_DEBUG", "").isEmpty()) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            surroundings.error().print(SecretMask.maskSql(trace.toString()));
            surroundings.error().flush();
        }
        return exitCode;
    }

    /** A dialect that cannot be loaded is nothing to stop for as long as nobody needs it. */
    private static void tellMissingDialects(Invocation invocation, Output output, Optional<GnomonException> told) {
        for (Dialects dialects : invocation.loadedDialects().stream().toList()) {
            for (GnomonException problem : dialects.problems()) {
                if (told.filter(problem::equals).isEmpty()) {
                    output.failure(output.yellow("Warning:") + " " + ErrorText.of(problem));
                }
            }
        }
    }

    /** Gives back what the engine holds; safe to call from a shutdown hook. */
    @Override
    public void close() {
        closing = true;
        Optional<Runnable> open;
        synchronized (this) {
            open = release;
        }
        open.ifPresent(Runnable::run);
    }

    private synchronized void releaseAtEnd(Runnable value) {
        release = Optional.of(value);
    }
}
