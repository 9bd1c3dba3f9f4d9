package dev.gnomon.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The entry for the training run of an ahead-of-time cache: runs real command lines one after another in one
 * process, so that the cache knows the classes of all of them. Only the build of the distribution starts it.
 */
public final class Rehearsal {

    private Rehearsal() {}

    /**
     * Run the command lines of some projects; ends with 1 if one of them failed.
     *
     * @param folders the projects' folders, each with a file {@code lines}: one command line per line, its words
     *                separated by single blanks
     * @throws IOException if a file cannot be read
     */
    public static void main(String[] folders) throws IOException {
        // What the program's own entry asks for before it runs anything.
        Terminals.isTerminal(1);
        List<String> failed = new ArrayList<>();
        for (String folder : folders) {
            Path project = Path.of(folder).toAbsolutePath();
            for (String line : Files.readAllLines(project.resolve("lines"), StandardCharsets.UTF_8)) {
                rehearse(line, project, failed);
            }
        }
        failed.forEach(System.err::println);
        System.exit(failed.isEmpty() ? 0 : 1);
    }

    private static void rehearse(String line, Path project, List<String> failed) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // A replay cache of its own: empty at first, and used from the second command on.
        Map<String, String> environment =
                Map.of("XDG_CACHE_HOME", project.resolve("cache").toString());
        try (PrintStream output = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            int exitCode = Main.run(
                    List.of(line.split(" ")), project, environment, InputStream.nullInputStream(), output, output);
            if (exitCode != 0) {
                failed.add("gnomon " + line + "\n" + bytes.toString(StandardCharsets.UTF_8));
            }
        }
    }
}
