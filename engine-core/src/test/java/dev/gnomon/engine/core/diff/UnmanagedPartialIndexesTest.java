package dev.gnomon.engine.core.diff;

import static dev.gnomon.engine.core.diff.SampleSchemas.changes;
import static dev.gnomon.engine.core.diff.SampleSchemas.number;
import static dev.gnomon.engine.core.diff.SampleSchemas.schema;
import static dev.gnomon.engine.core.diff.SampleSchemas.table;
import static dev.gnomon.engine.core.diff.SampleSchemas.text;
import static dev.gnomon.engine.core.diff.SampleSchemas.withIndexes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.Table;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnmanagedPartialIndexesTest {

    private static final Table CAT = table("Cat", number("id"), text("name"));
    private static final Index WHOLE = Index.of("Cat_name_key", Index.Kind.UNIQUE, "name");
    private static final Index PARTIAL = new Index(
            WHOLE.name(),
            WHOLE.kind(),
            WHOLE.columns(),
            Optional.empty(),
            Optional.of("name <> ''"),
            Optional.empty(),
            false);

    @Test
    void an_index_made_by_hand_is_neither_dropped_nor_created() {
        assertThat(difference(schema(withIndexes(CAT, PARTIAL)), schema(CAT))).isEmpty();
        assertThat(difference(schema(CAT), schema(withIndexes(CAT, PARTIAL)))).isEmpty();
    }

    @Test
    void a_table_that_is_built_anew_gets_it_back() {
        BeforeAfter<DatabaseSchema> carried = UnmanagedPartialIndexes.carriedOver(
                new BeforeAfter<>(schema(withIndexes(CAT, PARTIAL)), schema(withIndexes(CAT, WHOLE))));

        assertThat(carried.after().tables().getFirst().indexes()).containsExactly(PARTIAL);
    }

    @Test
    void it_goes_with_its_column() {
        Table withoutName = table("Cat", number("id"));
        BeforeAfter<DatabaseSchema> carried = UnmanagedPartialIndexes.carriedOver(
                new BeforeAfter<>(schema(withIndexes(CAT, PARTIAL)), schema(withoutName)));

        assertThat(carried.after().tables().getFirst().indexes()).isEmpty();
    }

    private static Iterable<?> difference(DatabaseSchema before, DatabaseSchema after) {
        BeforeAfter<DatabaseSchema> carried = UnmanagedPartialIndexes.carriedOver(new BeforeAfter<>(before, after));
        return changes(carried.before(), carried.after());
    }
}
