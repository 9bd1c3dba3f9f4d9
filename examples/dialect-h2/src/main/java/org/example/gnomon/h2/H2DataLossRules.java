package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.DataLossRules;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What H2's statements do to data. */
final class H2DataLossRules implements DataLossRules {

    /** A new column that numbers its rows numbers those that are there, too. */
    @Override
    public boolean numberingIsDefault() {
        return true;
    }

    @Override
    public String describeType(Column column, DatabaseSchema schema) {
        return H2Types.sql(column.type(), schema);
    }

    /** A check over nothing but these columns goes with them; H2 refuses to drop them if there is one over others. */
    @Override
    public List<String> lostWithColumns(Table table, Set<String> columns) {
        List<String> lost = new ArrayList<>();
        for (var object : table.dialectObjects()) {
            if (object instanceof H2Check check && columns.containsAll(check.columns())) {
                lost.add(check.describe());
            }
        }
        return lost;
    }
}
