package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DialectObject;
import java.util.Optional;

/**
 * What computes a column.
 *
 * @param expression in parentheses, as the server tells it
 * @param persisted  it is stored
 */
record SqlserverGeneratedColumn(String expression, boolean persisted) implements DialectObject {

    static Optional<SqlserverGeneratedColumn> of(Column column) {
        return column.dialectObjects().stream()
                .filter(SqlserverGeneratedColumn.class::isInstance)
                .map(SqlserverGeneratedColumn.class::cast)
                .findFirst();
    }

    /** The clause behind the column's name; only a stored column may be required. */
    String clause(Column column) {
        return " AS " + expression
                + (persisted ? " PERSISTED" : "")
                + (persisted && column.type().isRequired() ? " NOT NULL" : "");
    }

    @Override
    public String describe() {
        return "AS " + expression + (persisted ? " PERSISTED" : "");
    }
}
