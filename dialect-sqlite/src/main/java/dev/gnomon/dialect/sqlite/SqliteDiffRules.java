package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.ColumnRules;
import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.dialect.IndexRules;
import dev.gnomon.engine.dialect.RedefinitionRules;
import dev.gnomon.engine.model.DatabaseSchema;

/** What SQLite takes for a difference. */
final class SqliteDiffRules implements DiffRules {

    @Override
    public ColumnRules columns() {
        return new SqliteColumnRules();
    }

    @Override
    public IndexRules indexes() {
        return new SqliteIndexRules();
    }

    @Override
    public RedefinitionRules redefinitions() {
        return new SqliteRedefinitionRules();
    }

    @Override
    public boolean wasRead(DatabaseSchema schema) {
        return SqliteFacts.isIn(schema);
    }
}
