package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command loads what it needs and nothing else: each class costs time at every start. */
class ColdStartTest {

    private static final Map<String, String> DRIVERS = Map.of(
            "postgresql", "org.postgresql.",
            "mysql", "com.mysql.",
            "sqlserver", "com.microsoft.",
            "sqlite", "org.sqlite.");

    /** Databinding, injection, logging frameworks, scripting, the network. */
    private static final List<String> NEVER = List.of(
            "tools.jackson.databind.",
            "com.fasterxml.jackson.",
            "com.google.inject.",
            "org.slf4j.",
            "java.util.logging.LogManager",
            "java.net.http.",
            "javax.naming.",
            "javax.script.",
            "io.opentelemetry.");

    @TempDir
    Path folder;

    @Test
    void version_loads_neither_a_dialect_nor_the_option_parser() throws Exception {
        List<String> classes = classesOf("--version");

        assertThat(classes).noneMatch(name -> name.startsWith("dev.gnomon.dialect.") || name.startsWith("picocli."));
        assertThatNothingNeedlessIsIn(classes, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mysql", "sqlserver", "sqlite"})
    void validate_loads_no_driver(String provider) throws Exception {
        schema(provider);

        assertThatNothingNeedlessIsIn(classesOf("validate"), "");
    }

    @Test
    void status_loads_the_driver_of_its_database_alone() throws Exception {
        TestServer server = TestServers.postgresql();
        schema("postgresql");
        String url = server.url("postgres");

        List<String> classes = new ArrayList<>(classesOf("migrate", "status", "--url", url));

        // The driver has its logger in each of its classes.
        classes.removeIf(name -> name.startsWith("java.util.logging."));
        assertThat(classes).anyMatch(name -> name.startsWith(DRIVERS.get("postgresql")));
        assertThatNothingNeedlessIsIn(classes, "postgresql");
    }

    private static void assertThatNothingNeedlessIsIn(List<String> classes, String provider) {
        Map<String, String> others = new HashMap<>(DRIVERS);
        others.remove(provider);
        List<String> needless = new ArrayList<>(NEVER);
        needless.addAll(others.values());
        assertThat(classes)
                .contains("dev.gnomon.cli.Main")
                .noneMatch(name -> needless.stream().anyMatch(name::startsWith));
    }

    private void schema(String provider) throws IOException {
        Files.createDirectories(folder.resolve("prisma"));
        Files.writeString(
                folder.resolve("prisma/schema.prisma"),
                "datasource db {\n  provider = \"" + provider + "\"\n}\n\nmodel Car {\n  id Int @id\n}\n");
    }

    /** Run a command in a JVM of its own, and give the names of the classes that it loaded. */
    private List<String> classesOf(String... words) throws IOException, InterruptedException {
        Path log = folder.resolve("classes.log");
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log + "::filecount=0",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        line.addAll(List.of(words));
        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("output").toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return Files.readAllLines(log).stream()
                .map(entry -> entry.substring(entry.indexOf("] ") + 2))
                .map(entry -> entry.split(" ")[0])
                .toList();
    }
}
