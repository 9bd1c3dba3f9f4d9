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
        if (before.equals(after)) {
            return Optional.empty();
        }
        return Optional.of(after == TypeFamily.Scalar.STRING ? CastSafety.SAFE : CastSafety.RISKY);
    }
}
