package dev.gnomon.dialect.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.core.diff.SchemaDiffer;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Columns that an index only includes, judged from the scripts: no server is asked. */
class SqlserverIncludedColumnsTest {

    private static final Column EMAIL = text("email", 100);
    private static final Column NAME = text("name", 100);
    private static final Index COVERING = new Index(
            "U_email_key",
            Index.Kind.UNIQUE,
            List.of(IndexColumn.of("email")),
            Optional.empty(),
            Optional.empty(),
            Optional.of(false),
            false,
            List.of("name"),
            List.of());
    private static final Index PLAIN = Index.of("U_email_key", Index.Kind.UNIQUE, "email");

    private final Dialect dialect = new SqlserverDialect();

    private static Column text(String name, int length) {
        return Column.of(name, ColumnType.of(Scalar.STRING, Arity.REQUIRED, NativeType.of("NVarChar", length)));
    }

    private static DatabaseSchema database(Table table) {
        return schema(table).toBuilder()
                .dialectObjects(List.of(new SqlserverFacts("16.0", "SQL_Latin1_General_CP1_CI_AS")))
                .build();
    }

    private static DatabaseSchema schema(Table table) {
        return DatabaseSchema.builder()
                .defaultNamespace(Optional.of("dbo"))
                .tables(List.of(table))
                .build();
    }

    private static Table table(Index index, Column... columns) {
        return Table.of(ObjectName.of("U"), List.of(columns), Optional.empty(), List.of(index), List.of());
    }

    private static Table withoutIndexes(Column... columns) {
        return Table.of(ObjectName.of("U"), List.of(columns), Optional.empty(), List.of(), List.of());
    }

    private List<String> script(DatabaseSchema before, DatabaseSchema after) {
        ChangeSet changes = SchemaDiffer.diff(new BeforeAfter<>(before, after), dialect);
        return changes.changes().stream()
                .flatMap(change -> dialect.renderer().render(change, changes).stream())
                .toList();
    }

    @Test
    void an_index_with_them_is_the_one_that_the_schema_names() {
        DatabaseSchema before = database(table(COVERING, EMAIL, NAME));

        assertThat(script(before, schema(table(PLAIN, EMAIL, NAME)))).isEmpty();
        assertThat(script(before, schema(withoutIndexes(EMAIL, NAME)))).isEmpty();
    }

    @Test
    void they_come_back_with_an_index_that_makes_way_for_a_column() {
        List<String> script =
                script(database(table(COVERING, EMAIL, NAME)), schema(table(PLAIN, EMAIL, text("name", 200))));

        assertThat(script)
                .startsWith("DROP INDEX [U_email_key] ON [dbo].[U]")
                .endsWith("CREATE UNIQUE NONCLUSTERED INDEX [U_email_key] ON [dbo].[U]([email]) INCLUDE ([name])");
    }

    @Test
    void an_index_stays_unique_when_one_of_them_goes() {
        List<String> script = script(database(table(COVERING, EMAIL, NAME)), schema(table(PLAIN, EMAIL)));

        assertThat(script).hasSize(3);
        assertThat(script.getFirst()).isEqualTo("DROP INDEX [U_email_key] ON [dbo].[U]");
        assertThat(script.get(1)).isEqualTo("ALTER TABLE [dbo].[U] DROP COLUMN [name]");
        assertThat(script.getLast())
                .isEqualTo("ALTER TABLE [dbo].[U] ADD CONSTRAINT [U_email_key] UNIQUE NONCLUSTERED ([email])");
    }
}
