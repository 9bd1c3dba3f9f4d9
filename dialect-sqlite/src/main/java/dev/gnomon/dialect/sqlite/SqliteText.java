package dev.gnomon.dialect.sqlite;

/** Quotes names and values so that no character of theirs can end the quotes. */
final class SqliteText {
    private SqliteText() {}

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }
}
