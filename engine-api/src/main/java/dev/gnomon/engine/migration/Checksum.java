package dev.gnomon.engine.migration;

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

    /** To look the algorithm up again for each of a thousand scripts would take longer than the algorithm itself. */
    private static final MessageDigest PATTERN = newDigest();

    /** The checksum of a script's UTF-8 bytes, line ends as they are. */
    public static Checksum of(String script) {
        return new Checksum(HexFormat.of().formatHex(sha256(script)));
    }

    /**
     * Whether this is the checksum of a script. Line ends do not count: a checkout on Windows is the
     * same migration.
     */
    public boolean matches(String script) {
        if (hex.length() != 64 && !hex.isEmpty()) {
            return hex.equals(unpadded(script));
        }
        return hex.equals(of(script).hex())
                || hex.equals(of(script.replace("\r\n", "\n")).hex())
                || hex.equals(of(script.replace("\n", "\r\n")).hex());
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
