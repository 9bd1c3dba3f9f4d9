package dev.gnomon.engine.core.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;

/** Tells files of the user who runs the program from those that somebody else may have put there. */
final class OwnFiles {

    /** Belongs to whom the process runs as, which no name has to be known for. */
    private static final Path PROCESS = Path.of("/proc/self");

    private OwnFiles() {}

    /**
     * Whether a file or folder belongs to the user, and nobody else may write to it. Systems that know no such
     * permissions keep the folders of their users apart by themselves.
     *
     * @throws IOException if it is missing, or nobody can tell
     */
    static boolean isOwn(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return true;
        }
        PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
        return attributes.owner().equals(user(path))
                && !attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)
                && !attributes.permissions().contains(PosixFilePermission.GROUP_WRITE);
    }

    private static UserPrincipal user(Path path) throws IOException {
        if (Files.exists(PROCESS)) {
            return Files.getOwner(PROCESS);
        }
        return path.getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name", ""));
    }
}
