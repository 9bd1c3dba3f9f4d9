package dev.gnomon.schema.syntax;

import java.util.Objects;

/**
 * A file of a schema.
 *
 * @param path as messages name it, usually relative to the schema folder
 * @param text the whole content
 */
public record SchemaFile(String path, String text) {

    public SchemaFile {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(text, "text");
    }
}
