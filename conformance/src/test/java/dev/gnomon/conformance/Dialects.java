package dev.gnomon.conformance;

import dev.gnomon.engine.dialect.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The dialects on the class path. */
public final class Dialects {

    private static final List<Dialect> ALL = ServiceLoader.load(Dialect.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private Dialects() {}

    /** Find a dialect that has to be there. */
    public static Dialect of(String provider) {
        return find(provider).orElseThrow(() -> new IllegalArgumentException("no dialect for " + provider));
    }

    /** Find a dialect by its provider or another word for it. */
    public static Optional<Dialect> find(String provider) {
        return ALL.stream()
                .filter(dialect -> dialect.id().value().equals(provider)
                        || dialect.aliases().contains(provider))
                .findFirst();
    }
}
