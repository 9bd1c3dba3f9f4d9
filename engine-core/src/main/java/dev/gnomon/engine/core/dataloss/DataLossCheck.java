package dev.gnomon.engine.core.dataloss;

import dev.gnomon.engine.migration.FindingKind;
import dev.gnomon.engine.model.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/**
 * One thing to look at before a migration runs. It says nothing if the data shows that nothing can
 * happen, and something cautious if nobody knows the data.
 */
sealed interface DataLossCheck {

    /** What its finding is. */
    FindingKind kind();

    /** What its finding is about. */
    Place place();

    /** Say what would happen; empty if nothing would. */
    Optional<Answer> answer(RowCounts counts);

    /** The table and those of its columns that a finding is about. */
    record Place(Optional<ObjectName> table, List<String> columns) {
        /** No single table. */
        static final Place NOWHERE = new Place(Optional.empty(), List.of());

        public Place {
            columns = List.copyOf(columns);
        }

        static Place of(ObjectName table, String... columns) {
            return new Place(Optional.of(table), List.of(columns));
        }
    }

    /**
     * What a check says.
     *
     * @param count what was counted; empty if nothing was
     */
    record Answer(OptionalLong count, String message) {
        static Optional<Answer> uncounted(String message) {
            return Optional.of(new Answer(OptionalLong.empty(), message));
        }
    }

    /** A check of a whole table, or of some of its columns together. */
    sealed interface OfTable extends DataLossCheck {
        ObjectName table();

        List<String> columns();

        @Override
        default Place place() {
            return new Place(Optional.of(table()), columns());
        }
    }

    /** A check of one column. */
    sealed interface OfColumn extends DataLossCheck {
        ObjectName table();

        String column();

        @Override
        default Place place() {
            return Place.of(table(), column());
        }
    }

    record TableDropped(ObjectName table) implements DataLossCheck {
        @Override
        public FindingKind kind() {
            return FindingKind.TABLE_DROPPED;
        }

        @Override
        public Place place() {
            return Place.of(table);
        }

        @Override
        public Optional<Answer> answer(RowCounts counts) {
            return unlessNone(
                    counts.rows(table),
                    "You are about to drop the `" + table.name()
                            + "` table. If the table is not empty, all the data it contains will be lost.",
                    rows -> "You are about to drop the `" + table.name() + "` table, which is not empty (" + rows
                            + " rows).");
        }
    }

    record ColumnDropped(ObjectName table, String column) implements OfColumn {
        @Override
        public FindingKind kind() {
            return FindingKind.COLUMN_DROPPED;
        }

        @Override
        public Optional<Answer> answer(RowCounts counts) {
            String start = "You are about to drop the column `" + column + "` on the `" + table.name() + "` table";
            return unlessNone(
                    counts.nonNullValues(table, column),
                    start + ". All the data in the column will be lost.",
                    values -> start + ", which still contains " + values + " non-null values.");
        }
    }

    /** The schema does not speak of these, so that nobody would miss them before it is too late. */
    record FeaturesLost(ObjectName table, List<String> columns, List<String> features) implements OfTable {
        public FeaturesLost {
            columns = List.copyOf(columns);
            features = List.copyOf(features);
        }

        @Override
        public FindingKind kind() {
            return FindingKind.FEATURES_LOST;
        }

        @Override
        public Optional<Answer> answer(RowCounts counts) {
            return Answer.uncounted("The `" + table.name()
                    + "` table will lose what the schema cannot say, along with the columns that it depends on: "
                    + String.join(", ", features) + ".");
        }
    }

    /** Views and the like, which the schema does not speak of. */
    record UsersBroken(ObjectName table, List<String> columns, List<String> users) implements OfTable {
        public UsersBroken {
            columns = List.copyOf(columns);
            users = List.copyOf(users);
        }

        @Override
        public FindingKind kind() {
            return FindingKind.USERS_BROKEN;
        }

