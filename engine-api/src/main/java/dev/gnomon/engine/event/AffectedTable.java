package dev.gnomon.engine.event;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * What a statement of a script is about, read from the statement's words and not from the database.
 *
 * @param kind  what happens to it
 * @param table its name, or that of the other thing, without quotes and without the namespace; blank where the statement
 *     does not say which tables it is about
 * @param rows  how many rows it has before the script runs; empty where that does not matter to the kind, and where
 *     nobody could count them
 */
public record AffectedTable(StatementKind kind, String table, OptionalLong rows) {
    public AffectedTable {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(rows, "rows");
    }

    /** Whether it is a table, and it is known which. */
    public boolean isOneTable() {
        return switch (kind) {
            case DROP_NAMESPACE, DROP_DATABASE, DROP_TYPE, OPAQUE -> false;
            case CREATE_TABLE,
                    DROP_TABLE,
                    REDEFINE_TABLE,
                    ALTER_TABLE,
                    DROP_COLUMN,
                    ADD_COLUMN,
                    ALTER_COLUMN,
                    RENAME_TABLE,
                    TRUNCATE,
                    DELETE,
                    UPDATE,
                    INSERT -> !table.isBlank();
        };
    }
}
