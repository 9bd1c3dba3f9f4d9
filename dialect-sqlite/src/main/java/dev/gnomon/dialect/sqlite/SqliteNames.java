package dev.gnomon.dialect.sqlite;

import java.util.List;
import java.util.stream.Collectors;

/** Quotes names and values so that no character of theirs can end the quotes. */
final class SqliteNames {
    private SqliteNames() {}

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String value) {
        return '\'' + value.replace("'", "''") + '\'';
    }

    /** Names in quotes, one after the other. */
    static String list(List<String> names) {
        return names.stream().map(SqliteNames::identifier).collect(Collectors.joining(", "));
    }
}
