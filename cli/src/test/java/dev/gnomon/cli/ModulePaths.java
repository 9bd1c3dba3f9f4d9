package dev.gnomon.cli;

import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.dialect.Dialect;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where gnomon's own modules lie, jars or folders of classes. */
final class ModulePaths {

    private ModulePaths() {}

    static Path api() {
        return of(Dialect.class);
    }

    static Path core() {
        return of(Dialects.class);
    }

    /** Whether they were compiled together with their module descriptors. */
    static boolean haveDescriptors() {
        return ModuleFinder.of(api(), core()).find("dev.gnomon.engine.core").isPresent();
    }

    private static Path of(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
