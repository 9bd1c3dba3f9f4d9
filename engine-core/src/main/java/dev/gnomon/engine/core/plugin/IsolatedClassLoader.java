package dev.gnomon.engine.core.plugin;

import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineListener;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.support.SqlText;
import java.lang.module.ResolvedModule;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Loads the jars of one dialect with nothing around them but the JDK and gnomon's API, so that no driver of gnomon's
 * gets in the way of the dialect's own.
 */
final class IsolatedClassLoader extends URLClassLoader {

    /** The packages of gnomon's API, each by one of its types. */
    static final Set<String> API_PACKAGES = Set.of(
            Dialect.class.getPackageName(),
            SchemaChange.class.getPackageName(),
            GnomonException.class.getPackageName(),
            EngineListener.class.getPackageName(),
            Migration.class.getPackageName(),
            DatabaseSchema.class.getPackageName(),
            SqlText.class.getPackageName());

    IsolatedClassLoader(String name, URL[] jars) {
        super(name, jars, new SharedClasses());
    }

    /** The platform's class loader will not do as a parent: it hands out classes of gnomon's own modules too. */
    private static final class SharedClasses extends ClassLoader {

        private final Set<String> platformPackages = ModuleLayer.boot().configuration().modules().stream()
                .filter(SharedClasses::isPartOfTheJdk)
                .flatMap(module -> module.reference().descriptor().packages().stream())
                .collect(Collectors.toUnmodifiableSet());

        SharedClasses() {
            super(null);
        }

        private static boolean isPartOfTheJdk(ResolvedModule module) {
            return module.reference()
                    .location()
                    .map(URI::getScheme)
                    .filter("jrt"::equals)
                    .isPresent();
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            String packageName = name.substring(0, Math.max(0, name.lastIndexOf('.')));
            if (API_PACKAGES.contains(packageName)) {
                return Class.forName(name, false, Dialect.class.getClassLoader());
            }
            if (platformPackages.contains(packageName)) {
                return Class.forName(name, false, ClassLoader.getSystemClassLoader());
            }
            throw new ClassNotFoundException(name);
        }
    }
}
