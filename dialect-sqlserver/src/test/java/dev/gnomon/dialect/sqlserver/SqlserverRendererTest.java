package dev.gnomon.dialect.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.ColumnDifference;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.SchemaChange.CreateIndex.Reason;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.change.TableRedefinition;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.model.UserDefinedType;
import dev.gnomon.engine.model.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every text that goes to a server, in one file to read: what the dialect sends can be judged without
 * a server. With the system property {@code gnomon.golden.rewrite} the file is written anew.
 */
class SqlserverRendererTest {

    private static final Path FILE = Path.of("src", "test", "resources", "statements.sql");
    private static final ObjectName T = ObjectName.of("T");
    private static final ObjectName OTHER = ObjectName.of("app", "O'[x]");

    private final StringBuilder all = new StringBuilder();

    @Test
    void says_to_the_server_what_is_on_file() throws IOException {
        catalog();
        reset();
        others();
        changes();
        if (Boolean.getBoolean("gnomon.golden.rewrite")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, all);
        }
        assertThat(all.toString()).isEqualTo(Files.readString(FILE));
    }

    private void catalog() {
        String namespaces = "(N'dbo', N'it''s')";
        add("introspect: namespaces", SqlserverCatalog.namespacesQuery(namespaces));
        add("introspect: tables and views", SqlserverCatalog.tablesQuery(namespaces));
        add("introspect: columns", SqlserverCatalog.columnsQuery(namespaces));
        add("introspect: indexes", SqlserverCatalog.indexesQuery(namespaces));
        add("introspect: foreign keys", SqlserverCatalog.foreignKeysQuery(namespaces));
        add("introspect: check constraints", SqlserverCatalog.checksQuery(namespaces));
        add("introspect: triggers", SqlserverCatalog.triggersQuery(namespaces));
        add("introspect: types", SqlserverCatalog.typesQuery(namespaces));
    }

    private void reset() {
        String namespaces = "(N'dbo')";
        add("reset: row histories", SqlserverDatabaseReset.historyOff(namespaces));
        add("reset: foreign keys", SqlserverDatabaseReset.foreignKeys(namespaces));
        add("reset: objects", SqlserverDatabaseReset.objects("U", "TABLE", namespaces));
        add("reset: types", SqlserverDatabaseReset.types(namespaces));
        String ids = "(1, 2)";
        add("sparing reset: external tables", SqlserverSparingReset.declaredTables(Set.of("app.O'[x]")));
        add("sparing reset: what they need", SqlserverSparingReset.needed(ids));
        add("sparing reset: what of the project they need", SqlserverSparingReset.held(ids, namespaces));
        add("sparing reset: row histories", SqlserverSparingReset.historyOff(ids, namespaces));
        add("sparing reset: foreign keys", SqlserverSparingReset.foreignKeys(ids, namespaces));
        add("sparing reset: types", SqlserverDatabaseReset.types(namespaces) + SqlserverSparingReset.typesNotUsed(ids));
    }

    private void others() {
        add("lock", SqlserverMigrationLock.acquisition("prisma_migrate", Duration.ofSeconds(10)));
        add("history", new SqlserverHistoryTable().createStatement(Optional.of("dbo")));
        add("frame", new SqlserverRenderer().frame("-- steps\n"));
    }

    private void changes() {
        Column id = column("id", Scalar.INT, Arity.REQUIRED).withAutoIncrement();
        Column plainId = column("id", Scalar.INT, Arity.REQUIRED);
        Column name = named(column("name", Scalar.STRING, Arity.REQUIRED), "T_name_df", "it's");
        Column optional = column("note", Scalar.STRING, Arity.NULLABLE);
        Index unique = Index.of("T_name_key", Index.Kind.UNIQUE, "name");
        Index normal = Index.of("T_note_idx", Index.Kind.NORMAL, "note", "name");
        Index filtered = new Index(
                "T_f_key",
                Index.Kind.UNIQUE,
                List.of(IndexColumn.of("note")),
                Optional.empty(),
                Optional.of("[note] IS NOT NULL"),
                Optional.empty(),
                false);
        Index constraint = new Index(
                "T_c_key",
                Index.Kind.UNIQUE,
                List.of(IndexColumn.of("note")),
                Optional.empty(),
                Optional.empty(),
                Optional.of(false),
                true);
        PrimaryKey key = PrimaryKey.of(Optional.of("T_pkey"), "id");
        Table table = Table.of(T, List.of(id, name, optional), Optional.of(key), List.of(unique, normal), List.of());
        Table before = Table.of(T, List.of(plainId, name), Optional.of(key), List.of(unique, normal), List.of());
        ForeignKey foreignKey = new ForeignKey(
                Optional.of("T_fkey"),
                List.of("a", "b"),
                OTHER,
                List.of("x", "y"),
                ReferentialAction.NO_ACTION,
                ReferentialAction.CASCADE);

        add(new SchemaChange.CreateNamespace("it's"));
        add(new SchemaChange.CreateTable(table));
        add(new SchemaChange.DropTable(Table.of(OTHER, List.of(id), Optional.empty(), List.of(), List.of())));
        add(new SchemaChange.CreateIndex(T, normal, Reason.NEW_INDEX));
        add(new SchemaChange.CreateIndex(T, unique, Reason.NEW_INDEX));
        add(new SchemaChange.CreateIndex(T, filtered, Reason.NEW_TABLE));
        add(new SchemaChange.CreateIndex(
                T,
                new Index(
                        "T_covering_key",
                        Index.Kind.UNIQUE,
                        List.of(IndexColumn.of("name")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(false),
                        false,
                        List.of("note", "id"),
                        List.of()),
                Reason.NEW_TABLE));
        add(new SchemaChange.CreateTable(Table.of(
                T,
                List.of(plainId, computed("twice", Arity.NULLABLE, false), computed("stored", Arity.REQUIRED, true)),
                Optional.empty(),
                List.of(),
                List.of())));
        add(new SchemaChange.DropIndex(T, normal));
        add(new SchemaChange.DropIndex(T, constraint));
        add(new SchemaChange.RenameIndex(T, new BeforeAfter<>(normal, Index.of("new's", Index.Kind.NORMAL, "note"))));
        add(new SchemaChange.AddForeignKey(T, foreignKey));
        add(new SchemaChange.DropForeignKey(T, foreignKey));
        add(new SchemaChange.RenameForeignKey(
                OTHER,
                new BeforeAfter<>(
                        foreignKey,
                        new ForeignKey(
                                Optional.of("new"),
                                List.of("a"),
                                T,
                                List.of("id"),
                                ReferentialAction.NO_ACTION,
                                ReferentialAction.NO_ACTION))));
        add(new SchemaChange.DropView(new View(OTHER, List.of(), Optional.empty())));
        add(new SchemaChange.DropUserDefinedType(new UserDefinedType(OTHER, Optional.empty())));
        Table referring = Table.of(T, table.columns(), table.primaryKey(), table.indexes(), List.of(foreignKey));
        add(new SchemaChange.RedefineTables(
                List.of(new TableRedefinition(new BeforeAfter<>(before, referring), List.of()))));
        Column longer = named(
                Column.of("name", ColumnType.of(Scalar.STRING, Arity.NULLABLE, NativeType.of("NVarChar", "Max"))),
                "T_name_df",
                "new");
        add(new SchemaChange.AlterTable(
                new BeforeAfter<>(before, table),
                List.of(
                        new TableChange.DropPrimaryKey(key),
                        new TableChange.RenamePrimaryKey(
                                new BeforeAfter<>(key, PrimaryKey.of(Optional.of("new key"), "id"))),
                        new TableChange.DropColumn(name),
                        new TableChange.AddColumn(optional),
                        new TableChange.AddColumn(column("more", Scalar.BIG_INT, Arity.REQUIRED)),
                        new TableChange.AlterColumn(
                                new BeforeAfter<>(name, longer),
                                Set.of(ColumnDifference.ARITY, ColumnDifference.DEFAULT, ColumnDifference.TYPE),
                                Optional.of(CastSafety.SAFE)),
                        new TableChange.RecreateColumn(
                                new BeforeAfter<>(optional, column("note", Scalar.BYTES, Arity.NULLABLE)),
                                Set.of(ColumnDifference.TYPE)),
                        new TableChange.AddPrimaryKey(PrimaryKey.of(Optional.of("order"), "id")))));

        keysOverNewColumns();

        Column swedish = new Column(
                optional.name(),
                optional.type(),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(new SqlserverCollation("Finnish_Swedish_100_CS_AS")));
        Table collated = Table.of(T, List.of(plainId, swedish), Optional.of(key), List.of(), List.of());
        String lettersCount = "Latin1_General_100_CS_AS";
        add(
                new SchemaChange.RedefineTables(
                        List.of(new TableRedefinition(new BeforeAfter<>(collated, table), List.of()))),
                lettersCount);
        add(
                new SchemaChange.AlterTable(
                        new BeforeAfter<>(collated, table),
                        List.of(
                                new TableChange.RenamePrimaryKey(
                                        new BeforeAfter<>(key, PrimaryKey.of(Optional.of("new key"), "id"))),
                                new TableChange.AlterColumn(
                                        new BeforeAfter<>(swedish, column("note", Scalar.STRING, Arity.REQUIRED)),
                                        Set.of(ColumnDifference.ARITY),
                                        Optional.empty()))),
                lettersCount);
        add(
                new SchemaChange.RenameIndex(T, new BeforeAfter<>(normal, Index.of("new", Index.Kind.NORMAL, "note"))),
                lettersCount);
        ObjectName japanese = ObjectName.of("\u8868");
        Table beyondAscii = Table.of(
                japanese, List.of(id, named(name, "df", "\u6771\u4eac")), Optional.of(key), List.of(), List.of());
        add(new SchemaChange.RedefineTables(
                List.of(new TableRedefinition(new BeforeAfter<>(beyondAscii, beyondAscii), List.of()))));
    }

    /** A key over columns of the same step comes after them; a table is never without a column. */
    private void keysOverNewColumns() {
        Column a = column("a", Scalar.INT, Arity.REQUIRED);
        Column b = column("b", Scalar.INT, Arity.REQUIRED);
        Column id = column("id", Scalar.INT, Arity.REQUIRED).withAutoIncrement();
        Column rest = named(column("rest", Scalar.STRING, Arity.REQUIRED), "T_rest_df", "x");
        PrimaryKey keyOfA = PrimaryKey.of(Optional.of("T_pkey"), "a");
        PrimaryKey keyOfB = PrimaryKey.of(Optional.of("T_key_new"), "b");
        PrimaryKey keyOfId = PrimaryKey.of(Optional.of("T_pkey"), "id");
        Table two = Table.of(T, List.of(a, rest), Optional.of(keyOfA), List.of(), List.of());
        Table one = Table.of(T, List.of(a), Optional.of(keyOfA), List.of(), List.of());
        Table numbered = Table.of(T, List.of(id), Optional.of(keyOfId), List.of(), List.of());
        Table after = Table.of(T, List.of(b, rest), Optional.of(keyOfB), List.of(), List.of());
        add(new SchemaChange.AlterTable(
                new BeforeAfter<>(two, after),
                List.of(
                        new TableChange.DropPrimaryKey(keyOfA),
                        new TableChange.RenamePrimaryKey(new BeforeAfter<>(keyOfA, keyOfB)),
                        new TableChange.DropColumn(a),
                        new TableChange.AddColumn(b),
                        new TableChange.AlterColumn(
                                new BeforeAfter<>(rest, named(rest, "T_rest_df", "y")),
                                Set.of(ColumnDifference.DEFAULT),
                                Optional.empty()),
                        new TableChange.AddPrimaryKey(keyOfB))));
        add(new SchemaChange.AlterTable(
                new BeforeAfter<>(one, after),
                List.of(
                        new TableChange.DropPrimaryKey(keyOfA),
                        new TableChange.DropColumn(a),
                        new TableChange.AddColumn(b),
                        new TableChange.AddColumn(rest),
                        new TableChange.AddPrimaryKey(keyOfB))));
        add(new SchemaChange.AlterTable(
                new BeforeAfter<>(numbered, after),
                List.of(
                        new TableChange.DropPrimaryKey(keyOfId),
                        new TableChange.DropColumn(id),
                        new TableChange.AddColumn(
                                column("number", Scalar.INT, Arity.REQUIRED).withAutoIncrement()),
                        new TableChange.AddColumn(rest),
                        new TableChange.AddPrimaryKey(PrimaryKey.of(Optional.of("T_pkey"), "number")))));
        add(new SchemaChange.AlterTable(
                new BeforeAfter<>(one, one),
                List.of(
                        new TableChange.DropPrimaryKey(keyOfA),
                        new TableChange.RecreateColumn(
                                new BeforeAfter<>(a, column("a", Scalar.STRING, Arity.REQUIRED)),
                                Set.of(ColumnDifference.TYPE)),
                        new TableChange.AddColumn(rest),
                        new TableChange.AddPrimaryKey(keyOfA))));
    }

    private static Column column(String name, Scalar family, Arity arity) {
        return Column.of(name, ColumnType.of(family, arity));
    }

    private static Column computed(String name, Arity arity, boolean persisted) {
        return new Column(
                name,
                ColumnType.of(Scalar.INT, arity),
                Optional.empty(),
                Optional.empty(),
                false,
                List.of(new SqlserverGeneratedColumn("([id]*(2))", persisted)));
    }

    private static Column named(Column column, String constraint, String value) {
        return new Column(
                column.name(),
                column.type(),
                Optional.of(new DefaultValue.Literal(new LiteralValue.Text(value))),
                Optional.of(constraint),
                false,
                List.of());
    }

    private void add(String title, String statement) {
        all.append("-- ").append(title).append('\n').append(statement.strip()).append(";\n\n");
    }

    /** A change as it is from an introspected database, whose constraints have the names that are known. */
    private void add(SchemaChange change) {
        add(change, "Latin1_General_CI_AS");
    }

    private void add(SchemaChange change, String collation) {
        DatabaseSchema before = DatabaseSchema.builder()
                .defaultNamespace(Optional.of("dbo"))
                .dialectObjects(List.of(new SqlserverFacts("15.0", collation)))
                .build();
        DatabaseSchema after =
                DatabaseSchema.builder().defaultNamespace(Optional.of("dbo")).build();
        ChangeSet context = new ChangeSet(new BeforeAfter<>(before, after), List.of(change));
        all.append("-- change: ").append(change.getClass().getSimpleName()).append('\n');
        for (String statement : new SqlserverRenderer().render(change, context)) {
            all.append(statement).append(";\n");
        }
        all.append('\n');
    }
}
