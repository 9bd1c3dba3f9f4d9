package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.ColumnDifference;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the changes inside one table: one ALTER TABLE, and what must come before and after it. */
final class PostgresqlTableAlteration {

    /** Types whose values sort by a collation. */
    private static final Set<String> TEXTS = Set.of("Text", "VarChar", "Char", "Citext");

    private final SchemaChange.AlterTable change;
    private final ChangeSet context;
    private final PostgresqlNames names;
    private final PostgresqlTableDefinition definition;
    private final PostgresqlTypes types;
    private final PostgresqlLiterals literals;

    private final List<String> statementsBefore = new ArrayList<>();
    private final List<String> clauses = new ArrayList<>();
    private final List<String> statementsAfter = new ArrayList<>();

    PostgresqlTableAlteration(SchemaChange.AlterTable change, ChangeSet context) {
        this.change = change;
        this.context = context;
        this.names = PostgresqlNames.of(context);
        this.definition = new PostgresqlTableDefinition(names);
        this.types = new PostgresqlTypes(names);
        this.literals = new PostgresqlLiterals(names);
    }

    List<String> statements() {
        boolean keyIsRebuilt = change.changes().stream().anyMatch(TableChange.AddPrimaryKey.class::isInstance);
        for (TableChange tableChange : change.changes()) {
            switch (tableChange) {
                case TableChange.DropPrimaryKey drop ->
                    clauses.add("DROP CONSTRAINT "
                            + PostgresqlNames.quote(keyName(
                                    change.table().before(), drop.primaryKey().name())));
                case TableChange.RenamePrimaryKey rename -> {
                    // A key that is dropped and added has its new name already; renaming it too would fail.
                    if (!keyIsRebuilt) {
                        statementsAfter.add(renameKey(rename));
                    }
                }
                case TableChange.DropColumn drop -> clauses.add(dropClause(drop.column()));
                case TableChange.AddColumn add -> clauses.add(addClause(add.column()));
                case TableChange.AlterColumn alter -> alterColumn(alter.column(), alter.differences());
                case TableChange.RecreateColumn recreate -> {
                    clauses.add(dropClause(recreate.column().before()));
                    clauses.add(addClause(recreate.column().after()) + keptCollation(recreate.column()));
                }
                case TableChange.AddPrimaryKey add ->
                    clauses.add("ADD CONSTRAINT "
                            + PostgresqlNames.quote(keyName(
                                    change.table().after(), add.primaryKey().name()))
                            + " PRIMARY KEY ("
                            + add.primaryKey().columnNames().stream()
                                    .map(PostgresqlNames::quote)
                                    .collect(Collectors.joining(", "))
                            + ")");
            }
        }
        List<String> statements = new ArrayList<>(statementsBefore);
        if (!clauses.isEmpty()) {
            statements.add(alterTable() + String.join(",\n", clauses));
        }
        statements.addAll(statementsAfter);
        return statements;
    }

    private String alterTable() {
        return "ALTER TABLE " + names.qualified(change.table().before().name()) + " ";
    }

    private static String keyName(Table table, Optional<String> name) {
        return name.orElseGet(() -> table.name().name() + "_pkey");
    }

    private String renameKey(TableChange.RenamePrimaryKey rename) {
        return alterTable()
                + "RENAME CONSTRAINT "
                + PostgresqlNames.quote(keyName(
                        change.table().before(), rename.primaryKey().before().name()))
                + " TO "
                + PostgresqlNames.quote(keyName(
                        change.table().after(), rename.primaryKey().after().name()));
    }

    private static String dropClause(Column column) {
        return "DROP COLUMN " + PostgresqlNames.quote(column.name());
    }

    private String addClause(Column column) {
        // The column keeps the indent that it has in CREATE TABLE, as Prisma's scripts have it.
        return "ADD COLUMN     " + definition.column(column);
    }

    private void alterColumn(BeforeAfter<Column> column, Set<ColumnDifference> differences) {
        String prefix = "ALTER COLUMN " + PostgresqlNames.quote(column.after().name()) + " ";
        boolean setType = differences.contains(ColumnDifference.TYPE);
        if (differences.contains(ColumnDifference.ARITY)) {
            setType |= column.before().type().isList() != column.after().type().isList();
            boolean wasRequired = column.before().type().isRequired();
            boolean becomesList = wasRequired && column.after().type().isList();
            if (column.after().arity() == Arity.NULLABLE || becomesList) {
                clauses.add(prefix + "DROP NOT NULL");
            } else if (!wasRequired && column.after().type().isRequired()) {
                clauses.add(prefix + "SET NOT NULL");
            }
        }
        boolean numberingStarts = differences.contains(ColumnDifference.AUTO_INCREMENT)
                && column.after().autoIncrement();
        if (differences.contains(ColumnDifference.DEFAULT) && !numberingStarts) {
            literals.render(column.after())
                    .ifPresentOrElse(
                            expression -> clauses.add(prefix + "SET DEFAULT " + expression),
                            () -> dropDefault(prefix, column));
        }
        if (differences.contains(ColumnDifference.AUTO_INCREMENT)) {
            if (column.after().autoIncrement()) {
                addSequence(prefix, column.after());
            } else {
                dropDefault(prefix, column);
            }
        }
        if (setType) {
            clauses.add(prefix + "SET DATA TYPE " + types.render(column.after().type()) + keptCollation(column)
                    + conversion(column));
        }
    }

