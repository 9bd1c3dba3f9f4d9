package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.ColumnRules;
import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Schemas made by hand, and the rules of a database that differs in nothing from what is usual. */
final class SampleSchemas {

    /** Types of one family are the same; a text becomes a number in no way, and anything else at a risk. */
    static class PlainRules implements DiffRules, ColumnRules {
        @Override
        public ColumnRules columns() {
            return this;
        }

        @Override
        public Optional<CastSafety> typeChange(BeforeAfter<Column> column, BeforeAfter<DatabaseSchema> schemas) {
            TypeFamily before = column.before().type().family();
            TypeFamily after = column.after().type().family();
            if (before.equals(after)) {
                return Optional.empty();
            }
            boolean impossible = before == TypeFamily.Scalar.STRING && after == TypeFamily.Scalar.INT;
            return Optional.of(impossible ? CastSafety.NOT_CASTABLE : CastSafety.RISKY);
        }
    }

    private static final Set<Capability> EVERYTHING = EnumSet.allOf(Capability.class);

    private SampleSchemas() {}

    static List<SchemaChange> changes(DatabaseSchema before, DatabaseSchema after, DiffRules rules) {
        return changeSet(before, after, rules).changes();
    }

    static List<SchemaChange> changes(DatabaseSchema before, DatabaseSchema after) {
        return changes(before, after, new PlainRules());
    }

    /** The gate of a dialect that declares everything. */
    static CapabilityGate openGate() {
        return CapabilityGate.of(
                new BeforeAfter<>(DatabaseSchema.EMPTY, DatabaseSchema.EMPTY), new PlainRules(), EVERYTHING);
    }

    static ChangeSet changeSet(DatabaseSchema before, DatabaseSchema after, DiffRules rules) {
        return SchemaDiffer.diff(new BeforeAfter<>(before, after), rules, EVERYTHING);
    }

    static DatabaseSchema schema(Table... tables) {
        return DatabaseSchema.builder().tables(List.of(tables)).build();
    }

    static Table table(String name, Column... columns) {
        return Table.of(
                ObjectName.of(name),
                List.of(columns),
                Optional.of(PrimaryKey.of(Optional.of(name + "_pkey"), columns[0].name())),
                List.of(),
                List.of());
    }

    static Table withoutKey(Table table) {
        return Table.of(table.name(), table.columns(), Optional.empty(), table.indexes(), table.foreignKeys());
    }

    static Table withIndexes(Table table, Index... indexes) {
        return Table.of(table.name(), table.columns(), table.primaryKey(), List.of(indexes), table.foreignKeys());
    }

    static Table withForeignKeys(Table table, ForeignKey... foreignKeys) {
        return Table.of(table.name(), table.columns(), table.primaryKey(), table.indexes(), List.of(foreignKeys));
    }

    static ForeignKey foreignKey(String name, String column, String referencedTable) {
        return new ForeignKey(
                Optional.of(name),
                List.of(column),
                ObjectName.of(referencedTable),
                List.of("id"),
                ReferentialAction.RESTRICT,
                ReferentialAction.CASCADE);
    }

    static Column number(String name) {
        return Column.of(name, ColumnType.of(TypeFamily.Scalar.INT, Arity.REQUIRED));
    }

    static Column text(String name) {
        return Column.of(name, ColumnType.of(TypeFamily.Scalar.STRING, Arity.REQUIRED));
    }

    static Column optionalText(String name) {
        return Column.of(name, ColumnType.of(TypeFamily.Scalar.STRING, Arity.NULLABLE));
    }
}
