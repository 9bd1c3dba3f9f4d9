package dev.gnomon.config;

import dev.gnomon.engine.support.ReadableName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Environment variables: the process's own, and below them those of {@code .env} files. */
final class Environment {

    private final Map<String, String> process;
    private final Map<String, String> fromFiles = new LinkedHashMap<>();

    Environment(Map<String, String> process) {
        this.process = process;
    }

    /** The same variables, to which others can be added. */
    Environment copy() {
        Environment copy = new Environment(process);
        copy.fromFiles.putAll(fromFiles);
        return copy;
    }

    /** Add what a file sets; what is set already stays as it is. */
    void addFile(Map<String, String> values) {
        values.forEach(fromFiles::putIfAbsent);
    }

    /**
     * The value of a variable; empty if it is not set, or set to nothing.
     *
     * @throws dev.gnomon.engine.error.GnomonException {@code GN-1007} if letters of it did not arrive
     */
    Optional<String> get(String name) {
        Optional<String> own = Optional.ofNullable(process.get(name));
        own.ifPresent(value -> ReadableName.requireText(value, "The variable " + name));
        return own.or(() -> Optional.ofNullable(fromFiles.get(name))).filter(value -> !value.isEmpty());
    }

    boolean isSet(String name) {
        return process.containsKey(name) || fromFiles.containsKey(name);
    }

    /** What the files set beyond the process's own variables, in their order. */
    Map<String, String> additions() {
        Map<String, String> additions = new LinkedHashMap<>(fromFiles);
        additions.keySet().removeAll(process.keySet());
        return additions;
    }
}
