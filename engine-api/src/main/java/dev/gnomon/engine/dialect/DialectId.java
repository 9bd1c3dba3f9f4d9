package dev.gnomon.engine.dialect;

/** Name of a dialect: the {@code provider} of a schema's datasource block. */
public record DialectId(String value) {

    public DialectId {
        if (!value.matches("[a-z][a-z0-9-]{1,30}")) {
            throw new IllegalArgumentException("a dialect id is lower case letters, digits and '-': " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
