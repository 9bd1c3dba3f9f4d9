package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DialectObject;
import java.util.Optional;
import java.util.Set;

/**
 * The collation of a text column, where it is another than the database's. The schema language has no word for it, and
 * {@code ALTER COLUMN} puts the database's in its place unless it is repeated.
 *
 * @param name as the server tells it
 */
record SqlserverCollation(String name) implements DialectObject {

    private static final Set<String> TEXTS = Set.of("Char", "VarChar", "NChar", "NVarChar", "Text", "NText");

    /** The collation that a column was found with. */
    static Optional<SqlserverCollation> of(Column column) {
        return column.dialectObjects().stream()
                .filter(SqlserverCollation.class::isInstance)
                .map(SqlserverCollation.class::cast)
                .findFirst();
    }

    /** The clause that keeps the collation of a column; empty where there is none to keep, or no text any more. */
    static String clause(Column previous, Column next) {
        return TEXTS.contains(SqlserverTypes.nativeType(next.type()).name())
                ? of(previous).map(collation -> " COLLATE " + collation.name()).orElse("")
                : "";
    }

    @Override
    public String describe() {
        return "COLLATE " + name;
    }
}
