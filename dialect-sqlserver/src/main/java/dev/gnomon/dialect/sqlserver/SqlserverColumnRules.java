package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.dialect.ColumnRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.DefaultValue.Expression;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.model.TypeFamily.Unsupported;
import java.util.Optional;

/** What SQL Server takes for a change of a column. */
final class SqlserverColumnRules implements ColumnRules {

    private static final DefaultValue NONE = new DefaultValue.AnyExpression();

    @Override
    public Optional<CastSafety> typeChange(BeforeAfter<Column> column, BeforeAfter<DatabaseSchema> schemas) {
        TypeFamily before = column.before().type().family();
        TypeFamily after = column.after().type().family();
        if (before instanceof Unsupported || after instanceof Unsupported) {
            CastSafety safety = after == Scalar.STRING ? CastSafety.SAFE : CastSafety.RISKY;
            return before.equals(after) ? Optional.empty() : Optional.of(safety);
        }
        return SqlserverCasts.between(
                SqlserverTypes.nativeType(column.before().type()),
                SqlserverTypes.nativeType(column.after().type()));
    }

    @Override
    public boolean sameDefault(BeforeAfter<Column> column, boolean generally) {
        // A default is a constraint of its own, and its name is part of the schema.
        boolean bothHaveOne = column.before().databaseDefault().isPresent()
                && column.after().databaseDefault().isPresent();
        return (generally || sameExpression(column))
                && (!bothHaveOne
                        || column.before().defaultName().equals(column.after().defaultName()));
    }

    private static boolean sameExpression(BeforeAfter<Column> column) {
        return column.before().defaultValue().orElse(NONE) instanceof Expression(String before)
                && column.after().defaultValue().orElse(NONE) instanceof Expression(String after)
                && SqlserverExpressions.same(before, after);
    }

    /** What the catalog makes a value of is a value in a schema too. */
    @Override
    public Column folded(Column column) {
        return column.defaultValue().orElse(NONE) instanceof Expression(String sql)
                ? SqlserverDefaultReader.read(sql, column.type().family())
                        .map(column::withDefault)
                        .orElseGet(column::withoutDefault)
                : column;
    }
}
