package dev.gnomon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The comparisons that are known not to agree with the record, one a line. The list may only shrink: a
 * comparison that newly agrees has to be taken out, one that newly disagrees is a failure.
 *
 * <p>With the system property {@code gnomon.conformance.rewrite} the list is written anew.
 */
public final class KnownDifferences {

    private static final Path DIRECTORY = Path.of("src", "test", "resources", "known-differences");

    private KnownDifferences() {}

    /** Compare what does not agree with the list. */
    public static void check(String list, Tally tally) {
        System.out.println(tally.table());
        writeDetails(list, tally);
        Path file = DIRECTORY.resolve(list + ".txt");
        if (Boolean.getBoolean("gnomon.conformance.rewrite")) {
            rewrite(file, tally);
            return;
        }
        TreeSet<String> known = new TreeSet<>(read(file));
        TreeSet<String> nowAgreeing = new TreeSet<>(known);
        nowAgreeing.removeAll(tally.failures());
        TreeSet<String> nowDiffering = new TreeSet<>(tally.failures());
        nowDiffering.removeAll(known);
        assertThat(nowDiffering)
                .as("comparisons that do not agree with the record and are not in %s", file)
                .isEmpty();
        assertThat(nowAgreeing)
                .as("comparisons that agree by now: take them out of %s", file)
                .isEmpty();
    }

    private static List<String> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(KnownDifferences::withoutDecision)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line is a comparison and, in brackets, the decision that it is due to: an anchor in docs/compatibility.md. */
    static String withoutDecision(String line) {
        return line.contains(" [") ? line.substring(0, line.lastIndexOf(" [")) : line;
    }

    /** Comments and decisions stay. */
    private static void rewrite(Path file, Tally tally) {
        try {
            List<String> lines = new ArrayList<>();
            if (Files.exists(file)) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith("#"))
                        .forEach(lines::add);
            }
            for (String failure : tally.failures()) {
                lines.add(decided(file).getOrDefault(failure, failure));
            }
            Files.createDirectories(DIRECTORY);
            if (lines.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                Files.write(file, lines);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a list by their comparisons. */
    private static Map<String, String> decided(Path file) throws IOException {
        Map<String, String> lines = new HashMap<>();
        if (Files.exists(file)) {
            Files.readAllLines(file).forEach(line -> lines.put(withoutDecision(line), line));
        }
        return lines;
    }

    private static void writeDetails(String list, Tally tally) {
        try {
            Path directory = Files.createDirectories(Path.of("target", "conformance"));
            Files.writeString(directory.resolve(list + ".txt"), String.join("\n", tally.details()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
