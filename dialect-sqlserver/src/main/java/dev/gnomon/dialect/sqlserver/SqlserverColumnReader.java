package dev.gnomon.dialect.sqlserver;

import dev.gnomon.dialect.sqlserver.SqlserverCatalog.ColumnRow;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.DialectObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes columns of what the catalog says of them. */
final class SqlserverColumnReader {

    private SqlserverColumnReader() {}

    /** Make a column of a row, in a database of a collation. */
    static Column read(ColumnRow row, String databaseCollation) {
        ColumnType type = SqlserverTypeReader.read(row);
        Optional<DefaultValue> value = row.identity()
                ? Optional.empty()
                : row.defaultText().flatMap(text -> SqlserverDefaultReader.read(text, type.family()));
        return new Column(
                row.name(),
                type,
                value,
                value.isPresent() ? row.defaultName() : Optional.empty(),
                row.identity(),
                dialectObjects(row, databaseCollation));
    }

    private static List<DialectObject> dialectObjects(ColumnRow row, String databaseCollation) {
        List<DialectObject> objects = new ArrayList<>();
        row.collation()
                .filter(collation -> !collation.equals(databaseCollation))
                .map(SqlserverCollation::new)
                .ifPresent(objects::add);
        row.computed()
                .map(expression -> new SqlserverGeneratedColumn(expression, row.persisted()))
                .ifPresent(objects::add);
        return objects;
    }
}
