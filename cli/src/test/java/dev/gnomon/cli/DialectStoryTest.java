package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.architecture.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about writing a dialect tells of the code that there is. */
class DialectStoryTest {

    private static final Path PAGE = Repository.root().resolve("docs/writing-a-dialect.md");

    @Test
    void every_line_of_code_on_the_page_is_one_of_the_example() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : sources()) {
            Files.readAllLines(file).stream().map(String::strip).forEach(lines::add);
        }
        Matcher snippets =
                Pattern.compile("```(?:java|xml)\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        int found = 0;
        while (snippets.find()) {
            found++;
            assertThat(snippets.group(1).lines().map(String::strip)).isSubsetOf(lines);
        }
        assertThat(found).isGreaterThan(10);
    }

    @Test
    void every_class_that_the_page_names_is_there() throws IOException {
        List<String> names =
                sources().stream().map(file -> file.getFileName().toString()).toList();
        Matcher classes = Pattern.compile("`(H2[A-Za-z]+)[`.]").matcher(Files.readString(PAGE));
        while (classes.find()) {
            assertThat(names).contains(classes.group(1) + ".java");
        }
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ExampleDialect.project())) {
            return files.filter(file -> file.toString().endsWith(".java") || file.endsWith("pom.xml"))
                    .filter(file -> !file.toString().contains("target"))
                    .toList();
        }
    }
}
