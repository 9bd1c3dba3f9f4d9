package dev.gnomon.listeners.journal;

import dev.gnomon.listeners.event.JsonText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A line of a journal. It begins with the hash of the line before it and its number, and ends with its own hash: the
 * SHA-256 of all of its bytes that stand before {@code ,"hash":}. A program of any language can check it.
 *
 * @param previous the hash of the line before; 64 zeros for the first
 * @param number   from 1, without gaps
 */
record JournalLine(String previous, long number, String event, String run, String hash) {

    static final String NOTHING_BEFORE = "0".repeat(64);

    private static final String START = "{\"previous\":\"";
    private static final String NUMBER = "\",\"number\":";
    private static final String EVENT = "\"event\":\"";
    private static final String RUN = "\"run\":\"";
    private static final String HASH = ",\"hash\":\"";
    private static final int TAIL = HASH.length() + 64 + "\"}".length();

    /** Write a line, without its line feed. The fields must start with the time and the event. */
    static String write(String previous, long number, Map<String, Object> fields) {
        StringBuilder line = new StringBuilder("{");
        Map<String, Object> chain = new LinkedHashMap<>();
        chain.put("previous", previous);
        chain.put("number", number);
        JsonText.append(line, chain);
        line.append(',');
        JsonText.append(line, fields);
        return line.append(HASH)
                .append(hash(line.substring(0, line.length() - HASH.length())))
                .append("\"}")
                .toString();
    }

    /** Take a line apart; empty if it is not what was written. */
    static Optional<JournalLine> read(String line) {
        int body = line.length() - TAIL;
        if (body < START.length() + 64
                || !line.startsWith(START)
                || !line.startsWith(HASH, body)
                || !line.endsWith("\"}")) {
            return Optional.empty();
        }
        String hash = line.substring(body + HASH.length(), line.length() - 2);
        if (!hash.equals(hash(line.substring(0, body)))) {
            return Optional.empty();
        }
        int numberAt = START.length() + 64;
        int numberEnd = line.indexOf(',', numberAt + NUMBER.length());
        if (!line.startsWith(NUMBER, numberAt) || numberEnd < 0) {
            return Optional.empty();
        }
        try {
            long number = Long.parseLong(line.substring(numberAt + NUMBER.length(), numberEnd));
            return Optional.of(new JournalLine(
                    line.substring(START.length(), numberAt), number, after(line, EVENT), after(line, RUN), hash));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    /** The text after the first occurrence of a key: what users bring in stands behind those that are asked for. */
    private static String after(String line, String key) {
        int at = line.indexOf(key);
        return at < 0 ? "" : line.substring(at + key.length(), line.indexOf('"', at + key.length()));
    }

    static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
