package dev.gnomon.schema.syntax;

import java.util.Optional;

/**
 * The type of a field.
 *
 * @param name        the type's name; {@code Unsupported} for a type of the database's own
 * @param unsupported the text between the parentheses of {@code Unsupported("…")}
 * @param arity       required, optional or list
 * @param span        of the whole type, arity included
 */
public record FieldType(String name, Optional<String> unsupported, Arity arity, Span span) {

    /** How many values a field holds, as its type says. */
    public enum Arity {
        REQUIRED(""),
        OPTIONAL("?"),
        LIST("[]");

        private final String suffix;

        Arity(String suffix) {
            this.suffix = suffix;
        }

        public String suffix() {
            return suffix;
        }
    }
}
