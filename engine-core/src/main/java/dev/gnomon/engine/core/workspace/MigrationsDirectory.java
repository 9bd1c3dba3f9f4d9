package dev.gnomon.engine.core.workspace;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.support.ReadableName;
import dev.gnomon.engine.support.TextFile;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The folder in which the migrations of a project lie: one sub-folder each, with a {@code migration.sql}, and one
 * {@code migration_lock.toml} for all.
 *
 * @param path of the folder, which need not exist
 */
public record MigrationsDirectory(Path path) {

    /** The name of the script in a migration's folder. */
    public static final String SCRIPT_NAME = "migration.sql";

    /** The name of the file that says which kind of database the migrations are for. */
    public static final String LOCK_FILE_NAME = "migration_lock.toml";

    private static final String UNFINISHED = ".gnomon-";

    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

    public MigrationsDirectory {
        Objects.requireNonNull(path, "path");
    }

    /**
     * Read all migrations, in the order in which they apply. A folder that does not exist is an empty history; every
     * sub-folder is a migration, whatever its name.
     *
     * @throws GnomonException {@code GN-6002} if the folder cannot be listed, or something in it is a symbolic link that
     *     leads out of it; {@code GN-1006} if a script is no text, {@code GN-1007} if a folder's name cannot be read
     */
    public MigrationHistory read() {
        if (!Files.isDirectory(path)) {
            return MigrationHistory.EMPTY;
        }
        List<Migration> migrations = new ArrayList<>();
        Optional<String> lockFile;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            requireWithin(path.resolve(LOCK_FILE_NAME));
            lockFile = textOf(path.resolve(LOCK_FILE_NAME)).map(TextFile::withoutMark);
            for (Path entry : entries) {
                requireWithin(entry);
                Optional<String> script =
                        requireWithin(entry.resolve(SCRIPT_NAME)) ? scriptIn(entry) : Optional.empty();
                // What holds a script is a folder: most need not be asked.
                if (script.isPresent() || Files.isDirectory(entry)) {
                    String name = String.valueOf(entry.getFileName());
                    ReadableName.requireFile(entry, "The name of the migration " + name);
                    migrations.add(new Migration(name, script));
                }
            }
        } catch (IOException | DirectoryIteratorException failure) {
            throw fileFailure("The migrations directory %s cannot be read".formatted(path), failure);
        }
        // Sorting what is nearly sorted takes few of the dear comparisons.
        migrations.sort(Comparator.comparing(Migration::id));
        migrations.sort((one, other) -> MigrationOrder.BY_NAME.compare(one.id(), other.id()));
        return new MigrationHistory(lockFile, migrations);
    }

    /**
     * What a project that comes from elsewhere links to is nothing to run, nor to quote when it fails; and a pipe or a
     * device in the place of a script might never come to an end.
     *
     * @return whether something is there that can be read to its end
     */
    private boolean requireWithin(Path entry) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException | NotDirectoryException missing) {
            return false;
        } catch (AccessDeniedException forbidden) {
            throw forbidden;
        } catch (FileSystemException unknown) {
            // Below a file, not every system says that there is no such folder.
            return Files.isRegularFile(entry);
        }
        if (attributes.isSymbolicLink()) {
            if (!Files.exists(entry)) {
                return false;
            }
            Path target = entry.toRealPath();
            if (!target.startsWith(path.toRealPath())) {
                throw new GnomonException(
                        EngineErrorCode.FILE_FAILURE,
                        "%s is a symbolic link that leads out of the migrations directory, to %s. Nothing was read."
                                .formatted(entry, target),
                        "Put the migration itself there, or name the directory that it lies in as the migrations directory.");
            }
            return Files.isRegularFile(target);
        }
        return attributes.isRegularFile();
    }

    /** Where the script of a migration lies. */
    public Path scriptOf(String migrationId) {
        return path.resolve(migrationId).resolve(SCRIPT_NAME);
    }

    /**
     * Write a migration and the lock file. The migration's folder appears with its script in it or not at all.
     *
     * @param provider the dialect's word for the lock file
     * @return the script's path
     * @throws GnomonException {@code GN-6002} if the folder exists already or cannot be written
     */
    public Path write(Migration migration, String provider) {
        Path folder = path.resolve(migration.id());
        String script = migration.script().orElseThrow();
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new GnomonException(
                    EngineErrorCode.FILE_FAILURE,
                    "Failed to create a new migration directory: The migration directory already exists at " + folder,
                    "Choose another name for the migration, or remove the directory.");
        }
        // Beside the directory, not in it: whatever lies in it is a migration, even a folder with a dot.
        Path unfinished = path.toAbsolutePath().resolveSibling(UNFINISHED + UUID.randomUUID());
        Optional.ofNullable(unfinished.getParent()).ifPresent(beside -> discardAbandoned(beside, UNFINISHED));
        discardAbandoned(path, LOCK_FILE_NAME + ".");
        boolean locked = Files.exists(path.resolve(LOCK_FILE_NAME));
        try {
            Files.createDirectories(path);
            Files.createDirectory(unfinished);
            Files.writeString(unfinished.resolve(SCRIPT_NAME), script, StandardOpenOption.CREATE_NEW);
            writeLockFile(provider);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            return folder.resolve(SCRIPT_NAME);
        } catch (IOException failure) {
            discard(unfinished.resolve(SCRIPT_NAME), unfinished);
            if (!locked) {
                discard(path.resolve(LOCK_FILE_NAME));
            }
            throw fileFailure("The migration cannot be written to " + folder, failure);
        }
    }

    /** The text of a lock file, as Prisma's command line writes it. */
    public static String lockFileText(String provider) {
        return """
                # Please do not edit this file manually
                # It should be added in your version-control system (e.g., Git)
                provider = "%s"
                """.formatted(provider);
    }

    private void writeLockFile(String provider) throws IOException {
        Path lockFile = path.resolve(LOCK_FILE_NAME);
        String text = lockFileText(provider);
        if (textOf(lockFile).filter(text::equals).isPresent()) {
            return;
        }
        Path unfinished = path.resolve(LOCK_FILE_NAME + "." + UUID.randomUUID());
        try {
            Files.writeString(unfinished, text, StandardOpenOption.CREATE_NEW);
            Files.move(unfinished, lockFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** A stream costs half of what a channel does, which a thousand scripts make felt, but does not get at every name. */
    private static Optional<String> scriptIn(Path folder) throws IOException {
        if (!folder.getFileSystem().equals(FileSystems.getDefault())) {
            return textOf(folder.resolve(SCRIPT_NAME));
        }
        String name = folder + File.separator + SCRIPT_NAME;
        byte[] bytes;
        try (FileInputStream script = new FileInputStream(name)) {
            bytes = script.readAllBytes();
        } catch (IOException missing) {
            return textOf(folder.resolve(SCRIPT_NAME));
        }
        return Optional.of(TextFile.decode(bytes, name));
    }

    private static Optional<String> textOf(Path file) throws IOException {
        byte[] bytes;
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                return Optional.empty();
            }
            bytes = Files.readAllBytes(file);
        } catch (AccessDeniedException forbidden) {
            throw forbidden;
        } catch (IOException missing) {
            return Optional.empty();
        }
        return Optional.of(TextFile.decode(bytes, file.toString()));
    }

    /** What a run that was killed while it wrote has left; what is young may be another run's that is still at work. */
    private static void discardAbandoned(Path folder, String prefix) {
        Instant old = Instant.now().minus(ABANDONED_AFTER);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, prefix + "*-*-*-*-*")) {
            for (Path entry : entries) {
                if (Files.getLastModifiedTime(entry, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(old)) {
                    discard(entry.resolve(SCRIPT_NAME), entry);
                }
            }
        } catch (IOException missing) {
            // There is no folder yet, or what lies in it is somebody else's.
        }
    }

    private static void discard(Path... unfinished) {
        try {
            for (Path each : unfinished) {
                Files.deleteIfExists(each);
            }
        } catch (IOException left) {
            // The first failure is the one to tell; what is left is no migration.
        }
    }

    private static GnomonException fileFailure(String problem, Exception failure) {
        return new GnomonException(
                EngineErrorCode.FILE_FAILURE,
                problem + ": "
                        + (failure instanceof AccessDeniedException denied
                                ? "access to " + denied.getFile() + " is denied"
                                : failure.getMessage()),
                "Check that the path exists and that you may read and write there.",
                failure);
    }
}
