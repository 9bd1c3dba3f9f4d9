package dev.gnomon.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each module requires, exports and provides stands in a file, so that a change of it is seen. */
class ModuleDescriptorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "engine-api",
                "engine-core",
                "engine-contract",
                "schema-language",
                "config",
                "dialect-postgresql",
                "dialect-mysql",
                "dialect-sqlserver",
                "dialect-sqlite",
                "listeners",
                "project",
                "engine-tck",
                "cli"
            })
    void the_descriptor_is_the_recorded_one(String module) throws IOException {
        Path root = ArchitectureTest.root();
        String actual = describe(root.resolve(module).resolve("target/classes/module-info.class"));
        Path golden = root.resolve("cli/src/test/resources/descriptors").resolve(module + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, actual);
        }
        assertThat(actual)
                .as("%s (rerun with -Dgolden.update=true and read the difference)", golden.getFileName())
                .isEqualTo(Files.readString(golden));
    }

    /** A program that embeds gnomon on its class path finds the same services as one on the module path. */
    @ParameterizedTest
    @ValueSource(strings = {"dialect-postgresql", "dialect-mysql", "dialect-sqlserver", "dialect-sqlite"})
    void the_class_path_finds_the_services_of_the_descriptor(String module) throws IOException {
        Path classes = ArchitectureTest.root().resolve(module).resolve("target/classes");
        try (InputStream in = Files.newInputStream(classes.resolve("module-info.class"))) {
            for (ModuleDescriptor.Provides provides : ModuleDescriptor.read(in).provides()) {
                Path services = classes.resolve("META-INF/services").resolve(provides.service());
                assertThat(Files.readAllLines(services)).isEqualTo(provides.providers());
            }
        }
    }

    private static String describe(Path moduleInfo) throws IOException {
        try (InputStream in = Files.newInputStream(moduleInfo)) {
            ModuleDescriptor descriptor = ModuleDescriptor.read(in);
            return Stream.of(
                            Stream.of("module " + descriptor.name()),
                            descriptor.requires().stream()
                                    .filter(requires -> !requires.name().equals("java.base"))
                                    .map(requires -> "requires " + words(requires.modifiers()) + requires.name())
                                    .sorted(),
                            descriptor.exports().stream()
                                    .map(exports -> "exports " + exports.source() + targets(exports.targets()))
                                    .sorted(),
                            descriptor.opens().stream()
                                    .map(opens -> "opens " + opens.source() + targets(opens.targets()))
                                    .sorted(),
                            descriptor.uses().stream()
                                    .map(uses -> "uses " + uses)
                                    .sorted(),
                            descriptor.provides().stream()
                                    .map(provides -> "provides " + provides.service() + " with "
                                            + String.join(", ", provides.providers()))
                                    .sorted())
                    .flatMap(lines -> lines)
                    .collect(Collectors.joining("\n", "", "\n"));
        }
    }

    private static String words(java.util.Set<ModuleDescriptor.Requires.Modifier> modifiers) {
        return modifiers.stream()
                .map(modifier -> modifier.name().toLowerCase(java.util.Locale.ROOT) + " ")
                .sorted()
                .collect(Collectors.joining());
    }

    private static String targets(java.util.Set<String> targets) {
        return targets.isEmpty() ? "" : " to " + targets.stream().sorted().collect(Collectors.joining(", "));
    }
}
