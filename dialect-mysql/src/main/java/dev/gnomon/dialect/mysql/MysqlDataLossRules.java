package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.DataLossRules;
import dev.gnomon.engine.model.Column;

/** What MySQL's statements do to the rows of a table. */
final class MysqlDataLossRules implements DataLossRules {

    @Override
    public boolean arityHidesCast() {
        return true;
    }

    @Override
    public String describeType(Column column) {
        return MysqlTypes.nativeType(column.type()).toString();
    }
}
