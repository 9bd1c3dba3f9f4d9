package dev.gnomon.engine.support;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads text files as what they are: UTF-8, or what a byte order mark says. Bytes that are no text are refused, because
 * whatever took their place would end up in a database.
 */
public final class TextFile {

    /** What some editors begin a text with, so that others know its encoding. */
    private static final String MARK = "\uFEFF";

    private static final char REPLACEMENT = '\uFFFD';

    private TextFile() {}

    /** Encodings that are known by their byte order mark; the longer marks first, since one begins like another. */
    private enum Marked {
        UTF_32LE("\u00FF\u00FE\0\0"),
        UTF_32BE("\0\0\u00FE\u00FF"),
        UTF_8("\u00EF\u00BB\u00BF"),
        UTF_16LE("\u00FF\u00FE"),
        UTF_16BE("\u00FE\u00FF");

        /** Its bytes, a character each. */
        private final String mark;

        Marked(String mark) {
            this.mark = mark;
        }

        static Optional<Marked> of(byte[] bytes) {
            // Most files begin with a letter.
            if (bytes.length == 0 || bytes[0] > 0) {
                return Optional.empty();
            }
            String start = new String(bytes, 0, Math.min(4, bytes.length), StandardCharsets.ISO_8859_1);
            return Arrays.stream(values())
                    .filter(each -> start.startsWith(each.mark))
                    .findFirst();
        }

        Charset charset() {
            return Charset.forName(shown());
        }

        String shown() {
            return name().replace('_', '-');
        }
    }

    /**
     * Read a file, without its byte order mark.
     *
     * @throws IOException     if it cannot be read, or is a folder, a pipe or a device
     * @throws GnomonException {@code GN-1006} if it is no text
     */
    public static String read(Path file) throws IOException {
        requireRegular(file);
        return withoutMark(decode(Files.readAllBytes(file), file.toString()));
    }

    /**
     * Make sure that reading a file comes to an end.
     *
     * @throws IOException if it is missing, or is a folder, a pipe or a device
     */
    public static void requireRegular(Path file) throws IOException {
        if (!Files.isRegularFile(file) && Files.exists(file)) {
            throw new FileSystemException(file.toString(), null, "it is no file with a text");
        }
    }

    /**
     * The text that bytes are. One that is marked as UTF-8 keeps its mark, which counts in a checksum; other marks are
     * left out.
     *
     * @param name of the file, for the message
     * @throws GnomonException {@code GN-1006} with the place of the first byte that is no text
     */
    public static String decode(byte[] bytes, String name) {
        Optional<Marked> marked = Marked.of(bytes);
        String text;
        if (marked.isPresent() && marked.get() != Marked.UTF_8) {
            int start = marked.get().mark.length();
            text = strictly(bytes, start, marked.get().charset(), marked.get().shown(), name);
        } else {
            text = new String(bytes, StandardCharsets.UTF_8);
            if (text.indexOf(REPLACEMENT) >= 0) {
                text = strictly(bytes, 0, StandardCharsets.UTF_8, "UTF-8", name);
            }
        }
        int zero = text.indexOf('\0');
        if (zero >= 0) {
            throw refused(
                    name,
                    "is no text",
                    (byte) 0,
                    text.substring(0, zero),
                    "It may be UTF-16 without a byte order mark. Save it as UTF-8.");
        }
        return text;
    }

    /** A text without the byte order mark at its start. */
    public static String withoutMark(String text) {
        return text.startsWith(MARK) ? text.substring(1) : text;
    }

    /**
     * The bytes of a text that takes the place of another one, in the encoding of that.
     *
     * @param before what is in the file up to now
     */
    public static byte[] encode(String text, byte[] before) {
        Optional<Marked> marked = Marked.of(before);
        if (marked.isEmpty()) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return (MARK + withoutMark(text)).getBytes(marked.get().charset());
    }

    private static String strictly(byte[] bytes, int start, Charset charset, String shown, String name) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer source = ByteBuffer.wrap(bytes, start, bytes.length - start);
        CharBuffer target = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(source, target, true);
        String before = target.flip().toString();
        if (result.isError()) {
            throw refused(
                    name,
                    "is not " + shown,
                    bytes[source.position()],
                    before,
                    "Open it in an editor in the encoding that it was written in, and save it as UTF-8. A migration that"
                            + " was applied counts as the same after that.");
        }
        return before;
    }

    private static GnomonException refused(String name, String what, byte found, String before, String remedy) {
        String text = withoutMark(before);
        long line = text.chars().filter(character -> character == '\n').count() + 1;
        int column = text.length() - text.lastIndexOf('\n');
        return new GnomonException(
                EngineErrorCode.TEXT_UNREADABLE,
                "%s %s: byte 0x%02X at line %d, column %d. Nothing was done."
                        .formatted(name, what, found & 0xFF, line, column),
                remedy);
    }
}
