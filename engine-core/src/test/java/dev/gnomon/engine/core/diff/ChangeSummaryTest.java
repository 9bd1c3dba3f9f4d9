package dev.gnomon.engine.core.diff;

import static dev.gnomon.engine.core.diff.SampleSchemas.changeSet;
import static dev.gnomon.engine.core.diff.SampleSchemas.number;
import static dev.gnomon.engine.core.diff.SampleSchemas.optionalText;
import static dev.gnomon.engine.core.diff.SampleSchemas.schema;
import static dev.gnomon.engine.core.diff.SampleSchemas.table;
import static dev.gnomon.engine.core.diff.SampleSchemas.text;
import static dev.gnomon.engine.core.diff.SampleSchemas.withIndexes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.core.diff.SampleSchemas.PlainRules;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.Table;
import org.junit.jupiter.api.Test;

class ChangeSummaryTest {

    private static final Table CAT = table("Cat", number("id"), optionalText("name"));

    @Test
    void nothing_to_do_is_said() {
        assertThat(summary(schema(CAT), schema(CAT))).isEqualTo("No difference detected.");
    }

    @Test
    void new_tables_keep_their_order_and_changed_ones_stand_by_name() {
        Index index = Index.of("i", Index.Kind.UNIQUE, "id", "name");
        Table zebra = withIndexes(table("Zebra", number("id"), text("name")), index);

        assertThat(summary(DatabaseSchema.EMPTY, schema(zebra, withIndexes(CAT, index))))
                .isEqualTo("""

                        [+] Added tables
                          - Zebra
                          - Cat

                        [*] Changed the `Cat` table
                          [+] Added unique index on columns (id, name)

                        [*] Changed the `Zebra` table
                          [+] Added unique index on columns (id, name)
                        """);
    }

    @Test
    void a_column_is_described_in_the_words_of_sql() {
        Table after = table(
                "Cat",
                number("id"),
                text("name").withDefault(new DefaultValue.Literal(new LiteralValue.Text("it's\nlong"))));

        assertThat(summary(schema(CAT), schema(after))).isEqualTo("""

                        [*] Changed the `Cat` table
                          [*] Altered column `name` (changed from Nullable to Required, default changed from `NULL` to `'it''s\\nlong'`)
                        """);
    }

    private static String summary(DatabaseSchema before, DatabaseSchema after) {
        return ChangeSummary.describe(changeSet(before, after, new PlainRules()));
    }
}
