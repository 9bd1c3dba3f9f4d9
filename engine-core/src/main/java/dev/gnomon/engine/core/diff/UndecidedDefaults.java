package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.change.ColumnDifference;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.ObjectName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Finds the columns of a schema of which only the server knows whether their defaults are those of a database. */
public final class UndecidedDefaults {

    private static final Set<ColumnDifference> OF_DEFAULTS =
            EnumSet.of(ColumnDifference.DEFAULT, ColumnDifference.AUTO_INCREMENT);

    private UndecidedDefaults() {}

    /**
     * A column whose default is written as an expression, and is another one than the database's as far as the text
     * tells.
     *
     * @param table as the schema names it
     */
    public record Undecided(ObjectName table, Column column) {}

    /**
     * Find them; there is nothing to find where no column of the schema has an expression.
     *
     * @param side of the two, the one that is a schema and no database
     */
    public static List<Undecided> of(
            BeforeAfter<DatabaseSchema> schemas, Side side, DiffRules rules, Set<Capability> capabilities) {
        boolean hasExpressions = side.of(schemas).tables().stream()
                .flatMap(table -> table.columns().stream())
                .anyMatch(UndecidedDefaults::isExpression);
        List<Undecided> found = new ArrayList<>();
        if (hasExpressions) {
            CapabilityGate gate = CapabilityGate.of(schemas, rules, capabilities);
            for (TablePair pair : new SchemaPair(schemas, rules, gate).pairs()) {
                ObjectName table = side.of(pair.tables()).name();
                for (TableChange change : pair.changes()) {
                    altered(change, side, table, found);
                }
            }
        }
        return found;
    }

    private static void altered(TableChange change, Side side, ObjectName table, List<Undecided> found) {
        if (change instanceof TableChange.AlterColumn altered
                && altered.differences().stream().anyMatch(OF_DEFAULTS::contains)) {
            Column column = side.of(altered.column());
            if (isExpression(column)) {
                found.add(new Undecided(table, column));
            }
        }
    }

    private static boolean isExpression(Column column) {
        return column.databaseDefault()
                .filter(DefaultValue.Expression.class::isInstance)
                .isPresent();
    }

    /** One of two. */
    public enum Side {
        BEFORE,
        AFTER;

        /** The part of a pair that is on this side. */
        public <T> T of(BeforeAfter<T> pair) {
            return switch (this) {
                case BEFORE -> pair.before();
                case AFTER -> pair.after();
            };
        }

        /** The part of a pair that is on the other side. */
        public <T> T other(BeforeAfter<T> pair) {
            return switch (this) {
                case BEFORE -> pair.after();
                case AFTER -> pair.before();
            };
        }

        /** A pair with this side in its place. */
        public <T> BeforeAfter<T> with(T own, T other) {
            return switch (this) {
                case BEFORE -> new BeforeAfter<>(own, other);
                case AFTER -> new BeforeAfter<>(other, own);
            };
        }
    }
}
