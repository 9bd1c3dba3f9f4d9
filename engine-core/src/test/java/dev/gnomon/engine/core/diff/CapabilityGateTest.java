package dev.gnomon.engine.core.diff;

import static dev.gnomon.engine.core.diff.SampleSchemas.foreignKey;
import static dev.gnomon.engine.core.diff.SampleSchemas.number;
import static dev.gnomon.engine.core.diff.SampleSchemas.optionalText;
import static dev.gnomon.engine.core.diff.SampleSchemas.schema;
import static dev.gnomon.engine.core.diff.SampleSchemas.table;
import static dev.gnomon.engine.core.diff.SampleSchemas.text;
import static dev.gnomon.engine.core.diff.SampleSchemas.withForeignKeys;
import static dev.gnomon.engine.core.diff.SampleSchemas.withIndexes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.change.TableRedefinition;
import dev.gnomon.engine.core.diff.SampleSchemas.PlainRules;
import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.Extension;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.Table;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Dialects that are made up, each without some capability. */
class CapabilityGateTest {

    private static final Table CAT = table("Cat", number("id"), text("name"));
    private static final Table DOG = table("Dog", number("id"), number("friend"));
    private static final ForeignKey FRIEND = foreignKey("Dog_friend_fkey", "friend", "Cat");

    /** What each capability is needed for, and for nothing else. */
    private static final Map<Capability, Set<Class<?>>> KINDS = Map.of(
            Capability.NAMESPACES,
            Set.of(SchemaChange.CreateNamespace.class),
            Capability.EXTENSIONS,
            Set.of(
                    SchemaChange.CreateExtension.class,
                    SchemaChange.AlterExtension.class,
                    SchemaChange.DropExtension.class),
            Capability.ENUM_TYPES,
            Set.of(SchemaChange.CreateEnum.class, SchemaChange.AlterEnum.class, SchemaChange.DropEnum.class),
            Capability.ALTER_FOREIGN_KEYS,
            Set.of(SchemaChange.AddForeignKey.class, SchemaChange.DropForeignKey.class),
            Capability.RENAME_FOREIGN_KEY,
            Set.of(SchemaChange.RenameForeignKey.class),
            Capability.RENAME_INDEX,
            Set.of(SchemaChange.RenameIndex.class),
            Capability.RENAME_PRIMARY_KEY,
            Set.of(TableChange.RenamePrimaryKey.class),
            Capability.ALTER_COLUMN_IN_PLACE,
            Set.of(TableChange.AlterColumn.class, TableChange.RecreateColumn.class));

    @Test
    void whatever_a_dialect_declares_it_never_meets_a_kind_of_change_that_it_does_not() {
        List<Capability> capabilities = List.copyOf(KINDS.keySet());
        for (int some = 0; some < 1 << capabilities.size(); some++) {
            Set<Capability> declared = EnumSet.noneOf(Capability.class);
            for (int i = 0; i < capabilities.size(); i++) {
                if ((some & 1 << i) != 0) {
                    declared.add(capabilities.get(i));
                }
            }
            List<Class<?>> found = kinds(changes(eventfulBefore(), eventfulAfter(), declared));
            KINDS.forEach((capability, kinds) -> {
                if (!declared.contains(capability)) {
                    assertThat(found).as("with " + declared).doesNotContainAnyElementsOf(kinds);
                }
            });
        }
    }

    @Test
    void a_dialect_that_declares_everything_meets_every_kind() {
        List<Class<?>> found = kinds(changes(eventfulBefore(), eventfulAfter(), EnumSet.allOf(Capability.class)));

        assertThat(KINDS.values().stream().flatMap(Set::stream))
                .allSatisfy(kind -> assertThat(found).contains(kind));
    }

    @Test
    void without_namespaces_extensions_and_enum_types_nothing_is_made_for_them() {
        DatabaseSchema after = DatabaseSchema.builder()
                .tables(List.of(CAT))
                .enums(List.of(new EnumType(ObjectName.of("Mood"), List.of("A"))))
                .extensions(List.of(new Extension("citext", Optional.empty(), Optional.empty(), false)))
                .build();

        assertThat(changes(
                        DatabaseSchema.EMPTY,
                        after,
                        without(Capability.NAMESPACES, Capability.EXTENSIONS, Capability.ENUM_TYPES)))
                .containsExactly(new SchemaChange.CreateTable(CAT));
    }

