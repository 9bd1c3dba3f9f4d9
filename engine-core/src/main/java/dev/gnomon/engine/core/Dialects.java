package dev.gnomon.engine.core;

import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineListener;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolutionException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The dialects there are: those on the module path, and one module layer for each folder of dropped-in jars, so that
 * two dialects may bring different versions of one driver. Listeners are found in the same places.
 */
public final class Dialects {

    private final SortedMap<String, Dialect> byId;
    private final List<EngineListener> listeners;

    private Dialects(SortedMap<String, Dialect> byId, List<EngineListener> listeners) {
        this.byId = Collections.unmodifiableSortedMap(byId);
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Find the dialects of the module path, and those in the sub-folders of a plugin folder.
     *
     * @param pluginFolder each sub-folder holds one dialect with its driver; need not exist
     * @throws GnomonException {@code GN-5002} if two have one id, {@code GN-5003} if one was made for a newer engine,
     *     {@code GN-5004} if a folder cannot be loaded
     */
    public static Dialects load(Optional<Path> pluginFolder) {
        SortedMap<String, Dialect> found = new TreeMap<>();
        List<EngineListener> listeners = new ArrayList<>();
        ServiceLoader.load(Dialect.class).forEach(dialect -> register(found, dialect));
        ServiceLoader.load(EngineListener.class).forEach(listeners::add);
        for (Path folder : foldersIn(pluginFolder)) {
            loadFolder(found, listeners, folder);
        }
        return new Dialects(found, listeners);
    }

    /** Take these dialects and no others. */
    public static Dialects of(Collection<? extends Dialect> dialects) {
        SortedMap<String, Dialect> found = new TreeMap<>();
        dialects.forEach(dialect -> register(found, dialect));
        return new Dialects(found, List.of());
    }

    /** All of them, in the order of their ids. */
    public Collection<Dialect> all() {
        return byId.values();
    }

    /** The listeners that were found in the same places, those of the module path first. */
    public List<EngineListener> listeners() {
        return listeners;
    }

    /** Look a dialect up by its id, one of its aliases, or its word in a lock file. */
    public Optional<Dialect> find(String provider) {
        Dialect exact = byId.get(provider);
        if (exact != null) {
            return Optional.of(exact);
        }
        return byId.values().stream()
                .filter(dialect -> dialect.aliases().contains(provider)
                        || dialect.lockFileProvider().equals(provider))
                .findFirst();
    }

    /**
     * Look a dialect up as {@link #find} does.
     *
     * @throws GnomonException {@code GN-5001} if there is none
     */
    public Dialect require(String provider) {
        return find(provider)
                .orElseThrow(() -> new GnomonException(
                        EngineErrorCode.DIALECT_UNKNOWN,
                        "There is no dialect for the provider `%s`".formatted(provider),
                        "Use one of %s, or put a dialect for it into the plugin folder.".formatted(byId.keySet())));
    }

    private static void loadFolder(SortedMap<String, Dialect> found, List<EngineListener> listeners, Path folder) {
        try {
            ModuleLayer layer = layerOf(folder);
            ServiceLoader.load(layer, Dialect.class).stream()
                    .filter(provider -> provider.type().getModule().getLayer() == layer)
                    .forEach(provider -> register(found, provider.get()));
            ServiceLoader.load(layer, EngineListener.class).stream()
                    .filter(provider -> provider.type().getModule().getLayer() == layer)
                    .forEach(provider -> listeners.add(provider.get()));
        } catch (FindException
                | ResolutionException
                | LayerInstantiationException
                | ServiceConfigurationError failure) {
            throw unloadable(folder, failure);
        }
    }

    private static ModuleLayer layerOf(Path folder) {
        ModuleFinder finder = ModuleFinder.of(folder);
        Set<String> roots = finder.findAll().stream()
                .map(module -> module.descriptor().name())
                .collect(Collectors.toSet());
        ModuleLayer own = Dialects.class.getModule().getLayer();
        ModuleLayer parent = own == null ? ModuleLayer.boot() : own;
        Configuration configuration = parent.configuration().resolve(finder, ModuleFinder.of(), roots);
        return parent.defineModulesWithOneLoader(configuration, Dialects.class.getClassLoader());
    }

    private static void register(SortedMap<String, Dialect> found, Dialect dialect) {
        if (dialect.apiLevel() > Dialect.API_LEVEL) {
            throw new GnomonException(
                    EngineErrorCode.DIALECT_INCOMPATIBLE,
                    "The dialect %s needs dialect API level %d, this engine has %d"
                            .formatted(dialect.id(), dialect.apiLevel(), Dialect.API_LEVEL),
                    "Upgrade gnomon, or install an older version of the dialect.");
        }
        Dialect other = found.putIfAbsent(dialect.id().value(), dialect);
        if (other != null) {
            throw new GnomonException(
                    EngineErrorCode.DIALECT_ID_CLASH,
                    "Two dialects are called %s: %s and %s".formatted(dialect.id(), origin(other), origin(dialect)),
                    "Remove one of the two jars.");
        }
    }

    private static String origin(Dialect dialect) {
        CodeSource source = dialect.getClass().getProtectionDomain().getCodeSource();
        String place = source == null || source.getLocation() == null
                ? "built in"
                : source.getLocation().toString();
        return "%s (%s)"
                .formatted(
                        dialect.getClass().getModule().isNamed()
                                ? dialect.getClass().getModule().getName()
                                : dialect.getClass().getName(),
                        place);
    }

    private static List<Path> foldersIn(Optional<Path> pluginFolder) {
        List<Path> folders = new ArrayList<>();
        if (pluginFolder.isPresent() && Files.isDirectory(pluginFolder.get())) {
            try (DirectoryStream<Path> entries =
                    Files.newDirectoryStream(pluginFolder.get(), entry -> Files.isDirectory(entry))) {
                entries.forEach(folders::add);
            } catch (IOException failure) {
                throw unloadable(pluginFolder.get(), failure);
            }
        }
        Collections.sort(folders);
        return folders;
    }

    private static GnomonException unloadable(Path folder, Throwable failure) {
        return new GnomonException(
                EngineErrorCode.DIALECT_UNLOADABLE,
                "The dialect in %s cannot be loaded: %s".formatted(folder, failure.getMessage()),
                "Check that the folder holds the dialect's jar and all jars it needs, and nothing else.",
                failure);
    }
}
