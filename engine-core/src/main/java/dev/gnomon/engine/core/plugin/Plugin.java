package dev.gnomon.engine.core.plugin;

import dev.gnomon.engine.core.plugin.DialectOrigin.Loading;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineListener;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolutionException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one jar, or one folder of jars, brings.
 *
 * @param loading how the classes are kept apart
 * @param version of the module that brings the first dialect
 */
record Plugin(
        Path place, Loading loading, Optional<String> version, List<Dialect> dialects, List<EngineListener> listeners) {

    private static final String FOLDER_REMEDY =
            "Check that the folder holds the dialect's jar and all jars it needs, and nothing else.";
    private static final String JAR_REMEDY =
            "Check the jar; if it needs others, put it with them into a sub-folder of its own.";

    /**
     * Load a jar, or a folder that holds a dialect's jar with all it needs: into a module layer of its own, or into a
     * class loader of its own where its modules contradict those of gnomon.
     *
     * @throws GnomonException {@code GN-5004} if it cannot be loaded
     */
    static Plugin load(Path place) {
        try {
            return loadUnchecked(place);
        } catch (RuntimeException
                | IOException
                | ReflectiveOperationException
                | ServiceConfigurationError
                | LinkageError failure) {
            throw failure instanceof GnomonException known ? known : unloadable(place, reason(failure), failure);
        }
    }

    static GnomonException unloadable(Path place, String reason, @Nullable Throwable cause) {
        return new GnomonException(
                EngineErrorCode.DIALECT_UNLOADABLE,
                "The dialect in %s cannot be loaded: %s".formatted(place, reason),
                Files.isDirectory(place) ? FOLDER_REMEDY : JAR_REMEDY,
                cause);
    }

    /** What a failure says, down to the one that started it. */
    static String reason(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable at = failure; at != null; at = at.getCause()) {
            String message = at.getMessage() == null ? at.getClass().getSimpleName() : at.getMessage();
            if (at instanceof NoClassDefFoundError || at instanceof ClassNotFoundException) {
                message = "the class " + message.replace('/', '.') + " is missing";
            }
            if (text.indexOf(message) < 0) {
                text.append(text.isEmpty() ? "" : ": ").append(message);
            }
        }
        return text.toString();
    }

    private static Plugin loadUnchecked(Path place) throws IOException, ReflectiveOperationException {
        ModuleFinder finder = ModuleFinder.of(place);
        Set<ModuleReference> modules = finder.findAll();
        for (ModuleReference module : modules) {
            if (!Collections.disjoint(module.descriptor().packages(), IsolatedClassLoader.API_PACKAGES)) {
                throw unloadable(
                        place,
                        "%s bundles the API of gnomon; a dialect must come without it".formatted(fileName(module)),
                        null);
            }
        }
        List<ModuleDescriptor> providers = modules.stream()
                .map(ModuleReference::descriptor)
                .filter(module -> !implementations(module, Dialect.class).isEmpty()
                        || !implementations(module, EngineListener.class).isEmpty())
                .sorted()
                .toList();
        if (providers.isEmpty()) {
            throw unloadable(place, "no jar in it says that it provides a dialect or a listener", null);
        }
        Optional<String> version = providers.stream()
                .sorted((left, right) -> Boolean.compare(
                        implementations(left, Dialect.class).isEmpty(),
                        implementations(right, Dialect.class).isEmpty()))
                .findFirst()
                .flatMap(ModuleDescriptor::rawVersion);
        if (Dialect.class.getModule().isNamed()) {
            try {
                return inLayer(place, finder, providers, version);
            } catch (FindException missing) {
                if (providers.stream().noneMatch(ModuleDescriptor::isAutomatic)) {
                    throw missing;
                }
            } catch (ResolutionException | LayerInstantiationException contradiction) {
                return isolated(place, providers, version);
            }
        }
        return isolated(place, providers, version);
    }

    private static String fileName(ModuleReference module) {
        return module.location()
                .map(location -> Path.of(location).getFileName().toString())
                .orElse(module.descriptor().name());
    }

    private static List<String> implementations(ModuleDescriptor module, Class<?> service) {
        return module.provides().stream()
                .filter(provided -> provided.service().equals(service.getName()))
                .flatMap(provided -> provided.providers().stream())
                .toList();
    }

    private static Plugin inLayer(
            Path place, ModuleFinder finder, List<ModuleDescriptor> providers, Optional<String> version) {
        // A module without a descriptor does not say what it needs, so everything beside it is taken along.
        Set<String> roots = (providers.stream().anyMatch(ModuleDescriptor::isAutomatic)
                        ? finder.findAll().stream().map(ModuleReference::descriptor)
                        : providers.stream())
                .map(ModuleDescriptor::name)
                .collect(Collectors.toSet());
        ModuleLayer own = Plugin.class.getModule().getLayer();
        Configuration configuration = own.configuration().resolve(finder, ModuleFinder.of(), roots);
        ModuleLayer layer = own.defineModulesWithOneLoader(configuration, Plugin.class.getClassLoader());
        // Providers of the layers above are found as well, and are not this plugin's.
        List<Dialect> dialects = ServiceLoader.load(layer, Dialect.class).stream()
                .filter(provider -> provider.type().getModule().getLayer() == layer)
                .map(ServiceLoader.Provider::get)
                .toList();
        List<EngineListener> listeners = ServiceLoader.load(layer, EngineListener.class).stream()
                .filter(provider -> provider.type().getModule().getLayer() == layer)
                .map(ServiceLoader.Provider::get)
                .toList();
        return new Plugin(place, Loading.MODULE_LAYER, version, dialects, listeners);
    }

    private static Plugin isolated(Path place, List<ModuleDescriptor> providers, Optional<String> version)
            throws IOException, ReflectiveOperationException {
        IsolatedClassLoader loader = new IsolatedClassLoader(place.getFileName().toString(), jars(place));
        List<Dialect> dialects = new ArrayList<>();
        List<EngineListener> listeners = new ArrayList<>();
        for (ModuleDescriptor module : providers) {
            for (String name : implementations(module, Dialect.class)) {
                dialects.add(make(name, loader, Dialect.class));
            }
            for (String name : implementations(module, EngineListener.class)) {
                listeners.add(make(name, loader, EngineListener.class));
            }
        }
        return new Plugin(place, Loading.CLASS_LOADER, version, dialects, listeners);
    }

    private static <T> T make(String name, ClassLoader loader, Class<T> service) throws ReflectiveOperationException {
        return service.cast(
                Class.forName(name, true, loader).getDeclaredConstructor().newInstance());
    }

    private static URL[] jars(Path place) throws IOException {
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(place)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(place, "*.jar")) {
                entries.forEach(jars::add);
            }
            Collections.sort(jars);
        } else {
            jars.add(place);
        }
        URL[] locations = new URL[jars.size()];
        for (int i = 0; i < locations.length; i++) {
            locations[i] = location(jars.get(i));
        }
        return locations;
    }

    private static URL location(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }
}
