package dev.gnomon.engine.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeKindTest {

    /** Migrations that are compared with those of other versions, and rules of policies, hold these. */
    @Test
    void the_order_the_words_and_the_headings_stay_what_they_are() {
        assertThat(ChangeKind.values())
                .extracting(kind -> kind.word().equals(kind.heading()) ? kind.word() : kind.word() + kind.heading())
                .containsExactly(
                        "CreateNamespaceCreateSchema",
                        "DropExtension",
                        "CreateExtension",
                        "AlterExtension",
                        "DialectChange",
                        "DropView",
                        "DropUserDefinedType",
                        "CreateEnum",
                        "AlterEnum",
                        "DropForeignKey",
                        "DropIndex",
                        "AlterTable",
                        "DropTable",
                        "DropEnum",
                        "CreateTable",
                        "RedefineTables",
                        "CreateIndex",
                        "RenameForeignKey",
                        "AddForeignKey",
                        "RenameIndex",
                        "RedefineIndex");
    }

    @Test
    void each_change_has_a_kind_of_its_own_and_each_kind_a_change() throws ReflectiveOperationException {
        List<String> words = new ArrayList<>();
        for (Class<?> type : SchemaChange.class.getPermittedSubclasses()) {
            if (type.isRecord()) {
                SchemaChange change = (SchemaChange) empty(type);
                assertThat(change.kind().word()).isEqualTo(type.getSimpleName());
                words.add(change.word());
            } else {
                words.add(type.getSimpleName());
            }
        }
        assertThat(words)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ChangeKind.values()).map(ChangeKind::word).toList());
    }

    @Test
    void each_change_inside_a_table_has_a_kind_of_its_own_and_each_kind_a_change() throws ReflectiveOperationException {
        List<String> words = new ArrayList<>();
        for (Class<?> type : TableChange.class.getPermittedSubclasses()) {
            TableChange change = (TableChange) empty(type);
            assertThat(change.kind().word()).isEqualTo(type.getSimpleName());
            words.add(change.kind().word());
        }
        assertThat(words)
                .containsExactly(Stream.of(TableChangeKind.values())
                        .map(TableChangeKind::word)
                        .toArray(String[]::new));
    }

    /** A record of nothing: its kind does not depend on what it holds. */
    private static Object empty(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Stream.of(types).map(ChangeKindTest::emptyValue).toArray();
        return type.getDeclaredConstructor(types).newInstance(values);
    }

    private static @Nullable Object emptyValue(Class<?> type) {
        if (type == List.class) {
            return List.of();
        }
        return type == Set.class ? Set.of(ColumnDifference.TYPE) : null;
    }
}
