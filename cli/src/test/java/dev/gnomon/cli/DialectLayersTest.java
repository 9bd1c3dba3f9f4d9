package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dialects beside an engine that runs as modules, with a driver of its own among them. */
class DialectLayersTest {

    private static final String DRIVER = "package driver; public class Driver {}";
    private static final String DRIVER_MODULE = "module driver { exports driver; }";

    @TempDir
    Path folder;

    private Path work;
    private Path dialects;
    private Path driver;

    @BeforeEach
    void make_a_driver_and_a_folder_for_dialects() throws IOException {
        assumeTrue(ModulePaths.haveDescriptors(), "gnomon's modules were compiled without their descriptors");
        work = Files.createDirectories(folder.resolve("work"));
        dialects = Files.createDirectories(folder.toRealPath().resolve("dialects"));
        driver = new PluginJar(work)
                .source("driver/Driver.java", DRIVER)
                .source("module-info.java", DRIVER_MODULE)
                .into(work.resolve("driver.jar"));
    }

    @Test
    void modules_with_and_without_a_descriptor_get_layers_of_their_own() throws Exception {
        PluginJar.named(work, "one").into(dialects.resolve("one.jar"));
        PluginJar.automatic(work, "two").into(dialects.resolve("two/two.jar"));
        Found found = load(false);
        assertThat(found.problems()).isEmpty();
        assertThat(found.dialects())
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("one").contains("loading=MODULE_LAYER"),
                        two -> assertThat(two).startsWith("two").contains("loading=MODULE_LAYER"));
    }

    @Test
    void a_module_with_a_descriptor_may_bring_a_driver_that_gnomon_has_too() throws Exception {
        PluginJar.named(work, "own", "driver").needs(driver).into(dialects.resolve("own/own.jar"));
        Files.copy(driver, dialects.resolve("own/driver.jar"));
        assertThat(load(true).dialects()).singleElement().asString().contains("loading=MODULE_LAYER");
    }

    @Test
    void a_module_that_reads_two_drivers_of_one_name_gets_a_class_loader() throws Exception {
        PluginJar.automatic(work, "own").into(dialects.resolve("own/own.jar"));
        Files.copy(driver, dialects.resolve("own/driver.jar"));
        assertThat(load(false).dialects()).singleElement().asString().contains("loading=MODULE_LAYER");
        Found beside = load(true);
        assertThat(beside.problems()).isEmpty();
        assertThat(beside.dialects()).singleElement().asString().contains("loading=CLASS_LOADER");
    }

    @Test
    void a_module_that_is_missing_is_named() throws Exception {
        PluginJar.named(work, "lonely", "driver").needs(driver).into(dialects.resolve("lonely.jar"));
        PluginJar.named(work, "one").into(dialects.resolve("one.jar"));
        Found found = load(false);
        assertThat(found.dialects()).singleElement().asString().startsWith("one");
        assertThat(found.problems())
                .singleElement()
                .asString()
                .contains("GN-5004", "lonely.jar", "Module driver not found");
    }

    private record Found(List<String> dialects, List<String> problems) {}

    /** Start an engine as modules, and let it find the dialects. */
    private Found load(boolean withDriver) throws ReflectiveOperationException {
        List<Path> path = new ArrayList<>(List.of(ModulePaths.api(), ModulePaths.core()));
        List<String> roots = new ArrayList<>(List.of("dev.gnomon.engine.core"));
        if (withDriver) {
            path.add(driver);
            roots.add("driver");
        }
        ModuleLayer boot = ModuleLayer.boot();
        Configuration configuration = boot.configuration()
                .resolve(ModuleFinder.of(path.toArray(new Path[0])), ModuleFinder.of(), Set.copyOf(roots));
        ModuleLayer layer = boot.defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
        Class<?> type = layer.findLoader("dev.gnomon.engine.core").loadClass("dev.gnomon.engine.core.plugin.Dialects");
        Object loaded;
        // The built-in dialects of the test's class path are none of this engine's.
        ClassLoader ofTest = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            loaded = type.getMethod("load", List.class).invoke(null, List.of(dialects));
        } finally {
            Thread.currentThread().setContextClassLoader(ofTest);
        }
        Class<?> dialect = layer.findLoader("dev.gnomon.engine.api").loadClass("dev.gnomon.engine.dialect.Dialect");
        List<String> found = new ArrayList<>();
        for (Object one : (Collection<?>) type.getMethod("all").invoke(loaded)) {
            found.add(dialect.getMethod("id").invoke(one) + " "
                    + type.getMethod("origin", dialect).invoke(loaded, one));
        }
        List<String> problems = new ArrayList<>();
        for (Object problem : (List<?>) type.getMethod("problems").invoke(loaded)) {
            problems.add(String.valueOf(problem));
        }
        return new Found(found, problems);
    }
}
