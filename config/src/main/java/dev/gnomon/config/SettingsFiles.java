package dev.gnomon.config;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads settings files, whatever they hold. */
final class SettingsFiles {

    /** More than any settings file that a person wrote; what is longer is something else. */
    static final int LONGEST = 1 << 20;

    private SettingsFiles() {}

    /**
     * Read a file as UTF-8; bytes that are none become replacement characters.
     *
     * @throws GnomonException {@code GN-6002} if it cannot be read, {@code GN-1002} if it is longer than
     *     a settings file can be
     */
    static String read(Path file) {
        byte[] bytes;
        try (InputStream input = Files.newInputStream(file)) {
            bytes = input.readNBytes(LONGEST + 1);
        } catch (IOException e) {
            throw new GnomonException(
                    EngineErrorCode.FILE_FAILURE, "Could not read " + file + ".", "Check that it can be read.", e);
        }
        if (bytes.length > LONGEST) {
            throw new GnomonException(
                    EngineErrorCode.SETTINGS_INVALID,
                    file + " is longer than 1 MiB and so no settings file.",
                    "Check that the right file lies there.");
        }
        int start = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
                ? 3
                : 0;
        return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    }
}
