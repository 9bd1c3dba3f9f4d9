package dev.gnomon.cli;

import dev.gnomon.architecture.Repository;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.h2.Driver;

/** The dialect of {@code examples/dialect-h2}, built from its sources as its own project builds it. */
final class ExampleDialect {

    private ExampleDialect() {}

    static Path project() {
        return Repository.root().resolve("examples/dialect-h2");
    }

    /** The schema that comes with it. */
    static String schema() throws IOException {
        return Files.readString(project().resolve("example/prisma/schema.prisma"));
    }

    /**
     * Build the jar and put it beside its driver.
     *
     * @param work    an empty folder
     * @param dialect the folder to make, which holds nothing else
     * @return the jar
     */
    static Path install(Path work, Path dialect) throws IOException {
        Path jar = build(work).into(dialect.resolve("dialect-h2-1.0.jar"));
        Files.copy(driver(), dialect.resolve(driver().getFileName()));
        return jar;
    }

    /** The jar's parts, to be built with more or less in it. */
    static PluginJar build(Path work) throws IOException {
        PluginJar jar = new PluginJar(work).needs(driver());
        Path sources = project().resolve("src/main/java");
        for (Path source : files(sources)) {
            // A descriptor is compiled against modules only, and gnomon's may have been compiled without theirs.
            if (!source.endsWith("module-info.java") || ModulePaths.haveDescriptors()) {
                jar.source(name(sources, source), Files.readString(source));
            }
        }
        Path resources = project().resolve("src/main/resources");
        for (Path resource : files(resources)) {
            jar.resource(name(resources, resource), Files.readString(resource));
        }
        return jar;
    }

    /** H2's jar on the tests' class path. */
    static Path driver() {
        try {
            return Path.of(Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
