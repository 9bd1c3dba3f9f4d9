package dev.gnomon.engine.core.dataloss;

import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts of a database of which it is known which tables it has: a table that it does not have yet has no rows. */
public final class RowsOfTables implements RowCounts {

    private final RowCounts counts;
    private final Set<ObjectName> tables;

    public RowsOfTables(RowCounts counts, DatabaseSchema actual) {
        this.counts = counts;
        this.tables = actual.tables().stream().map(Table::name).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public OptionalLong rows(ObjectName table) {
        return tables.contains(table) ? counts.rows(table) : OptionalLong.of(0);
    }

    @Override
    public OptionalLong nonNullValues(ObjectName table, String column) {
        return tables.contains(table) ? counts.nonNullValues(table, column) : OptionalLong.of(0);
    }
}
