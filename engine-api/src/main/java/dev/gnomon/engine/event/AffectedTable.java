package dev.gnomon.engine.event;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * The table that a statement of a script is about, read from the statement's words and not from the database.
 *
 * @param kind  what happens to it
 * @param table its name, without quotes and without the namespace
 * @param rows  how many rows it has before the script runs; empty where that does not matter to the kind, and where
 *     nobody could count them
 */
public record AffectedTable(StatementKind kind, String table, OptionalLong rows) {
    public AffectedTable {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(rows, "rows");
    }
}
