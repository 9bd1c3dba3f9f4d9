package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.ForeignKeyRules;

/** What foreign keys of H2 stand in the way of. */
final class H2ForeignKeyRules implements ForeignKeyRules {

    /** H2 uses an index that fits for a foreign key, and keeps it from being dropped then. */
    @Override
    public boolean needIndexes() {
        return true;
    }
}
