package dev.gnomon.config;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows the folders that dialects are dropped into. */
final class DialectFolders {

    /** Where the launcher says that gnomon is installed. */
    private static final String HOME_PROPERTY = "gnomon.home";

    /** Folders of the user's choice, written like the system's search path. */
    private static final String VARIABLE = "GNOMON_DIALECTS";

    private DialectFolders() {}

    /**
     * All of them, whether they are there or not.
     *
     * @param option what the command line says
     */
    static List<Path> of(Path workingDirectory, Map<String, String> environment, Optional<String> option) {
        List<Path> folders = new ArrayList<>();
        Optional.ofNullable(System.getProperty(HOME_PROPERTY))
                .ifPresent(home -> folders.add(Path.of(home).resolve("dialects")));
        given(environment, "XDG_CONFIG_HOME")
                .map(Path::of)
                .or(() -> given(environment, "HOME").map(home -> Path.of(home).resolve(".config")))
                .ifPresent(configuration ->
                        folders.add(configuration.resolve("gnomon").resolve("dialects")));
        given(environment, VARIABLE).ifPresent(paths -> addAll(folders, workingDirectory, paths));
        option.ifPresent(paths -> addAll(folders, workingDirectory, paths));
        return folders;
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static void addAll(List<Path> folders, Path workingDirectory, String paths) {
        for (String path : paths.split(File.pathSeparator, -1)) {
            if (!path.isBlank()) {
                folders.add(workingDirectory.resolve(path));
            }
        }
    }
}
