package dev.gnomon.engine.event;

import java.util.Objects;
import java.util.Optional;

/**
 * What a statement of a script is about, read from the statement's words and not from the database.
 *
 * @param kind  what happens to it: {@code CreateTable}, {@code DropTable}, {@code RedefineTable} (dropped, while
 *     another one takes its name), {@code AlterTable}, {@code DropColumn}, {@code AddColumn}, {@code AlterColumn},
 *     {@code RenameTable}, {@code Truncate} (also a partition), {@code Delete}, {@code Update},
 *     {@code Insert}; {@code DropNamespace}, {@code DropType}, {@code DropDatabase}; {@code Opaque}: its words do not tell
 * @param table its name, or that of the other thing, without quotes and without the namespace; blank where the statement
 *     does not say which tables it is about
 * @param rows  how many rows it has before the script runs; empty where that does not matter to the kind, and where
 *     nobody could count them
 */
public record AffectedTable(String kind, String table, Optional<Long> rows) {
    public AffectedTable {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(rows, "rows");
    }

    /** Whether rows or values can be lost by this kind of statement. */
    public boolean destroys() {
        return switch (kind) {
            case "DropTable", "DropColumn", "Truncate", "Delete", "DropNamespace", "DropDatabase", "Opaque" -> true;
            default -> false;
        };
    }

    /** Whether it is a table, and it is known which. */
    public boolean isOneTable() {
        return switch (kind) {
            case "DropNamespace", "DropDatabase", "DropType", "Opaque" -> false;
            default -> !table.isBlank();
        };
    }
}