    @Test
    void an_index_that_cannot_be_renamed_is_dropped_and_created() {
        Index before = Index.of("old", Index.Kind.NORMAL, "name");
        Index after = Index.of("new", Index.Kind.NORMAL, "name");

        assertThat(changes(
                        schema(withIndexes(CAT, before)),
                        schema(withIndexes(CAT, after)),
                        without(Capability.RENAME_INDEX)))
                .containsExactly(new SchemaChange.RedefineIndex(CAT.name(), new BeforeAfter<>(before, after)));
    }

    @Test
    void an_old_server_lacks_what_its_dialect_declares() {
        Index before = Index.of("old", Index.Kind.NORMAL, "name");
        Index after = Index.of("new", Index.Kind.NORMAL, "name");
        DiffRules ofOldServer = new PlainRules() {
            @Override
            public Set<Capability> lacking(BeforeAfter<DatabaseSchema> schemas) {
                return EnumSet.of(Capability.RENAME_INDEX);
            }
        };

        assertThat(SchemaDiffer.diff(
                                new BeforeAfter<>(schema(withIndexes(CAT, before)), schema(withIndexes(CAT, after))),
                                ofOldServer,
                                EnumSet.allOf(Capability.class))
                        .changes())
                .containsExactly(new SchemaChange.RedefineIndex(CAT.name(), new BeforeAfter<>(before, after)));
    }

    @Test
    void a_foreign_key_that_cannot_be_renamed_is_dropped_and_added() {
        ForeignKey other = foreignKey("other", "friend", "Cat");

        assertThat(changes(
                        schema(CAT, withForeignKeys(DOG, FRIEND)),
                        schema(CAT, withForeignKeys(DOG, other)),
                        without(Capability.RENAME_FOREIGN_KEY)))
                .containsExactly(
                        new SchemaChange.DropForeignKey(DOG.name(), FRIEND),
                        new SchemaChange.AddForeignKey(DOG.name(), other));
    }

    @Test
    void a_table_whose_foreign_keys_cannot_be_altered_is_built_anew_for_them_but_not_for_their_names() {
        Set<Capability> declared = without(Capability.ALTER_FOREIGN_KEYS, Capability.RENAME_FOREIGN_KEY);
        Table dog = withForeignKeys(DOG, FRIEND);
        Table renamed = withForeignKeys(DOG, foreignKey("other", "friend", "Cat"));

        assertThat(changes(schema(CAT, DOG), schema(CAT, dog), declared))
                .containsExactly(new SchemaChange.RedefineTables(
                        List.of(new TableRedefinition(new BeforeAfter<>(DOG, dog), List.of()))));
        assertThat(changes(schema(CAT, dog), schema(CAT, renamed), declared)).isEmpty();
        assertThat(changes(DatabaseSchema.EMPTY, schema(CAT, dog), declared))
                .containsExactly(new SchemaChange.CreateTable(CAT), new SchemaChange.CreateTable(dog));
        assertThat(changes(schema(CAT, dog), DatabaseSchema.EMPTY, declared))
                .containsExactly(new SchemaChange.DropTable(CAT), new SchemaChange.DropTable(dog));
    }

    @Test
    void a_primary_key_that_cannot_be_renamed_is_dropped_and_added_and_foreign_keys_to_it_make_way() {
        Table dog = withForeignKeys(DOG, FRIEND);
        Table renamed = withKeyName(CAT, "other");

        assertThat(changes(schema(CAT, dog), schema(renamed, dog), without(Capability.RENAME_PRIMARY_KEY)))
                .containsExactly(
                        new SchemaChange.DropForeignKey(DOG.name(), FRIEND),
                        new SchemaChange.AlterTable(
                                new BeforeAfter<>(CAT, renamed),
                                List.of(
                                        new TableChange.DropPrimaryKey(
                                                CAT.primaryKey().orElseThrow()),
                                        new TableChange.AddPrimaryKey(
                                                renamed.primaryKey().orElseThrow()))),
                        new SchemaChange.AddForeignKey(DOG.name(), FRIEND));
    }

