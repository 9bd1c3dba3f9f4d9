package dev.gnomon.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * The {@code prisma} part of a {@code package.json}.
 *
 * @param folder where it lies; its paths are relative to it
 * @param schema {@code prisma.schema}
 * @param seed   {@code prisma.seed}
 */
record PackageJsonFile(Path folder, Optional<String> schema, Optional<String> seed) {

    /** Find the nearest file, in a folder or above it, and read it. */
    static Optional<PackageJsonFile> find(Path folder, SettingsProblems problems) {
        for (Path above = folder.toAbsolutePath(); above != null; above = above.getParent()) {
            Path candidate = above.resolve("package.json");
            if (Files.isRegularFile(candidate)) {
                return read(above, candidate, problems);
            }
        }
        return Optional.empty();
    }

    private static Optional<PackageJsonFile> read(Path folder, Path file, SettingsProblems problems) {
        String text = SettingsFiles.read(file);
        if (!text.contains("\"prisma\"")) {
            return Optional.empty();
        }
        try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                    boolean prisma = json.currentName().equals("prisma");
                    JsonToken value = json.nextToken();
                    if (prisma && value == JsonToken.START_OBJECT) {
                        return Optional.of(readPrisma(folder, json));
                    }
                    json.skipChildren();
                }
            }
        } catch (JacksonException broken) {
            TokenStreamLocation at = broken.getLocation();
            int line = at == null ? 1 : Math.max(1, at.getLineNr());
            int column = at == null ? 1 : Math.max(1, at.getColumnNr());
            problems.add(new SourcePosition(file, line, column), "This is no JSON.", "Correct the file.");
        }
        return Optional.empty();
    }

    private static PackageJsonFile readPrisma(Path folder, JsonParser json) {
        Optional<String> schema = Optional.empty();
        Optional<String> seed = Optional.empty();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_STRING && name.equals("schema")) {
                schema = Optional.of(json.getString());
            } else if (value == JsonToken.VALUE_STRING && name.equals("seed")) {
                seed = Optional.of(json.getString());
            }
            json.skipChildren();
        }
        return new PackageJsonFile(folder, schema, seed);
    }
}
