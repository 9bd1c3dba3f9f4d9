package dev.gnomon.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Who knows one of the four dialects finds their way in the others: a job has the same file in all of them. What fewer
 * than four have stands on a list, {@code dialect-extras-main.txt} or {@code dialect-extras-test.txt}, with its reason.
 */
class SameRoomsTest {

    private static final Map<String, String> PREFIXES = new TreeMap<>(Map.of(
            "postgresql", "Postgresql",
            "mysql", "Mysql",
            "sqlserver", "Sqlserver",
            "sqlite", "Sqlite"));

    /** The two halves of a module, and how many names they have in common in all dialects; it may only grow. */
    enum Half {
        MAIN("main", 46),
        TEST("test", 13);

        private final String folder;
        private final int common;

        Half(String folder, int common) {
            this.folder = folder;
            this.common = common;
        }

        Path extras() {
            return root().resolve("cli/src/test/resources/dialect-extras-" + folder + ".txt");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_file_has_its_siblings_in_all_dialects_or_a_reason(Half half) throws IOException {
        Map<String, String> reasons = reasons(half);
        List<String> alone = new ArrayList<>();
        names(half).forEach((name, dialects) -> {
            if (dialects.size() < PREFIXES.size() && !reasons.containsKey(name)) {
                alone.add(name + " (only in " + String.join(", ", dialects) + ")");
            }
        });
        assertThat(alone)
                .as(
                        "Each of these files does a job that not all four dialects have a file for. If the others do the job"
                                + " too, give it this name there, or take the name that they have; if it is this database's own,"
                                + " write the name and the reason into "
                                + half.extras().getFileName() + ".")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void no_reason_outlives_its_file(Half half) throws IOException {
        Map<String, Set<String>> names = names(half);
        List<String> outlived = reasons(half).keySet().stream()
                .filter(name -> names.getOrDefault(name, Set.of()).isEmpty()
                        || names.get(name).size() == PREFIXES.size())
                .toList();
        assertThat(outlived)
                .as("No dialect has these files, or all have them: take them out of "
                        + half.extras().getFileName() + ".")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void most_rooms_are_the_same(Half half) throws IOException {
        List<String> common = names(half).entrySet().stream()
                .filter(entry -> entry.getValue().size() == PREFIXES.size())
                .map(Map.Entry::getKey)
                .toList();
        assertThat(common)
                .as("Names that all four dialects have. If there are more now, raise the number here; a name that goes"
                        + " from one dialect is missing in it.")
                .hasSize(half.common);
    }

    /** The names of files without the name of their database, and the dialects that have them. */
    private static Map<String, Set<String>> names(Half half) throws IOException {
        Map<String, Set<String>> names = new TreeMap<>();
        for (Map.Entry<String, String> dialect : PREFIXES.entrySet()) {
            Path sources = root().resolve("dialect-" + dialect.getKey())
                    .resolve("src/" + half.folder + "/java/dev/gnomon/dialect/" + dialect.getKey());
            try (Stream<Path> files = Files.list(sources)) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".java") && !file.equals("package-info.java"))
                        .map(file -> file.substring(0, file.length() - ".java".length()))
                        .map(name -> name.startsWith(dialect.getValue())
                                ? name.substring(dialect.getValue().length())
                                : name)
                        .forEach(name -> names.computeIfAbsent(name, ignored -> new TreeSet<>())
                                .add(dialect.getKey()));
            }
        }
        return names;
    }

    /** Lines of a name, a colon and a reason. */
    private static Map<String, String> reasons(Half half) throws IOException {
        Map<String, String> reasons = new TreeMap<>();
        for (String line : Files.readAllLines(half.extras())) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(": ", 2);
                assertThat(parts).as("a name, a colon and a reason: " + line).hasSize(2);
                assertThat(reasons.put(parts[0], parts[1]))
                        .as(parts[0] + " stands there twice")
                        .isNull();
            }
        }
        return reasons;
    }

    private static Path root() {
        return ArchitectureTest.root();
    }
}
