package dev.gnomon.engine.core.dataloss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.core.dataloss.DataLossCheck.Answer;
import dev.gnomon.engine.core.dataloss.DataLossCheck.Place;
import dev.gnomon.engine.migration.FindingKind;
import dev.gnomon.engine.model.ObjectName;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DataLossCheckTest {

    private static final ObjectName TABLE = ObjectName.of("sales", "Order");

    private static final List<DataLossCheck> ALL = List.of(
            new DataLossCheck.TableDropped(TABLE),
            new DataLossCheck.ColumnDropped(TABLE, "a"),
            new DataLossCheck.FeaturesLost(TABLE, List.of("a"), List.of("the check `c`")),
            new DataLossCheck.UsersBroken(TABLE, List.of("a", "b"), List.of("the view `v`")),
            new DataLossCheck.CastIsRisky(TABLE, "a", "BigInt", "Int"),
            new DataLossCheck.CastMayFail(TABLE, "a", "Text", "Int"),
            new DataLossCheck.PrimaryKeyChanged(TABLE, List.of("a", "b")),
            new DataLossCheck.UniqueIndexAdded(TABLE, List.of("a", "b")),
            new DataLossCheck.EnumValuesRemoved(Place.NOWHERE, "State", List.of("OPEN")),
            new DataLossCheck.ColumnRecreated(TABLE, "a"),
            new DataLossCheck.RequiredColumnAdded(TABLE, "a", false),
            new DataLossCheck.ColumnBecomesRequired(TABLE, "a"),
            new DataLossCheck.ColumnBecomesList(TABLE, "a"),
            new DataLossCheck.RequiredColumnRecreated(TABLE, "a"));

    /** Ten rows, of which three have a value in any column. */
    private static final RowCounts COUNTS = new RowCounts() {
        @Override
        public OptionalLong rows(ObjectName table) {
            return OptionalLong.of(10);
        }

        @Override
        public OptionalLong nonNullValues(ObjectName table, String column) {
            return OptionalLong.of(3);
        }
    };

    @Test
    void each_check_has_a_kind_of_its_own_and_each_kind_a_check() {
        assertThat(ALL).extracting(DataLossCheck::kind).containsExactly(FindingKind.values());
        assertThat(ALL.stream().map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(records(DataLossCheck.class));
    }

    private static List<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? List.of(type)
                : Stream.of(type.getPermittedSubclasses())
                        .flatMap(each -> records(each).stream())
                        .toList();
    }

    @Test
    void a_check_says_how_many_it_counted_in_its_message_too() {
        assertThat(ALL)
                .extracting(check -> check.answer(COUNTS).orElseThrow().count())
                .containsExactly(
                        OptionalLong.of(10),
                        OptionalLong.of(3),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.of(3),
                        OptionalLong.of(3),
                        OptionalLong.of(10),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.of(3),
                        OptionalLong.of(10),
                        OptionalLong.of(7),
                        OptionalLong.of(3),
                        OptionalLong.of(3));
        assertThat(ALL)
                .extracting(check -> check.answer(RowCounts.UNKNOWN).map(Answer::count))
                .containsOnly(java.util.Optional.of(OptionalLong.empty()));
    }

    @Test
    void a_check_knows_its_table_with_the_namespace_and_its_columns() {
        assertThat(ALL)
                .filteredOn(check -> check.kind() != FindingKind.ENUM_VALUES_REMOVED)
                .allSatisfy(check -> assertThat(check.place().table()).contains(TABLE));
        assertThat(new DataLossCheck.TableDropped(TABLE).place().columns()).isEmpty();
        assertThat(new DataLossCheck.ColumnDropped(TABLE, "a").place().columns())
                .containsExactly("a");
        assertThat(new DataLossCheck.PrimaryKeyChanged(TABLE, List.of("a", "b"))
                        .place()
                        .columns())
                .containsExactly("a", "b");
    }
}
