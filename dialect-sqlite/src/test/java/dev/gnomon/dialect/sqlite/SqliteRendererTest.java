package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The statements of each change. */
class SqliteRendererTest {

    private static final ObjectName T = ObjectName.of("T");

    private final SqliteRenderer renderer = new SqliteRenderer();

    private final Column id =
            Column.of("id", ColumnType.of(Scalar.INT, Arity.REQUIRED)).withAutoIncrement();
    private final Column name = Column.of("name", ColumnType.of(Scalar.STRING, Arity.NULLABLE))
            .withDefault(new DefaultValue.Literal(new LiteralValue.Text("it's")));

    private List<String> render(SchemaChange change) {
        return renderer.render(
                change, new ChangeSet(new BeforeAfter<>(DatabaseSchema.EMPTY, DatabaseSchema.EMPTY), List.of(change)));
    }

    private Table table(Column... columns) {
        return Table.of(T, List.of(columns), Optional.of(PrimaryKey.of(Optional.empty(), "id")), List.of(), List.of());
    }

    @Test
    void creates_a_table_that_numbers_its_rows() {
        assertThat(render(new SchemaChange.CreateTable(table(id, name)))).containsExactly("""
                CREATE TABLE "T" (
                    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
                    "name" TEXT DEFAULT 'it''s'
                )""");
    }

    @Test
    void a_table_goes_while_nobody_looks_after_foreign_keys() {
        assertThat(render(new SchemaChange.DropTable(table(id))))
                .containsExactly("PRAGMA foreign_keys=off", "DROP TABLE \"T\"", "PRAGMA foreign_keys=on");
    }

    @Test
    void adds_columns_in_place_and_nothing_else() {
        BeforeAfter<Table> tables = new BeforeAfter<>(table(id), table(id, name));
        assertThat(render(new SchemaChange.AlterTable(tables, List.of(new TableChange.AddColumn(name)))))
                .containsExactly("ALTER TABLE \"T\" ADD COLUMN \"name\" TEXT DEFAULT 'it''s'");
        SchemaChange drop = new SchemaChange.AlterTable(tables, List.of(new TableChange.DropColumn(name)));
        assertThatThrownBy(() -> render(drop))
                .isInstanceOf(GnomonException.class)
                .hasMessageContaining("SQLite has no way to do this: drop column.");
    }

    @Test
    void an_index_is_renamed_by_making_it_again() {
        BeforeAfter<Index> index =
                new BeforeAfter<>(Index.of("old", Index.Kind.NORMAL, "a"), Index.of("new", Index.Kind.NORMAL, "a"));
        assertThat(render(new SchemaChange.RedefineIndex(T, index)))
                .containsExactly("DROP INDEX \"old\"", "CREATE INDEX \"new\" ON \"T\"(\"a\")");
        assertThatThrownBy(() -> render(new SchemaChange.RenameIndex(T, index)))
                .isInstanceOf(GnomonException.class)
                .hasMessageContaining("SQLite has no way to do this: rename index.");
    }

    @Test
    void an_index_with_a_name_of_the_database_is_made_in_the_mode_that_allows_it() {
        Index index = Index.of("sqlite_autoindex_T_1", Index.Kind.UNIQUE, "a");
        assertThat(render(new SchemaChange.CreateIndex(T, index, SchemaChange.CreateIndex.Reason.NEW_TABLE)))
                .containsExactly(
                        "Pragma writable_schema=1",
                        "CREATE UNIQUE INDEX \"sqlite_autoindex_T_1\" ON \"T\"(\"a\")",
                        "Pragma writable_schema=0");
    }

    @Test
    void quotes_names_and_texts_such_that_nothing_ends_them() {
        assertThat(renderer.quote("a\"b")).isEqualTo("\"a\"\"b\"");
        assertThat(SqliteLiterals.quote("it's \\ x")).isEqualTo("'it''s \\ x'");
    }
}
