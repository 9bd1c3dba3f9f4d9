package dev.gnomon.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The folders that a project's own files may lie in, the nearest first: those from the schema's upwards, and those from
 * the working directory upwards, each up to the root of a repository. So a project has the same settings and rules
 * wherever a command is started.
 */
final class ProjectFolders {

    private final List<Path> folders;
    private final List<Path> starts;

    private ProjectFolders(List<Path> folders, List<Path> starts) {
        this.folders = folders;
        this.starts = starts;
    }

    /**
     * Collect the folders.
     *
     * @param schema the file or folder of the schema, as far as it is known
     */
    static ProjectFolders of(Path workingDirectory, Optional<Path> schema) {
        List<Path> starts = new ArrayList<>();
        schema.map(path -> path.toAbsolutePath().normalize())
                .map(path -> Files.isDirectory(path) ? path : path.getParent())
                .ifPresent(starts::add);
        starts.add(workingDirectory);
        Set<Path> folders = new LinkedHashSet<>();
        for (Path start : starts) {
            for (Path folder = start; folder != null; folder = folder.getParent()) {
                folders.add(folder);
                if (Files.exists(folder.resolve(".git"))) {
                    break;
                }
            }
        }
        return new ProjectFolders(List.copyOf(folders), starts);
    }

    /** The nearest file of a name. */
    Optional<Path> nearest(String name) {
        return all(name).stream().findFirst();
    }

    /** All files of a name, the nearest first. What is there counts, even if it turns out that it cannot be read. */
    List<Path> all(String name) {
        List<Path> found = new ArrayList<>();
        for (Path folder : folders) {
            Path file = folder.resolve(name);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                    && (starts.contains(folder) || !isSomebodyElses(folder, file))) {
                found.add(file);
            }
        }
        return found;
    }

    /** Where everybody may put files, as in a folder for temporary ones, only those of the project's owner are its own. */
    private boolean isSomebodyElses(Path folder, Path file) {
        try {
            return Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE)
                    && !Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(starts.get(0)));
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }
}
