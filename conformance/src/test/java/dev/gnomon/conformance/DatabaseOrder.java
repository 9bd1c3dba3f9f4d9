package dev.gnomon.conformance;

import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.Table;
import java.util.Comparator;

/** Puts a structure in the order in which a database gives it back: by name. */
final class DatabaseOrder {

    private DatabaseOrder() {}

    static DatabaseSchema of(DatabaseSchema schema) {
        return schema.toBuilder()
                .tables(schema.tables().stream()
                        .map(DatabaseOrder::of)
                        .sorted(Comparator.comparing(Table::name))
                        .toList())
                .build();
    }

    private static Table of(Table table) {
        return new Table(
                table.name(),
                table.columns(),
                table.primaryKey(),
                table.indexes().stream()
                        .sorted(Comparator.comparing(Index::name))
                        .toList(),
                table.foreignKeys().stream()
                        .sorted(Comparator.comparing(
                                (ForeignKey key) -> key.name().orElse("")))
                        .toList(),
                table.unmodelled(),
                table.dialectObjects());
    }
}
