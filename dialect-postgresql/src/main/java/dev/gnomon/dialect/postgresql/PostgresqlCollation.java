package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.model.DialectObject;

/**
 * Says of a column that its texts sort in another way than usual.
 *
 * @param sql the collation's name as SQL has it, with its namespace where it needs one
 */
record PostgresqlCollation(String sql) implements DialectObject {

    @Override
    public String describe() {
        return "collation " + sql;
    }
}
