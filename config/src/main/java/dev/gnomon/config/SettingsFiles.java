package dev.gnomon.config;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads settings files, whatever they hold. */
final class SettingsFiles {

    /** More than any settings file that a person wrote; what is longer is something else. */
    static final int LONGEST = 1 << 20;

    private SettingsFiles() {}

    /**
     * Read a file.
     *
     * @throws GnomonException {@code GN-6002} if it cannot be read, {@code GN-1002} if it is longer than
     *     a settings file can be, {@code GN-1006} if it is no text
     */
    static String read(Path file) {
        byte[] bytes;
        try {
            TextFile.requireRegular(file);
            try (InputStream input = Files.newInputStream(file)) {
                bytes = input.readNBytes(LONGEST + 1);
            }
        } catch (IOException e) {
            throw new GnomonException(
                    EngineErrorCode.FILE_FAILURE,
                    "Could not read %s: %s.".formatted(file, reason(e)),
                    "Check that it is a file, and that it may be read.",
                    e);
        }
        if (bytes.length > LONGEST) {
            throw new GnomonException(
                    EngineErrorCode.SETTINGS_INVALID,
                    file + " is longer than 1 MiB and so no settings file.",
                    "Check that the right file lies there.");
        }
        return TextFile.withoutMark(TextFile.decode(bytes, file.toString()));
    }

    /** The messages of some failures are nothing but the path. */
    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "access is denied";
            case NoSuchFileException missing -> "it leads nowhere";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> "it cannot be read";
        };
    }
}
