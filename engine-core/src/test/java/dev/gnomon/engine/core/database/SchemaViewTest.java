package dev.gnomon.engine.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.core.workspace.SchemaFeatures;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.Extension;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaViewTest {

    private static final DatabaseSchema SCHEMA = DatabaseSchema.builder()
            .defaultNamespace(Optional.of("main"))
            .tables(List.of(table(ObjectName.of("a")), table(ObjectName.of("auth", "users"))))
            .enums(List.of(new EnumType(ObjectName.of("auth", "role"), List.of("x"))))
            .extensions(List.of(new Extension("citext", Optional.empty(), Optional.empty(), true)))
            .build();

    @Test
    void external_objects_are_found_by_their_full_names() {
        DatabaseSchema seen =
                view(true, Set.of("main.a", "users"), Set.of("auth.role")).apply(SCHEMA);

        assertThat(seen.tables()).extracting(Table::name).containsExactly(ObjectName.of("auth", "users"));
        assertThat(seen.enums()).isEmpty();
    }

    @Test
    void extensions_and_partial_indexes_take_part_only_if_asked_for() {
        BeforeAfter<DatabaseSchema> seen =
                view(true, Set.of(), Set.of()).apply(new BeforeAfter<>(DatabaseSchema.EMPTY, SCHEMA));

        assertThat(seen.after().extensions()).isEmpty();
        assertThat(seen.after().tables().get(0).indexes()).isEmpty();
        assertThat(new SchemaView(Set.of(), Set.of(), true, SchemaFeatures.ALL).apply(SCHEMA))
                .isSameAs(SCHEMA);
    }

    @Test
    void a_name_of_the_wrong_form_is_refused() {
        assertThatThrownBy(() -> view(true, Set.of("users"), Set.of()).checkNames())
                .hasMessageStartingWith("P3023: For the current database");
        assertThatThrownBy(() -> view(false, Set.of(), Set.of("auth.role")).checkNames())
                .hasMessageStartingWith("P3024: For the current database");
    }

    private static SchemaView view(boolean qualified, Set<String> tables, Set<String> enums) {
        return new SchemaView(tables, enums, qualified, SchemaFeatures.NONE);
    }

    private static Table table(ObjectName name) {
        Index partial = new Index(
                "i",
                Index.Kind.NORMAL,
                List.of(IndexColumn.of("c")),
                Optional.empty(),
                Optional.of("c > 0"),
                Optional.empty(),
                false);
        return Table.of(
                name,
                List.of(Column.of("c", ColumnType.of(TypeFamily.Scalar.INT, Arity.REQUIRED))),
                Optional.empty(),
                List.of(partial),
                List.of());
    }
}
