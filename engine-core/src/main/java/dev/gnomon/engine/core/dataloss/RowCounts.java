package dev.gnomon.engine.core.dataloss;

import dev.gnomon.engine.model.ObjectName;
import java.util.OptionalLong;

/** Knows how much data there is, or that it cannot tell. */
public interface RowCounts {

    /** Knows nothing: every question about data stays open, and every finding stands. */
    RowCounts UNKNOWN = new RowCounts() {
        @Override
        public OptionalLong rows(ObjectName table) {
            return OptionalLong.empty();
        }

        @Override
        public OptionalLong nonNullValues(ObjectName table, String column) {
            return OptionalLong.empty();
        }
    };

    /** How many rows a table has; empty if that is not known. */
    OptionalLong rows(ObjectName table);

    /** How many rows of a table have a value in this column; empty if that is not known. */
    OptionalLong nonNullValues(ObjectName table, String column);
}
