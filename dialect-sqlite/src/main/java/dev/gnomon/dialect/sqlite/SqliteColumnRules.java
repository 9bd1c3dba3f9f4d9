package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.dialect.ColumnRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.TypeFamily;
import java.util.Optional;

/** What SQLite takes for a change of a column. */
final class SqliteColumnRules implements ColumnRules {

    @Override
    public Optional<CastSafety> typeChange(BeforeAfter<Column> column, BeforeAfter<DatabaseSchema> schemas) {
        if (isNumber(column.before()) && isNumber(column.after())) {
            // Both are INTEGER, which has 64 bits.
            return Optional.empty();
        }
        return SqliteCasts.between(
                column.before().type().family(), column.after().type().family());
    }

    private static boolean isNumber(Column column) {
        TypeFamily family = column.type().family();
        return column.autoIncrement() && (family == TypeFamily.Scalar.INT || family == TypeFamily.Scalar.BIG_INT);
    }

    @Override
    public boolean sameDefault(BeforeAfter<Column> column, boolean generally) {
        return generally || SqliteLiterals.isSame(column.before(), column.after());
    }

    @Override
    public Column folded(Column column) {
        return SqliteConstants.folded(column);
    }

    /** An INTEGER primary key numbers its rows, whatever the schema says; a BIGINT has to become one. */
    @Override
    public boolean autoIncrementChanges(BeforeAfter<Column> column) {
        return column.before().type().family() == TypeFamily.Scalar.BIG_INT
                && column.after().type().family() == TypeFamily.Scalar.BIG_INT
                && column.before().autoIncrement() != column.after().autoIncrement();
    }
}
