package dev.gnomon.config;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds a project's schema: where the user, the environment or a file says that it lies, else in the usual places. */
final class SchemaFinder {

    static final String VARIABLE = "GNOMON_SCHEMA";

    private final Path workingDirectory;
    private final SettingsOverrides overrides;
    private final Environment environment;
    private final LayeredSettings layered;
    private final SettingsProblems problems;
    private final List<Path> checkedPaths = new ArrayList<>();

    SchemaFinder(
            Path workingDirectory,
            SettingsOverrides overrides,
            Environment environment,
            LayeredSettings layered,
            SettingsProblems problems) {
        this.workingDirectory = workingDirectory;
        this.overrides = overrides;
        this.environment = environment;
        this.layered = layered;
        this.problems = problems;
    }

    /** The usual places that were looked at in vain, relative to the working directory. */
    List<Path> checkedPaths() {
        return List.copyOf(checkedPaths);
    }

    Optional<LoadedSchema> find(Optional<PackageJsonFile> packageJson, Optional<Path> gnomonFile) {
        if (overrides.schema().isPresent()) {
            String given = overrides.schema().get();
            return Optional.of(given(workingDirectory, given, "Could not load `--schema` from provided path `"));
        }
        Optional<String> variable = environment.get(VARIABLE);
        if (variable.isPresent()) {
            return Optional.of(given(
                    workingDirectory, variable.get(), "Could not load `" + VARIABLE + "` from provided path `"));
        }
        Optional<LayeredSettings.Located> setting = layered.located(SettingsLayer.SCHEMA);
        if (setting.isEmpty() && problems.deferred().containsKey(SettingsLayer.SCHEMA)) {
            return Optional.empty();
        }
        if (setting.isPresent()) {
            Path path =
                    LayeredSettings.path(setting.get().layer().folder(), setting.get().text().text());
            if (!SchemaLocator.holdsSchema(path)) {
                problems.add(
                        setting.get().text().position(),
                        "Could not load schema from `" + setting.get().text().text()
                                + "`: file or directory not found.",
                        "Write the path of the schema, relative to this file.");
                problems.throwIfAny();
            }
            return Optional.of(SchemaLocator.load(path, workingDirectory));
        }
        if (packageJson.isPresent() && packageJson.get().schema().isPresent()) {
            return Optional.of(given(
                    packageJson.get().folder(),
                    packageJson.get().schema().get(),
                    "Could not load schema from `package.json` path `"));
        }
        for (String usual : List.of("schema.prisma", "prisma/schema.prisma")) {
            Path path = workingDirectory.resolve(usual);
            if (Files.isRegularFile(path)) {
                return Optional.of(SchemaLocator.load(path, workingDirectory));
            }
            checkedPaths.add(Path.of(usual));
        }
        return gnomonFile
                .map(file -> file.resolveSibling("prisma").resolve("schema.prisma"))
                .filter(Files::isRegularFile)
                .map(path -> SchemaLocator.load(path, workingDirectory));
    }

    private LoadedSchema given(Path folder, String path, String complaint) {
        Path location = LayeredSettings.path(folder, path);
        if (!SchemaLocator.holdsSchema(location)) {
            throw new GnomonException(
                    EngineErrorCode.SCHEMA_NOT_FOUND, complaint + path + "`: file or directory not found", "");
        }
        return SchemaLocator.load(location, workingDirectory);
    }
}
