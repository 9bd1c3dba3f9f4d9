package dev.gnomon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where gnomon differs from a recorded answer, docs/compatibility.md says why. */
class DecisionsTest {

    private static final Path DECISIONS = Path.of("..", "docs", "compatibility.md");
    private static final List<Path> LISTS = List.of(
            Path.of("src", "test", "resources", "known-differences"),
            Path.of("..", "schema-language", "src", "test", "resources"));

    @Test
    void every_known_difference_is_due_to_a_decision_with_a_reason() throws IOException {
        Set<String> decisions = Pattern.compile("<a id=\"([a-z-]+)\"></a>")
                .matcher(Files.readString(DECISIONS))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> used = new TreeSet<>();
        List<String> withoutDecision = new ArrayList<>();
        Pattern entry = Pattern.compile(".* \\[([a-z-]+)]");
        for (String line : entries()) {
            String decision = entry.matcher(line)
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .findFirst()
                    .orElse("");
            if (!decisions.contains(decision)) {
                withoutDecision.add(line);
            }
            used.add(decision);
        }
        assertThat(withoutDecision).isEmpty();
        assertThat(used).as("decisions that concern no recorded answer").containsAll(decisions);
    }

    private static List<String> entries() throws IOException {
        List<String> entries = new ArrayList<>();
        for (Path folder : LISTS) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".txt")).toList()) {
                    Files.readAllLines(file).stream()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .forEach(entries::add);
                }
            }
        }
        return entries;
    }
}
