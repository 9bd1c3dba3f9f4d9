package dev.gnomon.engine.core.plugin;

import dev.gnomon.engine.core.plugin.DialectOrigin.Loading;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects dialects, and what is wrong with those that have to stay out. */
final class DialectRegistry {

    private final SortedMap<String, Dialect> byId = new TreeMap<>();
    private final Map<String, DialectOrigin> origins = new HashMap<>();
    private final Map<EngineListener, DialectOrigin> listeners = new LinkedHashMap<>();
    private final List<PluginProblem> problems = new ArrayList<>();

    /** Ids of which two plugins say that it is theirs: neither is right, and a third is as wrong. */
    private final Map<String, Path> contested = new HashMap<>();

    Dialects dialects() {
        return new Dialects(byId, origins, listeners, problems);
    }

    void addListener(EngineListener listener) {
        listeners.put(listener, new DialectOrigin(Optional.empty(), Optional.empty(), Loading.BUILT_IN));
    }

    void addProblem(PluginProblem problem) {
        problems.add(problem);
    }

    /**
     * Take a dialect of the program itself.
     *
     * @throws GnomonException {@code GN-5002} if there is one of its id, {@code GN-5003} if it is made for another API
     */
    void addBuiltIn(Dialect dialect) {
        checkLevel(dialect, "of gnomon itself");
        if (byId.putIfAbsent(dialect.id().value(), dialect) != null) {
            throw clash(dialect.id().value(), "gnomon itself", "gnomon itself");
        }
    }

    /** Take what is in these jars and folders, as far as it can be loaded. */
    void addPlugins(Collection<Path> places) {
        for (Path place : places) {
            try {
                Plugin plugin = Plugin.load(place);
                DialectOrigin origin =
                        new DialectOrigin(Optional.of(plugin.place()), plugin.version(), plugin.loading());
                plugin.listeners().forEach(listener -> listeners.put(listener, origin));
                plugin.dialects().forEach(dialect -> add(dialect, plugin));
            } catch (GnomonException failure) {
                problems.add(PluginProblem.ofFile(place.getFileName().toString(), failure));
            }
        }
    }

    private void add(Dialect dialect, Plugin plugin) {
        String id = null;
        Set<String> words = new HashSet<>();
        try {
            id = dialect.id().value();
            words.add(id);
            words.addAll(dialect.aliases());
            checkLevel(dialect, "in " + plugin.place());
            refuseTwins(id, words, plugin.place());
            byId.put(id, dialect);
            origins.put(id, new DialectOrigin(Optional.of(plugin.place()), plugin.version(), plugin.loading()));
        } catch (GnomonException failure) {
            problems.add(new PluginProblem(words, failure));
        } catch (RuntimeException | LinkageError failure) {
            GnomonException unloadable = Plugin.unloadable(plugin.place(), Plugin.reason(failure), failure);
            problems.add(
                    id == null
                            ? PluginProblem.ofFile(plugin.place().getFileName().toString(), unloadable)
                            : new PluginProblem(words, unloadable));
        }
    }

    private void refuseTwins(String id, Set<String> words, Path place) {
        if (contested.containsKey(id)) {
            throw clash(id, contested.get(id).toString(), place.toString());
        }
        for (Dialect other : List.copyOf(byId.values())) {
            String otherId = other.id().value();
            boolean sameName =
                    words.contains(otherId) || other.aliases().stream().anyMatch(words::contains);
            if (!sameName) {
                continue;
            }
            Optional<Path> otherPlace =
                    Optional.ofNullable(origins.get(otherId)).flatMap(DialectOrigin::place);
            if (otherPlace.isPresent()) {
                // Which of the two the user means cannot be known: an order of folders must not decide it.
                byId.remove(otherId);
                origins.remove(otherId);
                contested.put(otherId, otherPlace.get());
                GnomonException clash = clash(otherId, otherPlace.get().toString(), place.toString());
                words.add(otherId);
                words.addAll(other.aliases());
                throw clash;
            }
            throw clash(otherId, "gnomon itself", place.toString());
        }
    }

    private static GnomonException clash(String id, String first, String second) {
        return new GnomonException(
                EngineErrorCode.DIALECT_ID_CLASH,
                "Two dialects are called %s: one in %s, one in %s".formatted(id, first, second),
                "Remove one of the two.");
    }

    private static void checkLevel(Dialect dialect, String place) {
        int level = dialect.apiLevel();
        if (level == Dialect.API_LEVEL) {
            return;
        }
        throw new GnomonException(
                EngineErrorCode.DIALECT_INCOMPATIBLE,
                "The dialect %s %s is made for level %d of the dialect API, this gnomon has level %d"
                        .formatted(dialect.id(), place, level, Dialect.API_LEVEL),
                level > Dialect.API_LEVEL
                        ? "Upgrade gnomon, or install an older version of the dialect."
                        : "Install a newer version of the dialect.");
    }
}
