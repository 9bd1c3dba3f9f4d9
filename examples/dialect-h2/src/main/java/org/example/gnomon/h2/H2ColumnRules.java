package org.example.gnomon.h2;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.dialect.ColumnRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.TypeFamily.EnumReference;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.model.TypeFamily.Unsupported;
import dev.gnomon.engine.model.TypeFamily;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What H2 takes for a change of a column. */
final class H2ColumnRules implements ColumnRules {

    @Override
    public Optional<CastSafety> typeChange(BeforeAfter<Column> column, BeforeAfter<DatabaseSchema> schemas) {
        TypeFamily before = column.before().type().family();
        TypeFamily after = column.after().type().family();
        if (before instanceof EnumReference previous && after instanceof EnumReference next) {
            return enumChange(H2Types.values(previous, schemas.before()), H2Types.values(next, schemas.after()));
        }
        if (before instanceof Scalar previous && after instanceof Scalar next) {
            return H2Casts.between(
                    H2Types.exact(previous, column.before().type()),
                    H2Types.exact(next, column.after().type()));
        }
        // Two types that the schema language cannot say are not told apart: they may be spellings of one.
        boolean bothUnsupported = before instanceof Unsupported && after instanceof Unsupported;
        return bothUnsupported ? Optional.empty() : Optional.of(CastSafety.RISKY);
    }

    private static Optional<CastSafety> enumChange(List<String> previous, List<String> next) {
        if (previous.equals(next)) {
            return Optional.empty();
        }
        boolean keepsAll = new HashSet<>(next).containsAll(previous);
        return Optional.of(keepsAll ? CastSafety.SAFE : CastSafety.RISKY);
    }

    /** H2 gives expressions back in upper case and with its own blanks. */
    @Override
    public boolean sameDefault(BeforeAfter<Column> column, boolean generally) {
        return generally
                || (column.before().defaultValue().orElse(null) instanceof DefaultValue.Expression(String before)
                        && column.after().defaultValue().orElse(null) instanceof DefaultValue.Expression(String after)
                        && normal(before).equals(normal(after)));
    }

    /** Without blanks and in upper case, but for what stands in quotes. */
    private static String normal(String sql) {
        StringBuilder normal = new StringBuilder();
        char quote = 0;
        for (char c : sql.toCharArray()) {
            if (quote != 0) {
                normal.append(c);
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                normal.append(c);
                quote = c;
            } else if (!Character.isWhitespace(c)) {
                normal.append(String.valueOf(c).toUpperCase(Locale.ROOT));
            }
        }
        return normal.toString();
    }
}
