package dev.gnomon.engine.core.diff;

import static dev.gnomon.engine.core.diff.SampleSchemas.changes;
import static dev.gnomon.engine.core.diff.SampleSchemas.foreignKey;
import static dev.gnomon.engine.core.diff.SampleSchemas.number;
import static dev.gnomon.engine.core.diff.SampleSchemas.optionalText;
import static dev.gnomon.engine.core.diff.SampleSchemas.schema;
import static dev.gnomon.engine.core.diff.SampleSchemas.table;
import static dev.gnomon.engine.core.diff.SampleSchemas.text;
import static dev.gnomon.engine.core.diff.SampleSchemas.withForeignKeys;
import static dev.gnomon.engine.core.diff.SampleSchemas.withIndexes;
import static dev.gnomon.engine.core.diff.SampleSchemas.withoutKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.change.ColumnDifference;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.SchemaChange.CreateIndex.Reason;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.core.diff.SampleSchemas.PlainRules;
import dev.gnomon.engine.dialect.ForeignKeyRules;
import dev.gnomon.engine.dialect.RedefinitionRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SchemaDifferTest {

    private static final Table CAT = table("Cat", number("id"), text("name"));
    private static final Table DOG = table("Dog", number("id"), number("friend"));
    private static final ForeignKey FRIEND = foreignKey("Dog_friend_fkey", "friend", "Cat");

    @Test
    void a_schema_does_not_differ_from_itself() {
        DatabaseSchema schema = schema(
                withIndexes(CAT, Index.of("Cat_name_idx", Index.Kind.NORMAL, "name")), withForeignKeys(DOG, FRIEND));

        assertThat(changes(schema, schema)).isEmpty();
    }

    @Test
    void what_is_new_comes_in_the_order_of_kinds_then_of_declaration() {
        Index index = Index.of("Cat_name_key", Index.Kind.UNIQUE, "name");
        Table cat = withIndexes(CAT, index);
        Table dog = withForeignKeys(DOG, FRIEND);

        assertThat(changes(DatabaseSchema.EMPTY, schema(dog, cat)))
                .containsExactly(
                        new SchemaChange.CreateTable(dog),
                        new SchemaChange.CreateTable(cat),
                        new SchemaChange.CreateIndex(cat.name(), index, Reason.NEW_TABLE),
                        new SchemaChange.AddForeignKey(dog.name(), FRIEND));
    }

    @Test
    void dropped_tables_lose_their_foreign_keys_first() {
        Table dog = withForeignKeys(DOG, FRIEND);

        assertThat(changes(schema(CAT, dog), DatabaseSchema.EMPTY))
                .containsExactly(
                        new SchemaChange.DropForeignKey(dog.name(), FRIEND),
                        new SchemaChange.DropTable(CAT),
                        new SchemaChange.DropTable(dog));
    }

    @Test
    void the_history_table_is_none_of_the_schema() {
        Table history = table("_prisma_migrations", text("id"));

        assertThat(changes(schema(history), DatabaseSchema.EMPTY)).isEmpty();
    }

    @Test
    void columns_that_go_and_come_stand_in_the_order_of_their_names() {
        Table before = table("Cat", number("id"), text("zeta"), text("alpha"), text("Mid"));
        Table after = table("Cat", number("id"), text("b"), text("B"));

        assertThat(tableChanges(before, after))
                .containsExactly(
                        new TableChange.DropColumn(text("Mid")),
                        new TableChange.DropColumn(text("alpha")),
                        new TableChange.DropColumn(text("zeta")),
                        new TableChange.AddColumn(text("B")),
                        new TableChange.AddColumn(text("b")));
    }

    @Test
    void a_type_without_cast_drops_the_column_and_adds_it_anew() {
        assertThat(tableChanges(CAT, table("Cat", number("id"), number("name"))))
                .containsExactly(new TableChange.RecreateColumn(
                        new BeforeAfter<>(text("name"), number("name")), Set.of(ColumnDifference.TYPE)));
    }

    @Test
    void a_primary_key_follows_the_change_of_its_columns_type() {
        PrimaryKey key = CAT.primaryKey().orElseThrow();

        assertThat(tableChanges(CAT, table("Cat", text("id"), text("name"))))
                .containsExactly(
                        new TableChange.DropPrimaryKey(key),
                        new TableChange.AlterColumn(
                                new BeforeAfter<>(number("id"), text("id")),
                                Set.of(ColumnDifference.TYPE),
                                Optional.of(CastSafety.RISKY)),
                        new TableChange.AddPrimaryKey(key));
    }

    @Test
    void defaults_compare_by_what_they_store() {
        assertThat(differs(new LiteralValue.Number("1.50"), new LiteralValue.Number("1.5")))
                .isFalse();
        assertThat(differs(new LiteralValue.Text("A"), new LiteralValue.EnumValue("A")))
                .isFalse();
        assertThat(differs(
                        new LiteralValue.Json("{\"a\": 1, \"b\": [2]}"),
                        new LiteralValue.Json("{\"b\":[2],\"a\":1.0}")))
                .isFalse();
        assertThat(differs(new LiteralValue.Json("{\"a\": 1}"), new LiteralValue.Json("{\"a\": 2}")))
                .isTrue();
        assertThat(differs(new LiteralValue.Number("1"), new LiteralValue.Number("2")))
                .isTrue();
        assertThat(differs(new LiteralValue.Text("1"), new LiteralValue.Number("1")))
                .isTrue();
    }

    @Test
    void an_expression_without_text_agrees_with_every_default() {
        Table before = table("Cat", number("id"), text("name").withDefault(new DefaultValue.Expression("now()")));
        Table after = table("Cat", number("id"), text("name").withDefault(new DefaultValue.AnyExpression()));

        assertThat(tableChanges(before, after)).isEmpty();
    }

    @Test
    void a_clients_default_is_none_of_the_database() {
        Table after = table("Cat", number("id"), text("name").withDefault(new DefaultValue.ClientGenerated("uuid()")));

        assertThat(tableChanges(CAT, after)).isEmpty();
    }

    @Test
    void an_index_of_another_name_is_renamed() {
        Index before = Index.of("old", Index.Kind.NORMAL, "name");
        Index after = Index.of("new", Index.Kind.NORMAL, "name");

        assertThat(changes(schema(withIndexes(CAT, before)), schema(withIndexes(CAT, after))))
                .containsExactly(new SchemaChange.RenameIndex(CAT.name(), new BeforeAfter<>(before, after)));
    }

    @Test
    void of_several_indexes_that_are_alike_none_is_renamed() {
        Index first = Index.of("first", Index.Kind.NORMAL, "name");
        Index second = Index.of("second", Index.Kind.NORMAL, "name");
        Index other = Index.of("other", Index.Kind.NORMAL, "name");

        assertThat(changes(schema(withIndexes(CAT, first, second)), schema(withIndexes(CAT, other))))
                .isEmpty();
    }

    @Test
    void a_unique_index_goes_only_after_the_primary_key_that_replaces_it() {
        Index unique = Index.of("Cat_id_key", Index.Kind.UNIQUE, "id");
        Table before = withIndexes(withoutKey(CAT), unique);

        assertThat(changes(schema(before), schema(CAT)))
                .containsExactly(
                        new SchemaChange.AlterTable(
                                new BeforeAfter<>(before, CAT),
                                List.of(new TableChange.AddPrimaryKey(
                                        CAT.primaryKey().orElseThrow()))),
                        new SchemaChange.DropIndex(CAT.name(), unique));
    }

    @Test
    void an_index_that_a_foreign_key_needs_stays_where_the_database_keeps_one_for_it() {
        Index own = Index.of("Dog_friend_fkey", Index.Kind.NORMAL, "friend");
        Index wider = Index.of("Dog_friend_id_idx", Index.Kind.NORMAL, "friend", "id");
        Table after = withForeignKeys(DOG, FRIEND);

        assertThat(changes(schema(CAT, withIndexes(after, own)), schema(CAT, after), new RulesOfForeignKeyIndexes()))
                .isEmpty();
        assertThat(changes(schema(CAT, withIndexes(after, wider)), schema(CAT, after), new RulesOfForeignKeyIndexes()))
                .containsExactly(
                        new SchemaChange.DropForeignKey(DOG.name(), FRIEND),
                        new SchemaChange.DropIndex(DOG.name(), wider),
                        new SchemaChange.AddForeignKey(DOG.name(), FRIEND));
    }

    @Test
    void a_foreign_key_does_not_survive_the_change_of_its_columns_type() {
        Table after = withForeignKeys(table("Dog", number("id"), text("friend")), FRIEND);

        assertThat(changes(schema(CAT, withForeignKeys(DOG, FRIEND)), schema(CAT, after)))
                .map(Object::getClass)
                .containsExactly(
                        SchemaChange.DropForeignKey.class,
                        SchemaChange.AlterTable.class,
                        SchemaChange.AddForeignKey.class);
    }

    @Test
    void a_foreign_key_of_another_name_is_renamed() {
        ForeignKey other = foreignKey("other", "friend", "Cat");

        assertThat(changes(schema(CAT, withForeignKeys(DOG, FRIEND)), schema(CAT, withForeignKeys(DOG, other))))
                .containsExactly(new SchemaChange.RenameForeignKey(DOG.name(), new BeforeAfter<>(FRIEND, other)));
    }

    @Test
    void foreign_keys_to_a_table_that_is_built_anew_make_way() {
        Table dog = withForeignKeys(DOG, FRIEND);
        Table cat = table("Cat", number("id"), optionalText("name"));

        assertThat(changes(schema(CAT, dog), schema(cat, dog), new RebuildingRules()))
                .map(Object::getClass)
                .containsExactly(
                        SchemaChange.DropForeignKey.class,
                        SchemaChange.RedefineTables.class,
                        SchemaChange.AddForeignKey.class);
    }

    @Test
    void the_order_of_an_enums_values_does_not_count() {
        EnumType before = new EnumType(ObjectName.of("Mood"), List.of("A", "B"));
        EnumType reordered = new EnumType(ObjectName.of("Mood"), List.of("B", "A"));
        EnumType changed = new EnumType(ObjectName.of("Mood"), List.of("B", "C"));

        assertThat(changes(enums(before), enums(reordered))).isEmpty();
        assertThat(changes(enums(before), enums(changed)))
                .containsExactly(
                        new SchemaChange.AlterEnum(new BeforeAfter<>(before, changed), List.of("C"), List.of("A")));
    }

    @Test
    void only_namespaces_that_something_lies_in_are_created() {
        DatabaseSchema after = DatabaseSchema.builder()
                .namespaces(List.of("empty", "used"))
                .tables(List.of(
                        Table.of(ObjectName.of("used", "Cat"), CAT.columns(), CAT.primaryKey(), List.of(), List.of())))
                .build();

        assertThat(changes(DatabaseSchema.EMPTY, after).getFirst()).isEqualTo(new SchemaChange.CreateNamespace("used"));
    }

    private static DatabaseSchema enums(EnumType type) {
        return DatabaseSchema.builder().enums(List.of(type)).build();
    }

    private static List<TableChange> tableChanges(Table before, Table after) {
        return changes(schema(before), schema(after)).stream()
                .flatMap(change -> ((SchemaChange.AlterTable) change).changes().stream())
                .toList();
    }

    private static boolean differs(LiteralValue before, LiteralValue after) {
        return !tableChanges(
                        table("Cat", number("id"), withDefault(before)), table("Cat", number("id"), withDefault(after)))
                .isEmpty();
    }

    private static Column withDefault(LiteralValue value) {
        return text("name").withDefault(new DefaultValue.Literal(value));
    }

    private static final class RulesOfForeignKeyIndexes extends PlainRules {
        @Override
        public ForeignKeyRules foreignKeys() {
            return new ForeignKeyRules() {
                @Override
                public boolean needIndexes() {
                    return true;
                }
            };
        }
    }

    private static final class RebuildingRules extends PlainRules {
        @Override
        public RedefinitionRules redefinitions() {
            return new RedefinitionRules() {
                @Override
                public boolean needed(BeforeAfter<Table> table, List<TableChange> changes) {
                    return true;
                }
            };
        }
    }
}
