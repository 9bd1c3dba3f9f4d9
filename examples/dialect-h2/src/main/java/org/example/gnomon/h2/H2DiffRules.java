package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.ColumnRules;
import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.dialect.ForeignKeyRules;

/** What the differ has to know of H2. */
final class H2DiffRules implements DiffRules {

    @Override
    public ColumnRules columns() {
        return new H2ColumnRules();
    }

    @Override
    public ForeignKeyRules foreignKeys() {
        return new H2ForeignKeyRules();
    }
}
