package dev.gnomon.schema.model;

import java.util.List;
import java.util.Optional;

/**
 * An enum.
 *
 * @param name          in the schema
 * @param databaseName  {@code @@map} or the name
 * @param namespace     of {@code @@schema}
 * @param values        in the order of the text
 * @param documentation the lines of {@code ///} comments, joined with a newline
 */
public record EnumModel(
        String name,
        String databaseName,
        Optional<String> namespace,
        List<Value> values,
        Optional<String> documentation) {

    /**
     * A value.
     *
     * @param name          in the schema
     * @param databaseName  {@code @map} or the name
     * @param documentation the lines of {@code ///} comments, joined with a newline
     */
    public record Value(String name, String databaseName, Optional<String> documentation) {}

    public EnumModel {
        values = List.copyOf(values);
    }
}
