package dev.gnomon.engine.core.plugin;

import dev.gnomon.engine.core.plugin.DialectOrigin.Loading;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;

/**
 * The dialects there are: the built-in ones, and those that were dropped into plugin folders, each kept apart from all
 * others so that two may bring different versions of one driver. Listeners are found in the same places.
 */
public final class Dialects {

    private static final DialectOrigin BUILT_IN =
            new DialectOrigin(Optional.empty(), Optional.empty(), Loading.BUILT_IN);

    private final SortedMap<String, Dialect> byId;
    private final Map<String, DialectOrigin> origins;
    private final Map<EngineListener, DialectOrigin> listeners;
    private final List<PluginProblem> problems;

    Dialects(
            SortedMap<String, Dialect> byId,
            Map<String, DialectOrigin> origins,
            Map<EngineListener, DialectOrigin> listeners,
            List<PluginProblem> problems) {
        this.byId = Collections.unmodifiableSortedMap(byId);
        this.origins = Map.copyOf(origins);
        this.listeners = listeners;
        this.problems = List.copyOf(problems);
    }

    /**
     * Find the dialects of the module path, and those in a plugin folder.
     *
     * @param pluginFolder each jar or sub-folder in it is a dialect; need not exist
     */
    public static Dialects load(Optional<Path> pluginFolder) {
        return load(pluginFolder.stream().toList());
    }

    /**
     * Find the dialects of the module path, and those in plugin folders. What cannot be loaded keeps nobody else from
     * it: see {@link #problems}.
     *
     * @param pluginFolders each jar or sub-folder in them is a dialect; need not exist
     * @throws GnomonException {@code GN-5002} if two built-in dialects have one id
     */
    public static Dialects load(List<Path> pluginFolders) {
        DialectRegistry registry = new DialectRegistry();
        ServiceLoader.load(Dialect.class).forEach(registry::addBuiltIn);
        ServiceLoader.load(EngineListener.class).forEach(registry::addListener);
        registry.addPlugins(places(pluginFolders, registry));
        return registry.dialects();
    }

    private static Set<Path> places(List<Path> folders, DialectRegistry registry) {
        try {
            return PluginFolders.places(folders);
        } catch (IOException unreadable) {
            registry.addProblem(new PluginProblem(
                    Set.of(),
                    new GnomonException(
                            EngineErrorCode.DIALECT_UNLOADABLE,
                            "A folder for dialects cannot be read: " + Plugin.reason(unreadable),
                            "Check its permissions.",
                            unreadable)));
            return Set.of();
        }
    }

    /**
     * Take what one jar, or one folder with a jar and all that it needs, brings, and no others.
     *
     * @param place which exists
     */
    public static Dialects inPlace(Path place) {
        DialectRegistry registry = new DialectRegistry();
        registry.addPlugins(List.of(place.toAbsolutePath().normalize()));
        return registry.dialects();
    }

    /** Take these dialects and no others. */
    public static Dialects of(Collection<? extends Dialect> dialects) {
        DialectRegistry registry = new DialectRegistry();
        dialects.forEach(registry::addBuiltIn);
        return registry.dialects();
    }

    /** All of them, in the order of their ids. */
    public Collection<Dialect> all() {
        return byId.values();
    }

    /** The listeners that were found in the same places, those of the module path first. */
    public List<EngineListener> listeners() {
        return List.copyOf(listeners.keySet());
    }

    /** Where one of these listeners came from. */
    public DialectOrigin origin(EngineListener listener) {
        return Optional.ofNullable(listeners.get(listener)).orElse(BUILT_IN);
    }

    /** What could not be loaded and why, a failure for each: {@code GN-5002} to {@code GN-5004}. */
    public List<GnomonException> problems() {
        return problems.stream().map(PluginProblem::failure).toList();
    }

    /** Where one of these dialects came from. */
    public DialectOrigin origin(Dialect dialect) {
        return origins.getOrDefault(dialect.id().value(), BUILT_IN);
    }

    /**
     * Look a dialect up by its id, one of its aliases, or its word in a lock file.
     *
     * @throws GnomonException {@code GN-5002} to {@code GN-5004} if it lies in a plugin folder and could not be loaded
     */
    public Optional<Dialect> find(String provider) {
        Dialect exact = byId.get(provider);
        if (exact != null) {
            return Optional.of(exact);
        }
        Optional<Dialect> found = byId.values().stream()
                .filter(dialect -> dialect.aliases().contains(provider)
                        || dialect.lockFileProvider().equals(provider))
                .findFirst();
        if (found.isEmpty()) {
            for (PluginProblem problem : problems) {
                if (problem.providers().contains(provider)) {
                    throw problem.failure();
                }
            }
        }
        return found;
    }

    /**
     * Look a dialect up as {@link #find} does.
     *
     * @throws GnomonException {@code GN-5001} if there is none; else as {@link #find}
     */
    public Dialect require(String provider) {
        return find(provider)
                .orElseThrow(() -> new GnomonException(
                        EngineErrorCode.DIALECT_UNKNOWN,
                        "There is no dialect for the provider `%s`".formatted(provider),
                        "Use one of %s, or put a dialect for it into the plugin folder.".formatted(byId.keySet())));
    }

    /**
     * Find the dialect whose code could not go on because a class is missing: it lacks its driver.
     *
     * @return {@code GN-5004} with the name of its jar; empty if no dropped-in dialect took part
     */
    public Optional<GnomonException> blame(LinkageError failure) {
        List<String> classes = new ArrayList<>();
        for (StackTraceElement element : failure.getStackTrace()) {
            classes.add(element.getClassName());
        }
        for (Dialect dialect : byId.values()) {
            Optional<Path> place = origin(dialect).place();
            String prefix = dialect.getClass().getPackageName() + ".";
            if (place.isPresent() && classes.stream().anyMatch(name -> name.startsWith(prefix))) {
                return Optional.of(Plugin.unloadable(place.get(), Plugin.reason(failure), failure));
            }
        }
        return Optional.empty();
    }
}
