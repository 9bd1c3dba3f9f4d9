package dev.gnomon.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation that is run from top to bottom in a folder of its own.
 *
 * <p>Fenced blocks marked {@code console} hold commands after {@code $} and what they print, on both streams. A fenced
 * block after {@code <!-- file: PATH -->} is written to that file first. {@code <!-- not run -->} before a block says
 * that it only shows something.
 */
final class DocumentationPage {

    private static final Pattern INSTRUCTION = Pattern.compile("<!-- (file: (?<file>\\S+)|not run) -->");

    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final StringBuilder run = new StringBuilder();

    DocumentationPage(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment.putAll(environment);
    }

    /** Run the page and give it back with what its commands really print. */
    String run(String page) throws IOException {
        List<String> lines = page.lines().toList();
        String instruction = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            keep(line);
            if (line.startsWith("```") && line.length() > 3) {
                List<String> block = new ArrayList<>();
                while (!lines.get(++i).equals("```")) {
                    block.add(lines.get(i));
                }
                runBlock(line, instruction, block);
                keep("```");
                instruction = "";
            } else if (!line.isBlank()) {
                instruction = line;
            }
        }
        return run.toString();
    }

    private void keep(String line) {
        run.append(line).append('\n');
    }

    private void runBlock(String fence, String instruction, List<String> block) throws IOException {
        Matcher matcher = INSTRUCTION.matcher(instruction);
        boolean instructed = matcher.matches();
        if (instructed && matcher.group("file") != null) {
            Path file = folder.resolve(matcher.group("file"));
            Files.createDirectories(file.getParent());
            Files.writeString(file, String.join("\n", block) + "\n");
        }
        if (!fence.equals("```console") || (instructed && matcher.group("file") == null)) {
            block.forEach(this::keep);
            return;
        }
        for (String line : block) {
            if (line.startsWith("$ ")) {
                keep(line);
                output(line.substring(2)).forEach(this::keep);
            }
        }
    }

    private List<String> output(String command) throws IOException {
        List<String> words = words(command);
        boolean ours = words.get(0).equals("gnomon") || words.get(0).equals("./gnomon");
        String text = ours ? gnomon(words.subList(1, words.size())) : shell(command);
        return text.strip().isEmpty()
                ? List.of()
                : text.stripTrailing().lines().map(String::stripTrailing).toList();
    }

    private String gnomon(List<String> words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(
                folder, environment, new ByteArrayInputStream(new byte[0]), stream, stream, false, false, false);
        try (Program program = new Program(surroundings)) {
            int exitCode = program.run(words);
            String text = bytes.toString(StandardCharsets.UTF_8);
            return exitCode == 0 ? text : text.stripTrailing() + "\n(exit status " + exitCode + ")";
        }
    }

    private String shell(String command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
        builder.directory(folder.toFile())
                .redirectErrorStream(true)
                .environment()
                .putAll(environment);
        Process process = builder.start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Splits at blanks outside double quotes, as much of a shell as the pages need. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)").matcher(command);
        while (matcher.find()) {
            for (int group = 1; group <= 3; group++) {
                if (matcher.group(group) != null) {
                    words.add(matcher.group(group));
                }
            }
        }
        return words;
    }

    /** What differs from run to run, made the same. */
    static String normalised(String page) {
        return page.replaceAll("\\b20\\d{12}(?=_|\\b)", "<time>")
                .replaceAll("20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)? UTC", "<instant>")
                .replaceAll("\\bin \\d+(\\.\\d+)?\\s?(ms|s)\\b", "in <duration>")
                .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uuid>")
                .replaceAll("(localhost|127\\.0\\.0\\.1):\\d+", "$1:<port>")
                .replaceAll("PostgreSQL \\d+[0-9.]*[^\\n]*", "PostgreSQL <version>")
                .replaceAll("\\b[0-9a-f]{64}\\b", "<hash>")
                .replaceAll("SQLite \\d+[0-9.]*", "SQLite <version>");
    }
}
