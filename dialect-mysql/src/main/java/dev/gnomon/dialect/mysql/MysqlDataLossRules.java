package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.DataLossRules;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.TypeFamily.EnumReference;

/** What MySQL's statements do to the rows of a table. */
final class MysqlDataLossRules implements DataLossRules {

    @Override
    public boolean arityHidesCast() {
        return true;
    }

    @Override
    public String describeType(Column column, DatabaseSchema schema) {
        return column.type().family() instanceof EnumReference reference
                ? "Enum(EnumId(" + position(reference, schema) + "))"
                : MysqlTypes.nativeType(column.type()).toString();
    }

    /** Messages have always named an enum by its place among those of the schema. */
    private static int position(EnumReference reference, DatabaseSchema schema) {
        return schema.enums().stream().map(EnumType::name).toList().indexOf(reference.enumName());
    }
}
