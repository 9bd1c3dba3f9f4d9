package dev.gnomon.dialect.sqlite;

import java.util.List;
import java.util.stream.Collectors;

/** Writes names into statements. */
final class SqliteNames {
    private SqliteNames() {}

    /** A name in double quotes, such that no character of it can end them. */
    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Names in quotes, one after the other. */
    static String list(List<String> names) {
        return names.stream().map(SqliteNames::quote).collect(Collectors.joining(", "));
    }
}
