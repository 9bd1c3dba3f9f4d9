package dev.gnomon.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A jar that is compiled from source texts, as a stranger would build it. */
final class PluginJar {

    static final String SERVICE = "META-INF/services/dev.gnomon.engine.dialect.Dialect";

    private final Path work;
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> resources = new LinkedHashMap<>();
    private final List<Path> needed = new ArrayList<>();
    private final List<Path> bundled = new ArrayList<>();

    /** A jar that is made in this empty folder. */
    PluginJar(Path work) {
        this.work = work;
    }

    /** A dialect without a module descriptor that says by a service file what it provides. */
    static PluginJar automatic(Path work, String id) {
        return new PluginJar(work)
                .source("stranger/StrangeDialect.java", dialect(id, "API_LEVEL", "return null;"))
                .resource(SERVICE, "stranger.StrangeDialect\n");
    }

    /** A dialect with a module descriptor. */
    static PluginJar named(Path work, String id, String... requirements) {
        StringBuilder descriptor = new StringBuilder("module stranger." + id + " { requires dev.gnomon.engine.api; ");
        for (String requirement : requirements) {
            descriptor.append("requires ").append(requirement).append("; ");
        }
        return new PluginJar(work)
                .source("stranger/StrangeDialect.java", dialect(id, "API_LEVEL", "return null;"))
                .source(
                        "module-info.java",
                        descriptor + "provides dev.gnomon.engine.dialect.Dialect with stranger.StrangeDialect; }");
    }

    /** A dialect that can be listed, and whose roles are not asked for; only what connects has something in it. */
    static String dialect(String id, String level, String connector) {
        StringBuilder roles = new StringBuilder();
        for (String role : List.of(
                "SchemaTraits",
                "DiffRules",
                "DataLossRules",
                "Introspector",
                "ShadowDatabases",
                "ConfiguredShadowDatabase",
                "ScriptRunner",
                "HistoryTable",
                "MigrationLock",
                "DatabaseReset")) {
            roles.append("public %s %s%s() { return null; }%n"
                    .formatted(role, Character.toLowerCase(role.charAt(0)), role.substring(1)));
        }
        return """
            package stranger;
            import dev.gnomon.engine.dialect.*;
            public class StrangeDialect implements Dialect {
                public DialectId id() { return new DialectId("%s"); }
                public int apiLevel() { return %s; }
                public String displayName() { return "Strange"; }
                public java.util.Set<Capability> capabilities() { return java.util.Set.of(Capability.ENUMS); }
                public SqlRenderer renderer() { return null; }
                public Connector connector() { %s }
                %s
            }
            """.formatted(id, level, connector, roles);
    }

    PluginJar source(String file, String text) {
        sources.put(file, text);
        return this;
    }

    PluginJar resource(String file, String text) {
        resources.put(file, text);
        return this;
    }

    PluginJar without(String file) {
        sources.remove(file);
        return this;
    }

    /** Put all that another jar holds into this one too, as people do who hand out a single file. */
    PluginJar bundling(Path jar) {
        bundled.add(jar);
        return this;
    }

    /** Compile against one more jar or folder of classes. */
    PluginJar needs(Path jar) {
        needed.add(jar);
        return this;
    }

    /** Build it. */
    Path into(Path jar) throws IOException {
        Path classes = work.resolve("classes-of-" + jar.getFileName());
        Files.createDirectories(classes);
        Files.createDirectories(jar.getParent());
        List<String> line = new ArrayList<>(List.of("-proc:none", "-d", classes.toString()));
        String path = String.join(
                System.getProperty("path.separator"),
                Stream.concat(Stream.of(ModulePaths.api()), needed.stream())
                        .map(Path::toString)
                        .toList());
        line.addAll(List.of(sources.containsKey("module-info.java") ? "--module-path" : "--class-path", path));
        Matcher version =
                Pattern.compile("-(\\d[\\w.]*)\\.jar").matcher(jar.getFileName().toString());
        if (sources.containsKey("module-info.java") && version.find()) {
            line.addAll(List.of("--module-version", version.group(1)));
        }
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = work.resolve("sources-of-" + jar.getFileName()).resolve(source.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, source.getValue());
            line.add(file.toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (!sources.isEmpty() && compiler.run(null, null, null, line.toArray(new String[0])) != 0) {
            throw new IllegalStateException("the sources of " + jar + " do not compile");
        }
        for (Map.Entry<String, String> resource : resources.entrySet()) {
            Path file = classes.resolve(resource.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, resource.getValue());
        }
        try (JarOutputStream output = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                output.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                output.write(Files.readAllBytes(file));
                output.closeEntry();
            }
            for (Path other : bundled) {
                copy(other, output);
            }
        }
        return jar;
    }

    private static void copy(Path jar, JarOutputStream output) throws IOException {
        try (JarInputStream input = new JarInputStream(Files.newInputStream(jar))) {
            for (JarEntry entry = input.getNextJarEntry(); entry != null; entry = input.getNextJarEntry()) {
                if (!entry.isDirectory() && !entry.getName().startsWith("META-INF/")) {
                    output.putNextEntry(new JarEntry(entry.getName()));
                    input.transferTo(output);
                    output.closeEntry();
                }
            }
        }
    }
}
