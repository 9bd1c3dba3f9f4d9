package dev.gnomon.dialect.sqlite;

/** Quotes names and values so that no character of theirs can end the quotes. */
final class SqliteNames {
    private SqliteNames() {}

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }
}
