package dev.gnomon.schema.syntax;

/**
 * A piece of a schema file.
 *
 * @param file the file's position in {@link SchemaDocument#files}
 * @param from offset of the first character (UTF-16 unit)
 * @param to   offset behind the last character
 */
public record Span(int file, int from, int to) {

    public Span {
        if (file < 0 || from < 0 || to < from) {
            throw new IllegalArgumentException("not a span: " + file + ":" + from + "-" + to);
        }
    }

    /** Join with a later piece of the same file. */
    public Span through(Span later) {
        return new Span(file, from, Math.max(to, later.to));
    }
}
