package dev.gnomon.engine.core.cache;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what a {@link TextWriter} wrote. Whatever else it is given ends in an unchecked exception. */
final class TextReader {

    private final byte[] bytes;
    private final String[] texts;
    private int position;

    TextReader(byte[] bytes) {
        this.bytes = bytes;
        int[] lengths = new int[count()];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = number();
        }
        texts = new String[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            texts[i] = new String(bytes, position, lengths[i], StandardCharsets.UTF_8);
            position += lengths[i];
        }
    }

    int number() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = bytes[position++];
            value |= (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
    }

    boolean flag() {
        return number() == 1;
    }

    <E> E choice(E[] values) {
        return values[number()];
    }

    String text() {
        return texts[number()];
    }

    <T> Optional<T> optional(Supplier<? extends T> reader) {
        return flag() ? Optional.of(reader.get()) : Optional.empty();
    }

    <T> List<T> list(Supplier<? extends T> reader) {
        int size = count();
        if (size == 0) {
            return List.of();
        }
        List<T> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(reader.get());
        }
        return values;
    }

    List<String> texts() {
        return list(this::text);
    }

    boolean isAtEnd() {
        return position == bytes.length;
    }

    /** A number of things, each of which takes a byte at least. */
    private int count() {
        int count = number();
        if (count < 0 || count > bytes.length) {
            throw new IllegalArgumentException(count + " is no number of things");
        }
        return count;
    }
}