        @Override
        public Optional<Answer> answer(RowCounts counts) {
            return Answer.uncounted("Columns of the `" + table.name()
                    + "` table go or change their type while others use them, which either fail from then on or make"
                    + " this migration fail: " + String.join(", ", users) + ".");
        }
    }

    /** The type changes, and values may be cut. */
    record CastIsRisky(ObjectName table, String column, String before, String after) implements OfColumn {
        @Override
        public FindingKind kind() {
            return FindingKind.CAST_IS_RISKY;
        }

        @Override
        public Optional<Answer> answer(RowCounts counts) {
            String start = "You are about to alter the column `" + column + "` on the `" + table.name() + "` table";
            String cast = "The data in that column will be cast from `" + before + "` to `" + after + "`.";
            return unlessNone(
                    counts.nonNullValues(table, column),
                    start + ". The data in that column could be lost. " + cast,
                    values -> start + ", which contains " + values + " non-null values. " + cast);
        }
    }

    /** The type changes, and the copying may fail. */
    record CastMayFail(ObjectName table, String column, String before, String after) implements OfColumn {
        @Override
        public FindingKind kind() {
            return FindingKind.CAST_MAY_FAIL;
        }

        @Override
        public Optional<Answer> answer(RowCounts counts) {
            String start = "You are about to alter the column `" + column + "` on the `" + table.name() + "` table";
            String cast = "The data in that column will be cast from `" + before + "` to `" + after
                    + "`. This cast may fail. Please make sure the data in the column can be cast.";
            return unlessNone(
                    counts.nonNullValues(table, column),
                    start + ". " + cast,
                    values -> start + ", which contains " + values + " non-null values. " + cast);
        }
    }

    record PrimaryKeyChanged(ObjectName table, List<String> columns) implements OfTable {
        public PrimaryKeyChanged {
            columns = List.copyOf(columns);
        }

        @Override
        public FindingKind kind() {
            return FindingKind.PRIMARY_KEY_CHANGED;
        }

        @Override
        public Optional<Answer> answer(RowCounts counts) {
            String text = "The primary key for the `" + table.name()
                    + "` table will be changed. If it partially fails, the table could be left without primary key constraint.";
            return unlessNone(counts.rows(table), text, rows -> text);
        }
    }

    /** Duplicates cannot be counted cheaply: said in any case. */
    record UniqueIndexAdded(ObjectName table, List<String> columns) implements OfTable {
        public UniqueIndexAdded {
            columns = List.copyOf(columns);
        }

        @Override
        public FindingKind kind() {
            return FindingKind.UNIQUE_INDEX_ADDED;
        }

        @Override
        public Optional<Answer> answer(RowCounts counts) {
            return Answer.uncounted("A unique constraint covering the columns `[" + String.join(",", columns)
                    + "]` on the table `" + table.name()
                    + "` will be added. If there are existing duplicate values, this will fail.");
        }
    }

    record EnumValuesRemoved(Place place, String enumName, List<String> values) implements DataLossCheck {
        public EnumValuesRemoved {
            values = List.copyOf(values);
        }

        @Override
        public FindingKind kind() {
            return FindingKind.ENUM_VALUES_REMOVED;
        }

        @Override
        public Optional<Answer> answer(RowCounts counts) {
            return Answer.uncounted("The values [" + String.join(",", values) + "] on the enum `" + enumName
                    + "` will be removed. If these variants are still used in the database, this will fail.");
        }
    }

    record ColumnRecreated(ObjectName table, String column) implements OfColumn {
        @Override
        public FindingKind kind() {
            return FindingKind.COLUMN_RECREATED;
        }

        @Override
        public Optional<Answer> answer(RowCounts counts) {
            String start = "The `" + column + "` column on the `" + table.name()
                    + "` table would be dropped and recreated. This will lead to data loss";
            return unlessNone(
                    smallest(counts.rows(table), counts.nonNullValues(table, column)),
                    start + " if there is data in the column.",
                    values -> start + ".");
        }
    }

