package dev.gnomon.engine.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SharedPackagesTest {

    @Test
    void a_dialect_in_a_class_loader_of_its_own_sees_the_whole_api() throws IOException {
        String descriptor = Files.readString(Path.of("../engine-api/src/main/java/module-info.java"));
        assertThat(IsolatedClassLoader.API_PACKAGES)
                .containsExactlyInAnyOrderElementsOf(Pattern.compile("exports ([a-z.]+);")
                        .matcher(descriptor)
                        .results()
                        .map((MatchResult exports) -> exports.group(1))
                        .toList());
    }
}
