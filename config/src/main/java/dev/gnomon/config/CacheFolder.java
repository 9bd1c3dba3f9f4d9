package dev.gnomon.config;

import dev.gnomon.engine.support.ReadableName;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Knows where a user's caches lie. */
final class CacheFolder {

    /** Switches the cache off, whatever it is set to. */
    private static final String OFF_VARIABLE = "GNOMON_NO_CACHE";

    private CacheFolder() {}

    /** The folder for replays; empty where the environment names no place, or wants none. */
    static Optional<Path> of(Map<String, String> environment) {
        if (!environment.getOrDefault(OFF_VARIABLE, "").isEmpty()) {
            return Optional.empty();
        }
        return absolute(environment, "XDG_CACHE_HOME")
                .or(() -> absolute(environment, "LOCALAPPDATA"))
                .or(() -> absolute(environment, "HOME").map(home -> home.resolve(".cache")))
                .map(caches -> caches.resolve("gnomon").resolve("replays"));
    }

    /** The rules for these variables say that a relative path counts for nothing. */
    private static Optional<Path> absolute(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .flatMap(CacheFolder::path)
                .filter(Path::isAbsolute);
    }

    /** What the locale has no letters for is no place for a cache either. */
    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text)).filter(path -> ReadableName.arrived(text));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }
}