    /** A column is added that must have a value, and nothing says which. */
    record RequiredColumnAdded(ObjectName table, String column, boolean clientHasDefault) implements OfColumn {
        @Override
        public FindingKind kind() {
            return FindingKind.REQUIRED_COLUMN_ADDED;
        }

        @Override
        public Optional<Answer> answer(RowCounts counts) {
            String start = clientHasDefault
                    ? "The required column `" + column + "` was added to the `" + table.name()
                            + "` table with a prisma-level default value. "
                    : "Added the required column `" + column + "` to the `" + table.name()
                            + "` table without a default value. ";
            String end = clientHasDefault
                    ? " Please add this column as optional, then populate it before making it required."
                    : "";
            return unlessNone(
                    counts.rows(table),
                    start + "This is not possible if the table is not empty." + end,
                    rows -> start + "There are " + rows
                            + " rows in this table, it is not possible to execute this step." + end);
        }
    }

    record ColumnBecomesRequired(ObjectName table, String column) implements OfColumn {
        @Override
        public FindingKind kind() {
            return FindingKind.COLUMN_BECOMES_REQUIRED;
        }

        @Override
        public Optional<Answer> answer(RowCounts counts) {
            String start = "Made the column `" + column + "` on table `" + table.name() + "` required";
            OptionalLong rows = counts.rows(table);
            OptionalLong values = counts.nonNullValues(table, column);
            OptionalLong empty = rows.isPresent() && values.isPresent()
                    ? OptionalLong.of(rows.getAsLong() - values.getAsLong())
                    : OptionalLong.empty();
            return unlessNone(
                    empty,
                    start + ". This step will fail if there are existing NULL values in that column.",
                    nulls -> start + ", but there are " + nulls + " existing NULL values.");
        }
    }

    record ColumnBecomesList(ObjectName table, String column) implements OfColumn {
        @Override
        public FindingKind kind() {
            return FindingKind.COLUMN_BECOMES_LIST;
        }

        @Override
        public Optional<Answer> answer(RowCounts counts) {
            String start = "Changed the column `" + column + "` on the `" + table.name()
                    + "` table from a scalar field to a list field. ";
            return unlessNone(
                    counts.nonNullValues(table, column),
                    start + "If there are non-null values in that column, this step will fail.",
                    values -> start + "There are " + values
                            + " existing non-null values in that column, this step cannot be executed.");
        }
    }

    record RequiredColumnRecreated(ObjectName table, String column) implements OfColumn {
        @Override
        public FindingKind kind() {
            return FindingKind.REQUIRED_COLUMN_RECREATED;
        }

        @Override
        public Optional<Answer> answer(RowCounts counts) {
            String start = "Changed the type of `" + column + "` on the `" + table.name()
                    + "` table. No cast exists, the column would be dropped and recreated, which cannot be done ";
            return unlessNone(
                    smallest(counts.rows(table), counts.nonNullValues(table, column)),
                    start + "if there is data, since the column is required.",
                    values -> start + "since the column is required and there is data in the table.");
        }
    }

    private static OptionalLong smallest(OptionalLong left, OptionalLong right) {
        if (left.isEmpty() || right.isEmpty()) {
            boolean none = left.orElse(1) == 0 || right.orElse(1) == 0;
            return none ? OptionalLong.of(0) : OptionalLong.empty();
        }
        return OptionalLong.of(Math.min(left.getAsLong(), right.getAsLong()));
    }

    private static Optional<Answer> unlessNone(OptionalLong count, String unknown, LongFunction<String> known) {
        if (count.isEmpty()) {
            return Answer.uncounted(unknown);
        }
        return count.getAsLong() == 0
                ? Optional.empty()
                : Optional.of(new Answer(count, known.apply(count.getAsLong())));
    }
}
