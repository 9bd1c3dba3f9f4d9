package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.IndexTraits;

/** What a schema may say of indexes of SQL Server. */
final class SqlserverIndexTraits implements IndexTraits {

    @Override
    public String booleanLiteral(boolean value) {
        return value ? "1" : "0";
    }
}