    /** The schema does not speak of collations, and a type that is set without one gets the usual one. */
    private static String keptCollation(BeforeAfter<Column> column) {
        boolean isText = column.after()
                .type()
                .nativeType()
                .filter(type -> TEXTS.contains(type.name()))
                .isPresent();
        return column.before().dialectObjects().stream()
                .filter(object -> isText && object instanceof PostgresqlCollation)
                .map(object -> " COLLATE " + ((PostgresqlCollation) object).sql())
                .findFirst()
                .orElse("");
    }

    /** No cast leads from an enum to its list or back: values are wrapped and unwrapped. */
    private static String conversion(BeforeAfter<Column> column) {
        boolean listBefore = column.before().type().isList();
        boolean listAfter = column.after().type().isList();
        if (listBefore == listAfter || !(column.after().type().family() instanceof TypeFamily.EnumReference)) {
            return "";
        }
        String name = PostgresqlNames.quote(column.after().name());
        return listAfter ? " USING array_remove(ARRAY[" + name + "], NULL)" : " USING " + name + "[1]";
    }

    private void addSequence(String prefix, Column column) {
        Table table = change.table().after();
        String name = names.prefix(table.name())
                + sequenceName((table.name().name() + "_" + column.name() + "_seq").toLowerCase(Locale.ROOT));
        statementsBefore.add("CREATE SEQUENCE " + name);
        clauses.add(prefix + "SET DEFAULT " + PostgresqlLiterals.nextValue(name));
        statementsAfter.add("ALTER SEQUENCE " + name + " OWNED BY " + names.qualified(table.name()) + "."
                + PostgresqlNames.quote(column.name()));
    }

    /** Quoted only where it has to be, as Prisma's scripts have it. */
    private static String sequenceName(String name) {
        for (int index = 0; index < name.length(); index++) {
            char character = name.charAt(index);
            boolean plain = (character >= 'a' && character <= 'z')
                    || character == '_'
                    || (index > 0 && character >= '0' && character <= '9');
            if (!plain) {
                return PostgresqlNames.quote(name);
            }
        }
        return name;
    }

    private void dropDefault(String prefix, BeforeAfter<Column> column) {
        if (column.before().dialectObjects().stream().anyMatch(PostgresqlIdentity.class::isInstance)) {
            clauses.add(prefix + "DROP IDENTITY");
            return;
        }
        if (column.before().dialectObjects().stream().anyMatch(PostgresqlGeneratedColumn.class::isInstance)) {
            clauses.add(prefix + "DROP EXPRESSION");
            return;
        }
        clauses.add(prefix + "DROP DEFAULT");
        // A schema file does not know the sequence's name; Prisma's scripts then name none.
        String sequence = sequenceOf(column.before()).map(ObjectName::name).orElse("");
        if (column.before().autoIncrement() && !isUsedElsewhere(sequence, column.after())) {
            statementsAfter.add("DROP SEQUENCE "
                    + sequenceOf(column.before()).map(this::sequenceName).orElse("\"\""));
        }
    }

    /** Sequences of the default namespace are never qualified, as in Prisma's scripts. */
    private String sequenceName(ObjectName sequence) {
        Optional<String> usual = context.schemas().before().defaultNamespace();
        return sequence.namespace().isEmpty() || sequence.namespace().equals(usual)
                ? PostgresqlNames.quote(sequence.name())
                : names.qualified(sequence);
    }

    private static Optional<ObjectName> sequenceOf(Column column) {
        return column.defaultValue()
                .filter(DefaultValue.NextValue.class::isInstance)
                .map(value -> ((DefaultValue.NextValue) value).sequence());
    }

    private boolean isUsedElsewhere(String sequence, Column itself) {
        return context.schemas().after().tables().stream()
                .flatMap(table -> table.columns().stream()
                        .filter(column -> !column.name().equals(itself.name())
                                || !table.name().equals(change.table().after().name())))
                .filter(Column::autoIncrement)
                .anyMatch(column ->
                        sequenceOf(column).map(ObjectName::name).orElse("").equals(sequence));
    }
}