    @Test
    void a_table_whose_columns_cannot_be_altered_is_built_anew() {
        Table after = table("Cat", number("id"), optionalText("name"));

        assertThat(changes(schema(CAT), schema(after), without(Capability.ALTER_COLUMN_IN_PLACE)))
                .map(Object::getClass)
                .containsExactly(SchemaChange.RedefineTables.class);
        assertThat(changes(
                        schema(CAT),
                        schema(table("Cat", number("id"), text("name"), text("colour"))),
                        without(Capability.ALTER_COLUMN_IN_PLACE)))
                .map(Object::getClass)
                .containsExactly(SchemaChange.AlterTable.class);
    }

    private static DatabaseSchema eventfulBefore() {
        return DatabaseSchema.builder()
                .enums(List.of(
                        new EnumType(ObjectName.of("Mood"), List.of("A")),
                        new EnumType(ObjectName.of("Gone"), List.of("A"))))
                .extensions(List.of(
                        new Extension("altered", Optional.of("here"), Optional.of("1"), false),
                        new Extension("moved", Optional.of("here"), Optional.of("1"), false)))
                .tables(List.of(
                        withIndexes(CAT, Index.of("old", Index.Kind.NORMAL, "name")),
                        withForeignKeys(
                                table("Dog", number("id"), number("friend"), text("age")),
                                FRIEND,
                                foreignKey("gone", "age", "Cat")),
                        withForeignKeys(table("Bird", number("id"), number("friend")), FRIEND)))
                .build();
    }

    private static DatabaseSchema eventfulAfter() {
        return DatabaseSchema.builder()
                .namespaces(List.of("zoo"))
                .enums(List.of(
                        new EnumType(ObjectName.of("Mood"), List.of("A", "B")),
                        new EnumType(ObjectName.of("New"), List.of("A"))))
                .extensions(List.of(
                        new Extension("altered", Optional.of("here"), Optional.of("2"), false),
                        new Extension("moved", Optional.of("there"), Optional.of("1"), false),
                        new Extension("new", Optional.empty(), Optional.empty(), false)))
                .tables(List.of(
                        withIndexes(withKeyName(CAT, "other"), Index.of("new", Index.Kind.NORMAL, "name")),
                        withForeignKeys(table("Dog", number("id"), number("friend"), number("age")), FRIEND),
                        withForeignKeys(
                                table("Bird", text("id"), number("friend")), foreignKey("renamed", "friend", "Cat")),
                        Table.of(
                                ObjectName.of("zoo", "Ape"),
                                CAT.columns(),
                                CAT.primaryKey(),
                                List.of(),
                                List.of(foreignKey("Ape_name_fkey", "name", "Cat")))))
                .build();
    }

    private static Table withKeyName(Table table, String name) {
        return Table.of(
                table.name(),
                table.columns(),
                table.primaryKey()
                        .map(key -> PrimaryKey.of(
                                Optional.of(name), key.columnNames().toArray(String[]::new))),
                table.indexes(),
                table.foreignKeys());
    }

    private static Set<Capability> without(Capability... some) {
        Set<Capability> rest = EnumSet.allOf(Capability.class);
        rest.removeAll(List.of(some));
        return rest;
    }

    private static List<SchemaChange> changes(DatabaseSchema before, DatabaseSchema after, Set<Capability> declared) {
        return SchemaDiffer.diff(new BeforeAfter<>(before, after), new PlainRules(), declared)
                .changes();
    }

    /** The kinds of the changes, and of what they do to tables in place. */
    private static List<Class<?>> kinds(List<SchemaChange> changes) {
        List<Class<?>> kinds = new ArrayList<>();
        for (SchemaChange change : changes) {
            kinds.add(change.getClass());
            Stream<TableChange> inside =
                    change instanceof SchemaChange.AlterTable alter ? alter.changes().stream() : Stream.empty();
            inside.forEach(each -> kinds.add(each.getClass()));
        }
        return kinds;
    }
}
