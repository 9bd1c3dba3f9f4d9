package dev.gnomon.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConstraintNamesTest {

    private final ConstraintNames names = new ConstraintNames(63);

    @Test
    void short_names_are_table_columns_and_suffix() {
        assertThat(names.primaryKey("T")).isEqualTo("T_pkey");
        assertThat(names.unique("T", List.of("a", "b"))).isEqualTo("T_a_b_key");
        assertThat(names.index("T", List.of("a"))).isEqualTo("T_a_idx");
        assertThat(names.foreignKey("T", List.of("a"))).isEqualTo("T_a_fkey");
        assertThat(names.defaultValue("T", "a")).isEqualTo("T_a_df");
    }

    @Test
    void long_names_are_cut_in_front_of_the_suffix() {
        assertThat(names.primaryKey("T".repeat(61))).isEqualTo("T".repeat(58) + "_pkey");
        assertThat(names.unique("T".repeat(61), List.of("a"))).isEqualTo("T".repeat(59) + "_key");
    }

    @Test
    void a_cut_counts_bytes_and_splits_no_character() {
        String name = names.unique("ñ".repeat(30), List.of("éééé"));
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63);
        assertThat(name).isEqualTo("ñ".repeat(29) + "_key");
    }

    @Test
    void join_tables_have_names_of_their_own() {
        assertThat(names.joinTable("AToB")).isEqualTo("_AToB");
        assertThat(names.joinTablePrimaryKey("_AToB")).isEqualTo("_AToB_AB_pkey");
        assertThat(names.joinTableUnique("_AToB")).isEqualTo("_AToB_AB_unique");
        assertThat(names.joinTableIndex("_AToB")).isEqualTo("_AToB_B_index");
        assertThat(names.joinTableForeignKey("_AToB", "A")).isEqualTo("_AToB_A_fkey");
    }

    @Test
    void long_join_tables_leave_room_for_the_suffix() {
        String table = "_" + "x".repeat(70);
        assertThat(names.joinTablePrimaryKey(table)).hasSize(63).endsWith("x_AB_pkey");
        assertThat(names.joinTableForeignKey(table, "B")).hasSize(63).endsWith("x_B_fkey");
    }
}
