package dev.gnomon.schema.syntax;

/** How bad a diagnostic is. */
public enum Severity {
    ERROR("error"),
    WARNING("warning");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /** The word that a printed diagnostic begins with. */
    public String word() {
        return word;
    }
}
