package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.IndexRules;
import dev.gnomon.engine.model.Index;

/** Which keys and indexes are the same in MySQL and MariaDB, and which go and come by themselves. */
final class MysqlIndexRules implements IndexRules {

    @Override
    public boolean createdWithTable(Index index) {
        return true;
    }
}
