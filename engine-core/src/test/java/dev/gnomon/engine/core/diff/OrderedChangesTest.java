package dev.gnomon.engine.core.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.change.ChangeKind;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.model.Extension;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderedChangesTest {

    private static final SchemaChange NAMESPACE = new SchemaChange.CreateNamespace("sales");
    private static final SchemaChange EXTENSION =
            new SchemaChange.CreateExtension(new Extension("citext", Optional.empty(), Optional.empty(), true));
    private static final SchemaChange FIRST_TABLE = new SchemaChange.CreateTable(table("a"));
    private static final SchemaChange SECOND_TABLE = new SchemaChange.CreateTable(table("b"));

    private record Sequence(ChangeKind place) implements SchemaChange.DialectChange {
        @Override
        public String heading() {
            return "CreateSequence";
        }

        @Override
        public List<ObjectName> tableNames() {
            return List.of();
        }

        @Override
        public String describe() {
            return "a sequence";
        }
    }

    private static Table table(String name) {
        return Table.of(ObjectName.of(name), List.of(), Optional.empty(), List.of(), List.of());
    }

    @Test
    void a_change_of_the_dialect_stands_where_it_wants_to() {
        SchemaChange usual = new Sequence(ChangeKind.DIALECT_CHANGE);
        SchemaChange chosen = new Sequence(ChangeKind.CREATE_TABLE);
        OrderedChanges changes = new OrderedChanges(SampleSchemas.openGate());
        changes.add(chosen, 0);
        changes.add(SECOND_TABLE, 1);
        changes.add(usual);
        changes.add(FIRST_TABLE, 0);
        changes.add(EXTENSION);
        changes.add(NAMESPACE);

        assertThat(changes.inOrder()).containsExactly(NAMESPACE, EXTENSION, usual, FIRST_TABLE, SECOND_TABLE, chosen);
        assertThat(usual.word()).isEqualTo("CreateSequence");
    }
}
