package dev.gnomon.cli.rpc;

import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Texts of files that the client has read and sent. It takes all files for UTF-8 and puts another character in place of
 * what is none; what really stands there, the file tells.
 */
final class SentText {

    private static final char REPLACEMENT = '\uFFFD';

    private SentText() {}

    /**
     * The text of a file.
     *
     * @param sent what the client made of it
     * @param file where the client says that it lies; it need not be there for us
     * @throws GnomonException {@code GN-1006} if it is no text
     */
    static String of(String sent, Path folder, String file) {
        if (sent.indexOf(REPLACEMENT) < 0) {
            return sent;
        }
        byte[] bytes;
        try {
            Path path = folder.resolve(file);
            if (!Files.isRegularFile(path)) {
                return sent;
            }
            bytes = Files.readAllBytes(path);
        } catch (IOException | InvalidPathException elsewhere) {
            return sent;
        }
        return TextFile.decode(bytes, file);
    }
}
