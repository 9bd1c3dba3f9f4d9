package dev.gnomon.engine.core.plugin;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a dialect came from.
 *
 * @param place   the jar, or the folder of jars; empty for one that is built in
 * @param version as the module or the name of its jar says
 * @param loading how its classes were kept apart from others
 */
public record DialectOrigin(Optional<Path> place, Optional<String> version, Loading loading) {

    /** A way in which a dialect's classes come into the process. */
    public enum Loading {
        /** It is one of gnomon's own modules. */
        BUILT_IN,
        /** It has a module layer of its own. */
        MODULE_LAYER,
        /** It has a class loader of its own that sees the JDK and gnomon's API and nothing else. */
        CLASS_LOADER
    }
}
