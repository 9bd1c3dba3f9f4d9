package dev.gnomon.config;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.TextFile;
import dev.gnomon.schema.syntax.SchemaFile;
import dev.gnomon.schema.syntax.SchemaParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the files of a schema and reads them. */
final class SchemaLocator {

    /** Folders below a schema folder deeper than this belong to something else. */
    private static final int DEEPEST = 32;

    private SchemaLocator() {}

    /** Whether a schema can be read from a path: a file, or a folder with a schema file below it. */
    static boolean holdsSchema(Path location) {
        return Files.isRegularFile(location)
                || (Files.isDirectory(location) && !files(location).isEmpty());
    }

    /**
     * Read a schema.
     *
     * @param location a file, or a folder of which every {@code .prisma} file counts
     * @throws GnomonException {@code GN-6002} if a file cannot be read, {@code GN-1006} if it is no text
     */
    static LoadedSchema load(Path location, Path workingDirectory) {
        boolean folder = Files.isDirectory(location);
        List<Path> paths = folder ? files(location) : List.of(location);
        List<SchemaFile> files = paths.stream()
                .map(path -> new SchemaFile(relative(workingDirectory, path), read(path)))
                .toList();
        return new LoadedSchema(location, folder, paths, SchemaParser.parse(files));
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
            return all.filter(path -> path.getFileName().toString().endsWith(".prisma") && Files.isRegularFile(path))
                    .filter(path -> !folder.relativize(path).toString().contains("node_modules"))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new GnomonException(
                    EngineErrorCode.FILE_FAILURE,
                    "Could not read the schema folder " + folder + ".",
                    "Check that it can be read.",
                    e);
        }
    }

    private static String read(Path file) {
        try {
            return TextFile.read(file);
        } catch (IOException e) {
            throw new GnomonException(
                    EngineErrorCode.FILE_FAILURE,
                    "Could not read the schema file " + file + ".",
                    "Check that it can be read.",
                    e);
        }
    }

    private static String relative(Path workingDirectory, Path path) {
        Path base = workingDirectory.toAbsolutePath().normalize();
        Path absolute = path.toAbsolutePath().normalize();
        return base.getRoot().equals(absolute.getRoot())
                ? base.relativize(absolute).toString()
                : absolute.toString();
    }
}
