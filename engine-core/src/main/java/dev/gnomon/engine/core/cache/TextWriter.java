package dev.gnomon.engine.core.cache;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes values as bytes: numbers in as few as they need, and each text once, at the end. */
final class TextWriter {

    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private byte[] bytes = new byte[1 << 13];
    private int length;

    void number(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        put((byte) rest);
    }

    void flag(boolean value) {
        number(value ? 1 : 0);
    }

    /** The reader is always of the same build, so the order of the constants is the same. */
    @SuppressWarnings("EnumOrdinal")
    void choice(Enum<?> value) {
        number(value.ordinal());
    }

    void text(String value) {
        Integer known = texts.get(value);
        if (known == null) {
            known = texts.size();
            texts.put(value, known);
        }
        number(known);
    }

    <T> void optional(Optional<T> value, Consumer<? super T> writer) {
        flag(value.isPresent());
        value.ifPresent(writer);
    }

    <T> void list(List<T> values, Consumer<? super T> writer) {
        number(values.size());
        for (T value : values) {
            writer.accept(value);
        }
    }

    void texts(List<String> values) {
        list(values, this::text);
    }

    /** Everything that was written: the texts first, since a reader needs them first. */
    byte[] toBytes() {
        byte[] body = Arrays.copyOf(bytes, length);
        length = 0;
        List<byte[]> encoded = new ArrayList<>(texts.size());
        number(texts.size());
        for (String text : texts.keySet()) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            encoded.add(utf8);
            number(utf8.length);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(length + body.length * 2);
        all.write(bytes, 0, length);
        encoded.forEach(all::writeBytes);
        all.writeBytes(body);
        return all.toByteArray();
    }

    private void put(byte value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length * 2);
        }
        bytes[length++] = value;
    }
}
