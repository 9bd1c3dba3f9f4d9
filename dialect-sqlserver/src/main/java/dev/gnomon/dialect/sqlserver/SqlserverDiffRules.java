package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.ColumnRules;
import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.dialect.IndexRules;
import dev.gnomon.engine.dialect.RedefinitionRules;
import dev.gnomon.engine.model.DatabaseSchema;

/** What the differ has to know of SQL Server. */
final class SqlserverDiffRules implements DiffRules {

    @Override
    public ColumnRules columns() {
        return new SqlserverColumnRules();
    }

    @Override
    public IndexRules indexes() {
        return new SqlserverIndexRules();
    }

    @Override
    public RedefinitionRules redefinitions() {
        return new SqlserverRedefinitionRules();
    }

    @Override
    public boolean wasRead(DatabaseSchema schema) {
        return SqlserverFacts.of(schema).isPresent();
    }
}
