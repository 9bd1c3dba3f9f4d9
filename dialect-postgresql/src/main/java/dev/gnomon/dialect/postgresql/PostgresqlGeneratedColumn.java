package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DialectObject;
import java.util.Optional;

/**
 * Says of a column that its values are computed from others and cannot be written.
 *
 * @param expression what computes them
 * @param stored     they are kept, not computed each time they are read
 */
record PostgresqlGeneratedColumn(String expression, boolean stored) implements DialectObject {

    static Optional<PostgresqlGeneratedColumn> of(Column column) {
        return column.dialectObjects().stream()
                .filter(PostgresqlGeneratedColumn.class::isInstance)
                .map(PostgresqlGeneratedColumn.class::cast)
                .findFirst();
    }

    /** The clause that makes such a column. */
    String clause() {
        return "GENERATED ALWAYS AS (" + PostgresqlExpressions.withoutOuterParentheses(expression) + ") "
                + (stored ? "STORED" : "VIRTUAL");
    }

    @Override
    public String describe() {
        return "generated column";
    }
}
