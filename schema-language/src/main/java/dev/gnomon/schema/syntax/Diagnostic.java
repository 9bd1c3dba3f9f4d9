package dev.gnomon.schema.syntax;

import java.util.Objects;

/**
 * Something to say about a place in a schema.
 *
 * @param severity an error makes the schema invalid, a warning does not
 * @param message  exactly as it is shown, without the severity
 * @param span     the place it is about
 */
public record Diagnostic(Severity severity, String message, Span span) {

    public Diagnostic {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(span, "span");
    }

    /** Make an error. */
    public static Diagnostic error(String message, Span span) {
        return new Diagnostic(Severity.ERROR, message, span);
    }

    /** Make a warning. */
    public static Diagnostic warning(String message, Span span) {
        return new Diagnostic(Severity.WARNING, message, span);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
