package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.ColumnDifference;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
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
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What statements say, where the recorded answers do not tell, or where they do not run. */
class PostgresqlRendererTest {

    private static final ColumnType INT = ColumnType.of(Scalar.INT, Arity.REQUIRED, NativeType.of("Integer"));

    private final PostgresqlRenderer renderer = new PostgresqlRenderer();

    private static Table table(String name, Column... columns) {
        return Table.of(
                ObjectName.of(name),
                List.of(columns),
                Optional.of(PrimaryKey.of(Optional.of(name + "_pkey"), columns[0].name())),
                List.of(),
                List.of());
    }

    private static DatabaseSchema schema(Table... tables) {
        return DatabaseSchema.builder()
                .defaultNamespace(Optional.of("public"))
                .tables(List.of(tables))
                .build();
    }

    private static DatabaseSchema catalog(DatabaseSchema schema) {
        return schema.toBuilder().dialectObjects(List.of(new PostgresqlFacts())).build();
    }

    private List<String> render(DatabaseSchema before, DatabaseSchema after, SchemaChange... changes) {
        ChangeSet context = new ChangeSet(new BeforeAfter<>(before, after), List.of(changes));
        return List.of(changes).stream()
                .flatMap(change -> renderer.render(change, context).stream())
                .toList();
    }

    @Test
    void leaves_the_default_namespace_out_on_the_way_to_a_schema_file() {
        Table table = table("T", Column.of("id", INT));

        assertThat(render(catalog(schema(table)), schema(), new SchemaChange.DropTable(table)))
                .containsExactly("DROP TABLE \"T\"");
    }

    @Test
    void names_the_namespace_on_the_way_to_a_database_and_to_nothing() {
        Table table = table("T", Column.of("id", INT));

        assertThat(render(schema(table), catalog(schema()), new SchemaChange.DropTable(table)))
                .containsExactly("DROP TABLE \"public\".\"T\"");
        assertThat(render(catalog(schema(table)), DatabaseSchema.EMPTY, new SchemaChange.DropTable(table)))
                .containsExactly("DROP TABLE \"public\".\"T\"");
    }

    @Test
    void ends_no_quotes_early() {
        Table table = table(
                "a\"b",
                Column.of("c\"d", INT)
                        .withDefault(new DefaultValue.Literal(new LiteralValue.Text("it's \\ \"fine\""))));

        assertThat(render(schema(), schema(table), new SchemaChange.CreateTable(table)))
                .containsExactly("CREATE TABLE \"a\"\"b\" (\n"
                        + "    \"c\"\"d\" INTEGER NOT NULL DEFAULT 'it''s \\ \"fine\"',\n\n"
                        + "    CONSTRAINT \"a\"\"b_pkey\" PRIMARY KEY (\"c\"\"d\")\n)");
        assertThat(render(
                        schema(),
                        schema(),
                        new SchemaChange.CreateEnum(new EnumType(ObjectName.of("e"), List.of("it's")))))
                .containsExactly("CREATE TYPE \"e\" AS ENUM ('it''s')");
    }

    @Test
    void changes_the_type_of_a_numbered_column_to_one_that_there_is() {
        Column before = Column.of("id", INT).withAutoIncrement();
        Column after = Column.of("id", ColumnType.of(Scalar.BIG_INT, Arity.REQUIRED, NativeType.of("BigInt")))
                .withAutoIncrement();

        assertThat(render(
                        schema(table("T", before)),
                        schema(table("T", after)),
                        new SchemaChange.AlterTable(
                                new BeforeAfter<>(table("T", before), table("T", after)),
                                List.of(new TableChange.AlterColumn(
                                        new BeforeAfter<>(before, after),
                                        Set.of(ColumnDifference.TYPE),
                                        Optional.empty())))))
                .containsExactly("ALTER TABLE \"T\" ALTER COLUMN \"id\" SET DATA TYPE BIGINT");
    }

    @Test
    void casts_no_column_that_the_same_migration_adds() {
        EnumType before = new EnumType(ObjectName.of("E"), List.of("a", "b"));
        EnumType after = new EnumType(ObjectName.of("E"), List.of("a"));
        ColumnType type = ColumnType.of(new TypeFamily.EnumReference(ObjectName.of("E")), Arity.NULLABLE);
        Table old = table("T", Column.of("id", INT), Column.of("x", type));
        Table grown = table("T", Column.of("id", INT), Column.of("x", type), Column.of("y", type));

        assertThat(render(
                        schema(old),
                        schema(grown),
                        new SchemaChange.AlterEnum(new BeforeAfter<>(before, after), List.of(), List.of("b"))))
                .contains("ALTER TABLE \"T\" ALTER COLUMN \"x\" TYPE \"E_new\" USING (\"x\"::text::\"E_new\")")
                .noneMatch(sql -> sql.contains("\"y\""));
    }

    @Test
    void lets_indexes_take_each_others_names() throws SQLException {
        Index first = Index.of("i1", Index.Kind.NORMAL, "a");
        Index second = Index.of("i2", Index.Kind.NORMAL, "b");
        ObjectName name = ObjectName.of("T");
        List<String> statements = render(
                schema(),
                schema(),
                new SchemaChange.RenameIndex(name, new BeforeAfter<>(first, Index.of("i2", Index.Kind.NORMAL, "a"))),
                new SchemaChange.RenameIndex(name, new BeforeAfter<>(second, Index.of("i1", Index.Kind.NORMAL, "b"))));

        try (ScratchDatabase database = ScratchDatabase.create()) {
            database.execute(
                    "CREATE TABLE \"T\" (a int, b int); CREATE INDEX i1 ON \"T\" (a); CREATE INDEX i2 ON \"T\" (b)");
            database.execute(String.join(";\n", statements));

            assertThat(database.introspect().tables().get(0).indexes())
                    .extracting(index -> index.name() + " " + index.columnNames())
                    .containsExactly("i1 [b]", "i2 [a]");
        }
    }

    @Test
    void drops_what_numbers_or_computes_a_column() {
        Column identity =
                new Column("a", INT, Optional.empty(), Optional.empty(), true, List.of(new PostgresqlIdentity(true)));
        Column generated = new Column(
                "b",
                INT,
                Optional.of(new DefaultValue.Expression("(w * 2)")),
                Optional.empty(),
                false,
                List.of(new PostgresqlGeneratedColumn("(w * 2)", true)));
        Table before = table("T", identity, generated);
        Table after = table("T", Column.of("a", INT), Column.of("b", INT));

        assertThat(render(
                        schema(before),
                        schema(after),
                        new SchemaChange.AlterTable(
                                new BeforeAfter<>(before, after),
                                List.of(
                                        new TableChange.AlterColumn(
                                                new BeforeAfter<>(identity, Column.of("a", INT)),
                                                Set.of(ColumnDifference.AUTO_INCREMENT),
                                                Optional.empty()),
                                        new TableChange.AlterColumn(
                                                new BeforeAfter<>(generated, Column.of("b", INT)),
                                                Set.of(ColumnDifference.DEFAULT),
                                                Optional.empty())))))
                .containsExactly(
                        "ALTER TABLE \"T\" ALTER COLUMN \"a\" DROP IDENTITY,\nALTER COLUMN \"b\" DROP EXPRESSION");
    }
}
