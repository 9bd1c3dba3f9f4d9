package dev.gnomon.engine.core.database;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.core.dataloss.RowCounts;
import dev.gnomon.engine.dialect.DatabaseProtection;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Marks a database as not to be emptied, and holds everybody to it. */
public final class Protection {

    private Protection() {}

    /** Whether the database of a session bears the mark. */
    public static boolean isOn(Connection connection, Dialect dialect) throws SQLException {
        Optional<DatabaseProtection> protection = dialect.databaseProtection();
        return protection.isPresent() && protection.get().isProtected(connection);
    }

    /**
     * Make sure that the database of a session may be emptied.
     *
     * @throws GnomonException {@code GN-6004} if it is protected
     */
    public static void refuse(Connection connection, Dialect dialect) throws SQLException {
        if (isOn(connection, dialect)) {
            throw new GnomonException(
                    EngineErrorCode.DATABASE_PROTECTED,
                    "The database is protected: it bears a mark that forbids to empty or to drop it. Nothing was"
                            + " changed.",
                    "Check that the URL leads to the database you mean. Only if all that it holds may be lost, take"
                            + " the mark away with `gnomon protect --remove` and run the command again.");
        }
    }

    /**
     * Make sure that changes drop no table of a protected database that has rows. What cannot be counted counts.
     *
     * @throws GnomonException {@code GN-6004} if they do
     */
    public static void refuseDroppedRows(Connection connection, Dialect dialect, ChangeSet changes, RowCounts counts)
            throws SQLException {
        List<String> dropped = new ArrayList<>();
        for (SchemaChange change : changes.changes()) {
            if (change instanceof SchemaChange.DropTable(Table table)
                    && counts.rows(table.name()).orElse(1) > 0) {
                dropped.add("`" + table.name().name() + "`");
            }
        }
        if (!dropped.isEmpty() && isOn(connection, dialect)) {
            throw new GnomonException(
                    EngineErrorCode.DATABASE_PROTECTED,
                    "The database is protected: it bears a mark that forbids to drop a table that has rows, and this run"
                            + " would drop " + String.join(", ", dropped) + ". Nothing was changed.",
                    "Check that the URL leads to the database you mean. If the rows may be lost, delete them or drop the"
                            + " table by hand, or take the mark away with `gnomon protect --remove`; then run the command"
                            + " again.");
        }
    }

    /**
     * Leave the mark or take it away.
     *
     * @throws GnomonException {@code GN-2001} if the dialect knows no such mark
     */
    public static void change(Connection connection, Dialect dialect, boolean protect) throws SQLException {
        DatabaseProtection protection = dialect.databaseProtection()
                .orElseThrow(() -> new GnomonException(
                        EngineErrorCode.CHANGE_NOT_SUPPORTED,
                        "The dialect for %s cannot protect databases.".formatted(dialect.displayName()),
                        "Install a newer version of the dialect."));
        if (protect) {
            protection.protect(connection);
        } else {
            protection.unprotect(connection);
        }
    }
}
