package dev.gnomon.engine.dialect;

import java.util.List;
import java.util.Objects;

/**
 * An operator class that the schema language knows by name.
 *
 * @param name         in the spelling of the schema language, {@code JsonbPathOps}
 * @param sql          the database's word, {@code jsonb_path_ops}
 * @param algorithms   names of the {@link IndexAlgorithm}s that have it
 * @param defaultOf    those of them that take it when none is written
 * @param nativeTypes  names of the native types that it can index; empty: lists
 */
public record OperatorClassDescriptor(
        String name, String sql, List<String> algorithms, List<String> defaultOf, List<String> nativeTypes) {

    public OperatorClassDescriptor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(sql, "sql");
        algorithms = List.copyOf(algorithms);
        defaultOf = List.copyOf(defaultOf);
        nativeTypes = List.copyOf(nativeTypes);
    }
}
