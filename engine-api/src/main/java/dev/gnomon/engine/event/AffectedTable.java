package dev.gnomon.engine.event;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * The table that a statement of a script is about, read from the statement's words and not from the database.
 *
 * @param kind  what happens to it: {@code CreateTable}, {@code DropTable}, {@code RedefineTable} (dropped, while
 *     another one takes its name), {@code AlterTable}, {@code DropColumn}, {@code AddColumn}, {@code AlterColumn},
 *     {@code RenameTable}, {@code Truncate}, {@code Delete}, {@code Update}, {@code Insert}
 * @param table its name, without quotes and without the namespace
 * @param rows  how many rows it has before the script runs; empty where that does not matter to the kind, and where
 *     nobody could count them
 */
public record AffectedTable(String kind, String table, OptionalLong rows) {
    public AffectedTable {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(rows, "rows");
    }

    /** Whether rows or values can be lost by this kind of statement. */
    public boolean destroys() {
        return switch (kind) {
            case "DropTable", "DropColumn", "Truncate", "Delete" -> true;
            default -> false;
        };
    }
}
