package dev.gnomon.engine.migration;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a migration's text is recognised by: SHA-256 as 64 lower-case hex digits.
 *
 * @param hex as a history row has it; rows of very old versions hold fewer digits, since they were
 *     written without leading zeros a byte
 */
public record Checksum(String hex) {

    /** A byte order mark, which some editors begin a text with. */
    private static final String MARK = "\uFEFF";

    /** To look the algorithm up again for each of a thousand scripts would take longer than the algorithm itself. */
    private static final MessageDigest PATTERN = newDigest();

    /** The checksum of a script's UTF-8 bytes, line ends as they are. */
    public static Checksum of(String script) {
        return new Checksum(HexFormat.of().formatHex(sha256(script)));
    }

    /**
     * Whether this is the checksum of a script. Line ends do not count: a checkout on Windows is the
     * same migration. Nor does the encoding: a script that was recorded while it was in another one, its bytes taken
     * for UTF-8, is the same once it is saved as UTF-8.
     */
    public boolean matches(String script) {
        if (hex.length() != 64 && !hex.isEmpty()) {
            return hex.equals(unpadded(script));
        }
        String text = script.startsWith(MARK) ? script.substring(1) : script;
        return hex.equals(of(script).hex())
                || matchesInEncodings(text.replace("\r\n", "\n"))
                || matchesInEncodings(text.replace("\r\n", "\n").replace("\n", "\r\n"));
    }

    private boolean matchesInEncodings(String text) {
        return hex.equals(of(text).hex())
                || hex.equals(of(MARK + text).hex())
                || matchesMisread(MARK + text, StandardCharsets.UTF_16LE)
                || matchesMisread(MARK + text, StandardCharsets.UTF_16BE)
                || matchesMisread(text, StandardCharsets.ISO_8859_1)
                || matchesMisread(text, Charset.forName("windows-1252"));
    }

    /** Whether this is the checksum of what is left of a text whose bytes are read as UTF-8 and are none. */
    private boolean matchesMisread(String text, Charset written) {
        return hex.equals(
                of(new String(text.getBytes(written), StandardCharsets.UTF_8)).hex());
    }

    private static String unpadded(String script) {
        StringBuilder digits = new StringBuilder(64);
        for (byte b : sha256(script)) {
            digits.append(Integer.toHexString(b & 0xff));
        }
        return digits.toString();
    }

    private static byte[] sha256(String script) {
        return digest().digest(script.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest digest() {
        try {
            return (MessageDigest) PATTERN.clone();
        } catch (CloneNotSupportedException uncommon) {
            return newDigest();
        }
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
