package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DefaultValue;
import java.util.Optional;

/** Reads expressions of schemas that are constants or the present time. */
final class SqliteConstants {

    private SqliteConstants() {}

    /** The column with the value of its expression, where that is a constant or the present time. */
    static Column folded(Column column) {
        if (column.databaseDefault().isEmpty()
                || !(column.databaseDefault().get() instanceof DefaultValue.Expression(String sql))) {
            return column;
        }
        String text = SqliteExpressions.withoutParentheses(sql);
        boolean isNull = text.equalsIgnoreCase("NULL");
        boolean isNow = text.equalsIgnoreCase("CURRENT_TIMESTAMP");
        Optional<DefaultValue> value = isNow || SqliteExpressions.isConstant(text)
                ? SqliteDefaultReader.read(text, column.type().family())
                : Optional.empty();
        return isNull ? column.withoutDefault() : value.map(column::withDefault).orElse(column);
    }
}
