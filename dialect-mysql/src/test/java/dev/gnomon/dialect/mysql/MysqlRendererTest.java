package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.ColumnDifference;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.tck.server.TestServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The statements of each change. */
class MysqlRendererTest {

    private static final ObjectName T = ObjectName.of("T");

    private final MysqlRenderer renderer = new MysqlRenderer();

    @Test
    void creates_a_table_with_its_keys() {
        EnumType color = new EnumType(ObjectName.of("T_c"), List.of("red", "it's"));
        Column id = Column.of("id", ColumnType.of(Scalar.INT, Arity.REQUIRED)).withAutoIncrement();
        Column c = Column.of("c", ColumnType.of(new TypeFamily.EnumReference(color.name()), Arity.NULLABLE))
                .withDefault(new DefaultValue.Literal(new LiteralValue.EnumValue("it's")));
        Column now = Column.of("now", ColumnType.of(Scalar.DATE_TIME, Arity.REQUIRED, NativeType.of("DateTime", 0)))
                .withDefault(new DefaultValue.CurrentTimestamp());
        Table table = Table.of(
                T,
                List.of(id, c, now),
                Optional.of(PrimaryKey.of(Optional.empty(), "id")),
                List.of(Index.of("T_c_key", Index.Kind.UNIQUE, "c")),
                List.of());
        assertThat(render(new SchemaChange.CreateTable(table), color)).containsExactly("""
                        CREATE TABLE `T` (
                            `id` INTEGER NOT NULL AUTO_INCREMENT,
                            `c` ENUM('red', 'it''s') NULL DEFAULT 'it''s',
                            `now` DATETIME(0) NOT NULL DEFAULT CURRENT_TIMESTAMP(0),

                            UNIQUE INDEX `T_c_key`(`c`),
                            PRIMARY KEY (`id`)
                        ) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci""");
    }

    @Test
    void quotes_names_and_texts_such_that_nothing_ends_them() {
        assertThat(renderer.quote("a`b")).isEqualTo("`a``b`");
        assertThat(MysqlLiterals.quote("it's \\ x")).isEqualTo("'it''s \\\\ x'");
    }

    @Test
    void drops_a_default_without_touching_the_column() {
        Column before = text(10).withDefault(new DefaultValue.Literal(new LiteralValue.Text("x")));
        assertThat(render(alter(before, text(10), ColumnDifference.DEFAULT)))
                .containsExactly("ALTER TABLE `T` ALTER COLUMN `a` DROP DEFAULT");
    }

    @Test
    void creates_the_new_index_before_it_drops_the_old_one() {
        Index before = Index.of("old", Index.Kind.NORMAL, "a");
        Index after = Index.of("new", Index.Kind.NORMAL, "a");
        assertThat(render(new SchemaChange.RedefineIndex(T, new BeforeAfter<>(before, after))))
                .containsExactly("CREATE INDEX `new` ON `T`(`a`)", "DROP INDEX `old` ON `T`");
        assertThat(render(new SchemaChange.RenameIndex(T, new BeforeAfter<>(before, after))))
                .containsExactly("ALTER TABLE `T` RENAME INDEX `old` TO `new`");
    }

    @Test
    void refuses_what_the_database_does_not_have() {
        assertThatThrownBy(() -> render(new SchemaChange.CreateNamespace("x")))
                .isInstanceOf(GnomonException.class)
                .hasMessageContaining("MySQL has no way to do this: create namespace.");
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void a_modified_column_keeps_what_the_schema_language_cannot_say(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            database.run("CREATE TABLE T (a VARCHAR(10) COLLATE utf8mb4_bin COMMENT 'it''s',"
                    + " b DATETIME(3) NULL ON UPDATE CURRENT_TIMESTAMP(3)) COLLATE utf8mb4_unicode_ci");
            Table before = database.introspect().tables().getFirst();
            for (Column column : before.columns()) {
                Column after = new Column(
                        column.name(),
                        column.type().withArity(Arity.REQUIRED),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        List.of());
                for (String sql : render(alter(column, after, ColumnDifference.ARITY))) {
                    database.run(sql);
                }
            }
            Table after = database.introspect().tables().getFirst();
            assertThat(after.columns()).allMatch(column -> column.type().isRequired());
            assertThat(after.columns())
                    .extracting(Column::dialectObjects)
                    .containsExactlyElementsOf(before.columns().stream()
                            .map(Column::dialectObjects)
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void a_time_that_follows_updates_does_so_with_its_new_precision(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            database.run("CREATE TABLE T (a DATETIME(3) NULL ON UPDATE CURRENT_TIMESTAMP(3))");
            for (String type : List.of("DateTime(6)", "Timestamp(0)", "Date(0)")) {
                String name = type.substring(0, type.indexOf('('));
                NativeType changed = name.equals("Date")
                        ? NativeType.of(name)
                        : NativeType.of(name, Integer.parseInt(type.substring(type.length() - 2, type.length() - 1)));
                Column before =
                        database.introspect().tables().getFirst().column("a").orElseThrow();
                Column after = Column.of("a", ColumnType.of(Scalar.DATE_TIME, Arity.NULLABLE, changed));
                for (String sql : render(alter(before, after, ColumnDifference.TYPE))) {
                    database.run(sql);
                }
                Column found =
                        database.introspect().tables().getFirst().column("a").orElseThrow();
                assertThat(found.type()).isEqualTo(after.type());
                assertThat(MysqlColumnOptions.of(found)
                                .flatMap(MysqlColumnOptions::onUpdate)
                                .isPresent())
                        .as(type)
                        .isEqualTo(!name.equals("Date"));
            }
        }
    }

    private static Column text(int length) {
        return Column.of("a", ColumnType.of(Scalar.STRING, Arity.NULLABLE, NativeType.of("VarChar", length)));
    }

    private static SchemaChange.AlterTable alter(Column before, Column after, ColumnDifference difference) {
        return new SchemaChange.AlterTable(
                new BeforeAfter<>(table(before), table(after)),
                List.of(new TableChange.AlterColumn(
                        new BeforeAfter<>(before, after), Set.of(difference), Optional.<CastSafety>empty())));
    }

    private static Table table(Column column) {
        return Table.of(T, List.of(column), Optional.empty(), List.of(), List.of());
    }

    private List<String> render(SchemaChange change, EnumType... enums) {
        DatabaseSchema after = DatabaseSchema.builder().enums(List.of(enums)).build();
        return renderer.render(change, new ChangeSet(new BeforeAfter<>(DatabaseSchema.EMPTY, after), List.of(change)));
    }
}
