package dev.gnomon.engine.core.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.dialect.SqlRenderer;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.migration.DataLossReport.Finding;
import dev.gnomon.engine.migration.FindingKind;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.ObjectName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MigrationScriptTest {

    private static final SqlRenderer FRAMED = new SqlRenderer() {
        @Override
        public List<String> render(SchemaChange change, ChangeSet context) {
            return switch (change) {
                case SchemaChange.CreateNamespace(String namespace) ->
                    List.of("CREATE " + namespace, "USE " + namespace);
                case SchemaChange.DropEnum(EnumType type) -> List.of("DROP " + quote(type.name()));
                default -> List.of();
            };
        }

        @Override
        public String quote(String identifier) {
            return "<" + identifier + ">";
        }

        @Override
        public String frame(String steps) {
            return "BEGIN\n" + steps + "END\n";
        }
    };

    private static final SchemaChange CREATE = new SchemaChange.CreateNamespace("n");
    private static final SchemaChange DROP = new SchemaChange.DropEnum(new EnumType(ObjectName.of("E"), List.of("A")));
    private static final SchemaChange NOTHING =
            new SchemaChange.CreateEnum(new EnumType(ObjectName.of("F"), List.of("A")));

    @Test
    void steps_stand_under_headings_with_an_empty_line_between_them() {
        assertThat(script(DataLossReport.NONE, CREATE, NOTHING, DROP)).isEqualTo("""
                        BEGIN
                        -- CreateSchema
                        CREATE n;
                        USE n;

                        -- DropEnum
                        DROP <E>;
                        END
                        """);
    }

    @Test
    void warnings_come_before_obstacles_in_the_comment_in_front() {
        DataLossReport report = new DataLossReport(List.of(
                finding(FindingKind.COLUMN_BECOMES_REQUIRED, "third", 0),
                finding(FindingKind.COLUMN_DROPPED, "first", 1),
                finding(FindingKind.TABLE_DROPPED, "second", 2)));

        assertThat(script(report, DROP)).isEqualTo("""
                        /*
                          Warnings:

                          - first
                          - second
                          - third

                        */
                        BEGIN
                        -- DropEnum
                        DROP <E>;
                        END
                        """);
    }

    @Test
    void a_migration_without_statements_says_so_without_a_frame() {
        assertThat(script(DataLossReport.NONE, NOTHING)).isEqualTo("-- This is an empty migration.");
        assertThat(script(DataLossReport.NONE)).isEqualTo("-- This is an empty migration.");
    }

    private static Finding finding(FindingKind kind, String message, int stepIndex) {
        return new Finding(kind, Optional.empty(), List.of(), OptionalLong.empty(), message, stepIndex);
    }

    private static String script(DataLossReport report, SchemaChange... changes) {
        ChangeSet changeSet =
                new ChangeSet(new BeforeAfter<>(DatabaseSchema.EMPTY, DatabaseSchema.EMPTY), List.of(changes));
        return MigrationScript.assemble(MigrationScript.render(changeSet, FRAMED), report, FRAMED);
    }
}
