package dev.gnomon.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The program's entry. */
public final class Main {

    private Main() {}

    /**
     * Run a command line, and end the process with the exit code.
     *
     * @param line the words after the program's name
     */
    public static void main(String[] line) {
        StandardOutput standardOutput = new StandardOutput();
        PrintStream output = stream(standardOutput);
        PrintStream error = stream(new FileOutputStream(FileDescriptor.err));
        Surroundings surroundings = new Surroundings(
                Path.of("").toAbsolutePath(),
                System.getenv(),
                System.in,
                output,
                error,
                Terminals.isTerminal(0),
                Terminals.isTerminal(1),
                Terminals.isTerminal(2));
        Program program = new Program(surroundings);
        Runtime.getRuntime().addShutdownHook(new Release(program));
        int exitCode = program.run(List.of(line));
        output.flush();
        System.exit(standardOutput
                .failure()
                .map(failure -> program.unwritten(failure, exitCode))
                .orElse(exitCode));
    }

    /**
     * Run a command line within another program: nobody sits at a terminal, and nothing ends the process.
     *
     * @return the exit code
     */
    public static int run(
            List<String> line,
            Path workingDirectory,
            Map<String, String> environment,
            InputStream input,
            PrintStream output,
            PrintStream error) {
        Surroundings surroundings =
                new Surroundings(workingDirectory, environment, input, output, error, false, false, false);
        try (Program program = new Program(surroundings)) {
            return program.run(line);
        }
    }

    /** Ctrl-C and SIGTERM end runs in the middle: what they hold on the server goes away all the same. */
    private static final class Release extends Thread {

        private final Program program;

        Release(Program program) {
            super("release");
            this.program = program;
        }

        @Override
        public void run() {
            program.close();
        }
    }

    private static PrintStream stream(OutputStream stream) {
        return new PrintStream(stream, false, StandardCharsets.UTF_8);
    }
}
