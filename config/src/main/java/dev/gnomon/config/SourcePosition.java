package dev.gnomon.config;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A place in a settings file.
 *
 * @param line   from 1
 * @param column from 1, in UTF-16 units
 */
public record SourcePosition(Path file, int line, int column) {
    public SourcePosition {
        Objects.requireNonNull(file, "file");
    }

    /** The place that an offset into a text has. */
    static SourcePosition at(Path file, String text, int offset) {
        int line = 1;
        int lineStart = 0;
        int end = Math.min(offset, text.length());
        for (int i = 0; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return new SourcePosition(file, line, end - lineStart + 1);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
