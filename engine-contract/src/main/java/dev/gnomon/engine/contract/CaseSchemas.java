package dev.gnomon.engine.contract;

import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.ConstraintNames;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes the schemas of cases as a dialect's own schema language would, without a word of SQL. */
public final class CaseSchemas {

    private final Dialect dialect;
    private final SchemaTraits traits;
    private final ConstraintNames names;

    CaseSchemas(Dialect dialect) {
        this.dialect = dialect;
        traits = dialect.schemaTraits();
        names = traits.names().constraintNames();
    }

    /** A schema of these tables in the default namespace. */
    public DatabaseSchema schema(Table... tables) {
        return DatabaseSchema.builder()
                .defaultNamespace(traits.names().defaultNamespace())
                .tables(List.of(tables))
                .build();
    }

    /** A schema of a table with one more column, whose values are those of an enum. */
    public DatabaseSchema schemaWithEnum(Table table, String column, List<String> values) {
        // As the schema language names an enum that is part of its column.
        ObjectName name = ObjectName.of(
                !dialect.capabilities().contains(Capability.ENUM_TYPES)
                        ? table.name().name() + "_" + column
                        : "case_" + column);
        List<Column> columns = new ArrayList<>(table.columns());
        columns.add(Column.of(column, ColumnType.of(new TypeFamily.EnumReference(name), Arity.NULLABLE)));
        Table with = new Table(
                table.name(),
                columns,
                table.primaryKey(),
                table.indexes(),
                table.foreignKeys(),
                table.unmodelled(),
                table.dialectObjects());
        return schema(with).toBuilder()
                .enums(List.of(new EnumType(name, values)))
                .build();
    }

    /** A column of a scalar type, in the native type that a field without {@code @db} gets. */
    public Column column(String name, TypeFamily.Scalar scalar, Arity arity) {
        return Column.of(name, new ColumnType(scalar, arity, traits.types().defaultNativeType(scalar)));
    }

    /** A whole number that rows are told apart by. */
    public Column id() {
        Column id = column("id", TypeFamily.Scalar.INT, Arity.REQUIRED);
        return traits.features().contains(SchemaFeature.IMPLICIT_AUTOINCREMENT) ? id.withAutoIncrement() : id;
    }

    /** A table with the primary key {@code id} and more columns. */
    public Table table(String name, Column... more) {
        List<Column> columns = new ArrayList<>(List.of(id()));
        columns.addAll(Arrays.asList(more));
        return Table.of(ObjectName.of(name), columns, Optional.of(primaryKey(name, "id")), List.of(), List.of());
    }

    public Table withIndexes(Table table, Index... indexes) {
        return new Table(
                table.name(),
                table.columns(),
                table.primaryKey(),
                List.of(indexes),
                table.foreignKeys(),
                table.unmodelled(),
                table.dialectObjects());
    }

    public Table withForeignKeys(Table table, ForeignKey... foreignKeys) {
        return new Table(
                table.name(),
                table.columns(),
                table.primaryKey(),
                table.indexes(),
                List.of(foreignKeys),
                table.unmodelled(),
                table.dialectObjects());
    }

    public Table withPrimaryKey(Table table, String... columns) {
        return new Table(
                table.name(),
                table.columns(),
                Optional.of(primaryKey(table.name().name(), columns)),
                table.indexes(),
                table.foreignKeys(),
                table.unmodelled(),
                table.dialectObjects());
    }

    public Index unique(String table, String... columns) {
        return indexOf(names.unique(table, List.of(columns)), Index.Kind.UNIQUE, columns);
    }

    public Index index(String table, String... columns) {
        return indexOf(names.index(table, List.of(columns)), Index.Kind.NORMAL, columns);
    }

    /** An index by another name than the usual one. */
    public Index indexOf(String name, Index.Kind kind, String... columns) {
        Index index = Index.of(name, kind, columns);
        return traits.features().contains(SchemaFeature.CLUSTERING)
                ? new Index(
                        index.name(),
                        kind,
                        index.columns(),
                        index.algorithm(),
                        index.predicate(),
                        Optional.of(false),
                        false)
                : index;
    }

    public ForeignKey foreignKey(String table, String column, String referencedTable, ReferentialAction onDelete) {
        return new ForeignKey(
                Optional.of(names.foreignKey(table, List.of(column))),
                List.of(column),
                ObjectName.of(referencedTable),
                List.of("id"),
                onDelete,
                ReferentialAction.NO_ACTION);
    }

    private PrimaryKey primaryKey(String table, String... columns) {
        PrimaryKey key = PrimaryKey.of(
                traits.features().contains(SchemaFeature.NAMED_PRIMARY_KEYS)
                        ? Optional.of(names.primaryKey(table))
                        : Optional.empty(),
                columns);
        return traits.features().contains(SchemaFeature.CLUSTERING)
                ? new PrimaryKey(key.name(), key.columns(), Optional.of(true))
                : key;
    }
}
