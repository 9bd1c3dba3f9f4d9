package dev.gnomon.config;

import dev.gnomon.schema.syntax.ParsedSchema;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A project's schema as it was read from disk.
 *
 * @param location the file, or the folder with all files below it
 * @param folder   whether it is a folder
 * @param paths    the files, in the same order as those of the parsed schema
 * @param parsed   the files' texts and what the parser made of them
 */
public record LoadedSchema(Path location, boolean folder, List<Path> paths, ParsedSchema parsed) {
    public LoadedSchema {
        Objects.requireNonNull(location, "location");
        paths = List.copyOf(paths);
        Objects.requireNonNull(parsed, "parsed");
    }

    /** The folder that the migrations directory lies in unless the settings say otherwise. */
    public Path directory() {
        Path parent = location.toAbsolutePath().getParent();
        return folder || parent == null ? location : parent;
    }
}
