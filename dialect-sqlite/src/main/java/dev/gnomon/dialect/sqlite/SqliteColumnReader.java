package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.DialectObject;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.UnmodelledFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes columns of what the catalog says of them. */
final class SqliteColumnReader {

    private SqliteColumnReader() {}

    /** Make a column, and note what of it the schema language cannot say. */
    static Column read(
            SqliteCatalog.ColumnRow row,
            List<String> key,
            SqliteTableSource source,
            List<UnmodelledFeature> unmodelled) {
        TypeFamily family = SqliteTypeReader.read(row.type());
        Optional<DefaultValue> defaultValue = row.defaultSql().flatMap(sql -> SqliteDefaultReader.read(sql, family));
        List<DialectObject> objects = new ArrayList<>();
        row.defaultSql()
                .filter(sql -> defaultValue.isPresent())
                .ifPresent(sql -> objects.add(new SqliteDefaultSource(sql)));
        String name = row.name().toLowerCase(Locale.ROOT);
        Optional.ofNullable(source.collations().get(name)).ifPresent(collation -> {
            unmodelled.add(new UnmodelledFeature(
                    UnmodelledFeature.Kind.COLLATION, Optional.of(collation.name()), Optional.of(row.name())));
            objects.add(collation);
        });
        for (SqliteCheck check : source.columnChecks().getOrDefault(name, List.of())) {
            unmodelled.add(new UnmodelledFeature(
                    UnmodelledFeature.Kind.CHECK_CONSTRAINT, check.name(), Optional.of(row.name())));
            objects.add(check);
        }
        // Only this exact type makes the key another name of the row id, which SQLite numbers.
        boolean numbered = key.equals(List.of(row.name())) && row.type().equalsIgnoreCase("INTEGER");
        // Any other column of a primary key takes NULL in SQLite.
        boolean required = row.notNull() || numbered;
        return new Column(
                row.name(),
                ColumnType.of(family, required ? Arity.REQUIRED : Arity.NULLABLE),
                defaultValue,
                Optional.empty(),
                numbered,
                objects);
    }
}
