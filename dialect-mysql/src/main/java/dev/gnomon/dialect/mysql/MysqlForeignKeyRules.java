package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.ForeignKeyRules;

/** What foreign keys of MySQL and MariaDB stand in the way of. */
final class MysqlForeignKeyRules implements ForeignKeyRules {

    @Override
    public boolean allowColumnsToBecomeRequired() {
        return false;
    }

    @Override
    public boolean needIndexes() {
        return true;
    }
}
