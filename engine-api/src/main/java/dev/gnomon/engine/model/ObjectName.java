package dev.gnomon.engine.model;

import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

/**
 * The name of an object that lies directly in a namespace, exactly as the catalog stores it.
 *
 * @param namespace empty for the default namespace of the {@link DatabaseSchema} that holds the
 *     object, and where a database has no namespaces
 * @param name      never empty
 */
public record ObjectName(Optional<String> namespace, String name) implements Comparable<ObjectName> {

    private static final Comparator<ObjectName> ORDER =
            Comparator.comparing((ObjectName n) -> n.namespace().orElse("")).thenComparing(ObjectName::name);

    public ObjectName {
        Objects.requireNonNull(namespace, "namespace");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a name must not be empty");
        }
    }

    /** A name in the default namespace. */
    public static ObjectName of(String name) {
        return new ObjectName(Optional.empty(), name);
    }

    public static ObjectName of(String namespace, String name) {
        return new ObjectName(Optional.of(namespace), name);
    }

    /** The same name in the same namespace with another last part. */
    public ObjectName sibling(String otherName) {
        return new ObjectName(namespace, otherName);
    }

    @Override
    public int compareTo(ObjectName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return namespace.map(n -> n + "." + name).orElse(name);
    }
}
