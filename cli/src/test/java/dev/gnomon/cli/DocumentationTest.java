package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages show is what happens; {@code -Dgolden.update=true} writes what happens into the pages. */
class DocumentationTest {

    private static final String NEEDS_POSTGRESQL = "<!-- needs: PostgreSQL -->";

    @TempDir
    private Path folder;

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.walk(root().resolve("docs"))) {
            return Stream.concat(
                    Stream.of(root().resolve("README.md")),
                    pages.filter(page -> page.toString().endsWith(".md")).sorted().toList().stream());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_shows_what_happens(Path page) throws IOException {
        if (!Files.exists(page)) {
            return;
        }
        String text = Files.readString(page);
        if (!text.contains("```console")) {
            assertThat(text).isNotBlank();
            return;
        }
        copyExamples();
        String ran = new DocumentationPage(folder, environment(text)).run(text);
        if (Boolean.getBoolean("golden.update")
                && !DocumentationPage.normalised(ran).equals(DocumentationPage.normalised(text))) {
            Files.writeString(page, shown(ran));
        }
        assertThat(DocumentationPage.normalised(shown(ran)))
                .as("%s (rerun with -Dgolden.update=true and read the difference)", page.getFileName())
                .isEqualTo(DocumentationPage.normalised(Files.readString(page)));
    }

    @Test
    void every_error_code_is_described() throws IOException {
        String errors = Files.readString(root().resolve("docs/errors.md"));
        List<String> ids = Stream.of(dev.gnomon.engine.error.EngineErrorCode.values())
                .map(dev.gnomon.engine.error.ErrorCode::id)
                .toList();
        assertThat(ids).allSatisfy(id -> assertThat(errors).contains(id));
    }

    @Test
    void every_finding_is_described() throws IOException {
        String page = Files.readString(root().resolve("docs/data-loss.md"));
        assertThat(dev.gnomon.engine.migration.FindingKind.values())
                .allSatisfy(kind -> assertThat(page).contains("| %s | `%s` |".formatted(kind.id(), kind.word())));
        assertThat(java.util.regex.Pattern.compile("GN-D\\d+").matcher(page).results())
                .hasSameSizeAs(dev.gnomon.engine.migration.FindingKind.values());
    }

    @Test
    void every_link_between_pages_leads_somewhere() throws IOException {
        java.util.regex.Pattern link = java.util.regex.Pattern.compile("\\]\\((?!https?:)([^)#\\s]+)(#[^)]*)?\\)");
        for (Path page : pages().toList()) {
            java.util.regex.Matcher matcher = link.matcher(Files.readString(page));
            while (matcher.find()) {
                assertThat(page.resolveSibling(matcher.group(1)))
                        .as("a link in %s", page.getFileName())
                        .exists();
            }
        }
    }

    private static Map<String, String> environment(String page) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PATH", System.getenv().getOrDefault("PATH", ""));
        if (page.contains(NEEDS_POSTGRESQL)) {
            TestServer server = TestServers.postgresql();
            environment.put("DATABASE_URL", server.newTarget().url());
            environment.put("SERVER_URL", server.url("postgres"));
        }
        return environment;
    }

    /** Names and addresses that a reader would have. */
    private static String shown(String ran) {
        return ran.replaceAll("\\bt_[0-9a-f]{16}\\b", "shop")
                .replaceAll("(localhost|127\\.0\\.0\\.1):\\d+", "$1:5432")
                .replaceAll("/[^ \"]*/junit-?\\d+/", "/home/me/shop/")
                .replaceAll(
                        "\"runtime\":\"[^\"]*\"", "\"runtime\":\"Java 25.0.3+9-LTS (Eclipse Adoptium), Linux amd64\"");
    }

    private void copyExamples() throws IOException {
        Path examples = root().resolve("examples");
        try (Stream<Path> files = Files.walk(examples)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String relative = root().relativize(file).toString();
                if (!relative.contains("migrations") && !relative.contains(".db") && !relative.contains("target")) {
                    Path copy = folder.resolve(relative);
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("engine-api")) ? here : here.getParent();
    }
}
