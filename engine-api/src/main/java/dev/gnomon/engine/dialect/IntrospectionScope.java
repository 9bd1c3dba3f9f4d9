package dev.gnomon.engine.dialect;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What of a database is read.
 *
 * @param defaultNamespace the namespace whose objects get names without one; empty: the session's
 * @param namespaces       all namespaces to read, the default one included if it is to be read; empty:
 *     the default one only
 */
public record IntrospectionScope(Optional<String> defaultNamespace, List<String> namespaces) {

    /** The session's default namespace and nothing else. */
    public static final IntrospectionScope DEFAULT_NAMESPACE = new IntrospectionScope(Optional.empty(), List.of());

    public IntrospectionScope {
        Objects.requireNonNull(defaultNamespace, "defaultNamespace");
        namespaces = List.copyOf(namespaces);
    }
}
