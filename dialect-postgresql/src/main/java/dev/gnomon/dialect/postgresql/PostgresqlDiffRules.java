package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.ColumnRules;
import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.dialect.IndexRules;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ObjectName;

/** What PostgreSQL takes for a difference. */
final class PostgresqlDiffRules implements DiffRules {

    @Override
    public ColumnRules columns() {
        return new PostgresqlColumnRules();
    }

    @Override
    public IndexRules indexes() {
        return new PostgresqlIndexRules();
    }

    @Override
    public boolean wasRead(DatabaseSchema schema) {
        return PostgresqlFacts.isIn(schema);
    }

    /** Tables that PostGIS keeps for itself. */
    @Override
    public boolean ignoresTable(ObjectName table) {
        return switch (table.name()) {
            case "spatial_ref_sys", "geometry_columns", "geography_columns", "raster_columns", "raster_overviews" ->
                true;
            default -> false;
        };
    }

    @Override
    public boolean createsDefaultNamespace() {
        return true;
    }
}
