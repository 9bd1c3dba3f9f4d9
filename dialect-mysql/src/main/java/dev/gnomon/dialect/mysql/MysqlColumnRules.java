package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.dialect.ColumnRules;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.DefaultValue.Expression;
import dev.gnomon.engine.model.DefaultValue.Literal;
import dev.gnomon.engine.model.LiteralValue.Text;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.TypeFamily.EnumReference;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.model.TypeFamily.Unsupported;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What MySQL and MariaDB takes for a change of a column. */
final class MysqlColumnRules implements ColumnRules {

    private static final DefaultValue NONE = new DefaultValue.AnyExpression();

    private static final NativeType LONG_TEXT = NativeType.of("LongText");

    @Override
    public Optional<CastSafety> typeChange(BeforeAfter<Column> column, BeforeAfter<DatabaseSchema> schemas) {
        TypeFamily before = column.before().type().family();
        TypeFamily after = column.after().type().family();
        if (before instanceof EnumReference previous && after instanceof EnumReference next) {
            return enumChange(MysqlTypes.values(previous, schemas.before()), MysqlTypes.values(next, schemas.after()));
        }
        if (before instanceof EnumReference || after instanceof EnumReference) {
            return Optional.of(CastSafety.RISKY);
        }
        if (before instanceof Unsupported || after instanceof Unsupported) {
            return unsupportedChange(before, after);
        }
        NativeType previous = complete(MysqlTypes.nativeType(column.before().type()));
        NativeType next = complete(MysqlTypes.nativeType(column.after().type()));
        boolean jsonAlias = MysqlFacts.of(schemas).mariaDb()
                && ((previous.equals(LONG_TEXT) && after == Scalar.JSON)
                        || (before == Scalar.JSON && next.equals(LONG_TEXT)));
        return jsonAlias ? Optional.empty() : MysqlCasts.between(previous, next);
    }

    /** A decimal number that says nothing of its scale has none. */
    private static NativeType complete(NativeType type) {
        return type.name().equals("Decimal") && type.arguments().size() == 1
                ? NativeType.of("Decimal", Integer.parseInt(type.arguments().getFirst()), 0)
                : type;
    }

    private static Optional<CastSafety> enumChange(List<String> previous, List<String> next) {
        if (sameValues(previous, next)) {
            return Optional.empty();
        }
        boolean keepsAll = new HashSet<>(next).containsAll(previous);
        return Optional.of(keepsAll ? CastSafety.SAFE : CastSafety.RISKY);
    }

    /** The catalog shows values with characters of four bytes as they are not. */
    private static boolean sameValues(List<String> previous, List<String> next) {
        boolean same = previous.size() == next.size();
        for (int i = 0; same && i < previous.size(); i++) {
            same = previous.get(i).equals(next.get(i)) || MysqlTrueTexts.mayBeShownAs(previous.get(i), next.get(i));
        }
        return same;
    }

    /** Two types that the schema language cannot say are not told apart: they may be spellings of one. */
    private static Optional<CastSafety> unsupportedChange(TypeFamily before, TypeFamily after) {
        if (before instanceof Unsupported && after instanceof Unsupported) {
            return Optional.empty();
        }
        return Optional.of(after == Scalar.STRING ? CastSafety.SAFE : CastSafety.RISKY);
    }

    @Override
    public boolean sameDefault(BeforeAfter<Column> column, boolean generally) {
        return MysqlOnUpdate.agree(column.before(), column.after())
                && (generally || isUnwritableJson(column.after()) || sameExpression(column) || sameText(column));
    }

    @Override
    public Column folded(Column column) {
        return MysqlConstants.folded(column);
    }

    /** A JSON column takes no constant as its default, so the schema's is never there to compare. */
    private static boolean isUnwritableJson(Column column) {
        return column.type().family() == Scalar.JSON && !(column.defaultValue().orElse(NONE) instanceof Expression);
    }

    /** A server that is asked for the default of a required column without rows does not tell it. */
    private static boolean sameText(BeforeAfter<Column> column) {
        return column.before().type().arity() == Arity.REQUIRED
                && column.before().defaultValue().orElse(NONE) instanceof Literal(Text(String previous))
                && column.after().defaultValue().orElse(NONE) instanceof Literal(Text(String next))
                && MysqlTrueTexts.mayBeShownAs(previous, next);
    }

    private static boolean sameExpression(BeforeAfter<Column> column) {
        return column.before().defaultValue().orElse(NONE) instanceof Expression previous
                && column.after().defaultValue().orElse(NONE) instanceof Expression next
                && MysqlExpressions.same(previous.sql(), next.sql());
    }
}
