package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.model.TypeFamily;
import java.util.Optional;

/**
 * What SQLite makes of values when a column is declared with another type: it converts what it can and
 * keeps the rest as it is, so that no copy ever fails.
 */
final class SqliteCasts {

    private SqliteCasts() {}

    /** What happens to the values; empty if both types are the same. */
    static Optional<CastSafety> between(TypeFamily before, TypeFamily after) {
        if (before.equals(after) || isSameUnsupportedType(before, after)) {
            return Optional.empty();
        }
        return Optional.of(after == TypeFamily.Scalar.STRING ? CastSafety.SAFE : CastSafety.RISKY);
    }

    /** The words of a type that means nothing to SQLite; their case means nothing either. */
    private static boolean isSameUnsupportedType(TypeFamily before, TypeFamily after) {
        return before instanceof TypeFamily.Unsupported(String left)
                && after instanceof TypeFamily.Unsupported(String right)
                && left.equalsIgnoreCase(right);
    }
}
