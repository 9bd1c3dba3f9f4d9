package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.core.DevDiagnosis;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.SchemaDiff;
import dev.gnomon.engine.core.workspace.ExternalObjects;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.lowering.SchemaLowering;
import dev.gnomon.schema.pull.DroppedIndexes;
import dev.gnomon.schema.pull.PullRequest;
import dev.gnomon.schema.pull.PulledSchema;
import dev.gnomon.schema.pull.SchemaPull;
import dev.gnomon.schema.syntax.SchemaFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no schema can say stays where the schema does not speak of it. */
class LeftAloneTest {

    private static final String NO_DIFFERENCE = "No difference detected.\n";

    private static final String METHOD = "CREATE ACCESS METHOD mine TYPE INDEX HANDLER hashhandler;\n"
            + "CREATE OPERATOR CLASS int4_mine DEFAULT FOR TYPE int4 USING mine AS OPERATOR 1 =,"
            + " FUNCTION 1 hashint4(int4);\n";

    private static final String INDEX_DEFINITIONS =
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND indexname NOT LIKE '%pkey' ORDER BY indexname";

    private final Engine engine = Engine.builder().build();

    @Test
    void an_index_of_a_method_without_a_word_is_the_one_that_the_schema_names() {
        String ddl = METHOD + "CREATE TABLE \"Doc\" (id int PRIMARY KEY, a int NOT NULL, b int NOT NULL);\n"
                + "CREATE INDEX \"Doc_a_idx\" ON \"Doc\" USING mine (a) WITH (fillfactor = 60);\n"
                + "CREATE INDEX \"by hand\" ON \"Doc\" USING mine (b);\n";
        String model = "model Doc {\n  id Int @id\n  a  Int\n  b  Int\n\n%s}\n";
        try (TestDatabase database = TestDatabase.create("postgresql")) {
            database.run(ddl);
            for (String lines : List.of("", "  @@index([a])\n", "  @@index([a])\n  @@index([b], map: \"by hand\")\n")) {
                assertThat(diff(database, model.formatted(lines)).summary())
                        .as(lines)
                        .isEqualTo(NO_DIFFERENCE);
            }
            String other = diff(database, model.formatted("  @@index([a, b], map: \"Doc_a_idx\")\n"))
                    .script();
            assertThat(other)
                    .contains("DROP INDEX \"Doc_a_idx\"", "CREATE INDEX \"Doc_a_idx\" ON \"Doc\"(\"a\", \"b\")")
                    .doesNotContain("by hand");
            PulledSchema pulled = pull(database);
            assertThat(pulled.files().getFirst().text()).contains("  @@index([a])\n  @@index([b], map: \"by hand\")\n");
            assertThat(pulled.warnings().orElse(""))
                    .contains("\"Doc_a_idx\", parts: access method mine, storage parameters fillfactor=60");

            MigrationHistory history = new MigrationHistory(Optional.empty(), List.of(Migration.of("1", ddl)));
            try (TestDatabase fresh = TestDatabase.create("postgresql")) {
                engine.applyMigrations(fresh.workspace(), history);
                fresh.execute("CREATE INDEX mine_too ON \"Doc\" USING mine (a)");
                assertThat(engine.devDiagnostic(fresh.workspace(), history))
                        .isInstanceOf(DevDiagnosis.CreateMigration.class);
                fresh.execute("DROP INDEX \"by hand\"");
                assertThat(engine.devDiagnostic(fresh.workspace(), history))
                        .isInstanceOf(DevDiagnosis.ResetNeeded.class);
            }
        }
    }

    @Test
    void columns_that_an_index_only_includes_are_no_part_of_its_key() {
        String model = "model U {\n  id    Int     @id\n  email String? @unique\n%s}\n";
        try (TestDatabase database = TestDatabase.create("postgresql")) {
            database.run("CREATE TABLE \"U\" (id int PRIMARY KEY, email text, name text);\n"
                    + "CREATE UNIQUE INDEX \"U_email_key\" ON \"U\" (email) INCLUDE (name);\n"
                    + "CREATE INDEX idx_inc ON \"U\" (name) INCLUDE (email);\n");
            List<String> before = database.query(INDEX_DEFINITIONS);
            SchemaDiff none = diff(database, model.formatted("  name  String?\n"));
            assertThat(none.summary()).isEqualTo(NO_DIFFERENCE);
            assertThat(pull(database).files().getFirst().text())
                    .contains("@unique\n", "@@index([name], map: \"idx_inc\")")
                    .doesNotContain("@@unique");

            String added = diff(database, model.formatted("  name  String?\n  age   Int?\n"))
                    .script();
            database.run(added);
            assertThat(database.query(INDEX_DEFINITIONS)).isEqualTo(before);

            database.run(diff(database, model.formatted("  age   Int?\n")).script());
            assertThat(database.query(INDEX_DEFINITIONS))
                    .containsExactly("CREATE UNIQUE INDEX \"U_email_key\" ON public.\"U\" USING btree (email)");
            assertThat(diff(database, model.formatted("  age   Int?\n")).summary())
                    .isEqualTo(NO_DIFFERENCE);
        }
    }

    @Test
    void an_index_that_a_schema_could_say_goes_and_its_line_is_told() {
        String model = "model WF {\n  id    Int    @id\n  mail  String @map(\"email\")\n%s}\n";
        try (TestDatabase database = TestDatabase.create("postgresql")) {
            database.run(
                    "CREATE EXTENSION pg_trgm;\n" + "CREATE TABLE \"WF\" (id int PRIMARY KEY, email text NOT NULL);\n"
                            + "CREATE INDEX idx_trgm ON \"WF\" USING gin (email gin_trgm_ops);\n");
            PrismaSchema schema = parse(database, model.formatted(""));
            SchemaDiff diff = diff(database, model.formatted(""));
            assertThat(diff.script()).contains("DROP INDEX \"idx_trgm\"");
            String line = "@@index([mail(ops: raw(\"gin_trgm_ops\"))], map: \"idx_trgm\", type: Gin)";
            assertThat(DroppedIndexes.of(diff.migration().changeSet(), database.dialect(), schema))
                    .containsExactly(new DroppedIndexes.DroppedIndex("idx_trgm", "WF", line));
            assertThat(diff(database, model.formatted("\n  " + line + "\n")).summary())
                    .isEqualTo(NO_DIFFERENCE);
        }
    }

    @Test
    void an_invalid_index_counts_as_missing() {
        String model = "model A {\n  x Int @unique(map: \"a_u\")\n}\n";
        try (TestDatabase database = TestDatabase.create("postgresql")) {
            MigrationHistory history = new MigrationHistory(
                    Optional.empty(),
                    List.of(Migration.of(
                            "1", "CREATE TABLE \"A\" (x int NOT NULL);\nCREATE UNIQUE INDEX a_u ON \"A\" (x);\n")));
            engine.applyMigrations(database.workspace(), history);
            database.execute("DROP INDEX a_u", "INSERT INTO \"A\" VALUES (1), (1)");
            assertThatThrownBy(() -> database.execute("CREATE UNIQUE INDEX CONCURRENTLY a_u ON \"A\" (x)"))
                    .hasMessageContaining("could not create unique index");

            assertThat(pull(database).files().getFirst().text()).doesNotContain("@unique");
            assertThat(pull(database).warnings().orElse("")).contains("\"A\", index: \"a_u\"");
            assertThat(engine.devDiagnostic(database.workspace(), history))
                    .isInstanceOf(DevDiagnosis.ResetNeeded.class);
            SchemaDiff diff = diff(database, model);
            assertThat(diff.summary()).contains("[+] Added unique index on columns (x)");
            database.execute("DELETE FROM \"A\"");
            database.run(diff.script());
            assertThat(database.query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'a_u'::regclass"))
                    .containsExactly("t");
            assertThat(diff(database, model).summary()).isEqualTo(NO_DIFFERENCE);
        }
    }

    @Test
    void a_foreign_key_to_an_unlisted_namespace_is_left_alone() {
        String model = "model Profile {\n  id Int @id\n%s}\n";
        try (TestDatabase database = TestDatabase.create("postgresql");
                TestDatabase copy = TestDatabase.create("postgresql")) {
            database.run("CREATE SCHEMA auth;\nCREATE TABLE auth.users (id int PRIMARY KEY);\n"
                    + "CREATE TABLE \"Profile\" (id int PRIMARY KEY REFERENCES auth.users (id));\n");
            for (ExternalObjects external :
                    List.of(ExternalObjects.NONE, new ExternalObjects(List.of("auth.users"), List.of()))) {
                Workspace workspace =
                        database.workspace().toBuilder().external(external).build();
                DatabaseSchema desired = lower(database, model.formatted(""));
                assertThat(engine.schemaPush(workspace, new SchemaSource.Known(desired), false)
                                .executedSteps())
                        .isZero();
                assertThat(diff(database, model.formatted("")).summary()).isEqualTo(NO_DIFFERENCE);
            }
            PulledSchema pulled = pull(database);
            assertThat(pulled.files().getFirst().text()).contains(model.formatted(""));
            assertThat(pulled.warnings().orElse(""))
                    .contains("Model: \"Profile\", constraint: \"Profile_id_fkey\", refers to: \"auth.users\"");
            String script = engine.diff(
                            database.workspace(), new SchemaSource.Empty(), new SchemaSource.Live(database.target()))
                    .script();
            assertThat(script).doesNotContain("auth");
            copy.run(script);
            database.run(diff(database, model.formatted("  n  Int?\n")).script());
            assertThat(database.query("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f'"))
                    .containsExactly("FOREIGN KEY (id) REFERENCES auth.users(id)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite", "mysql", "mariadb"})
    void a_foreign_key_to_an_external_table_is_left_alone(String provider) {
        String quote = provider.equals("postgresql") || provider.equals("sqlite") ? "\"" : "`";
        String name = provider.equals("postgresql") ? "public.users" : "users";
        String model = "model A {\n  id Int  @id\n  u  Int?%s\n%s}\n";
        String index = provider.startsWith("m") ? "\n  @@index([u], map: \"A_ibfk_1\")\n" : "";
        try (TestDatabase database = TestDatabase.create(provider)) {
            database.execute(
                    "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY)",
                    "CREATE TABLE " + quote + "A" + quote + " (id INTEGER NOT NULL PRIMARY KEY, u INTEGER,"
                            + " CONSTRAINT " + quote + "A_ibfk_1" + quote + " FOREIGN KEY (u) REFERENCES users (id))");
            Workspace workspace = database.workspace().toBuilder()
                    .external(new ExternalObjects(List.of(name), List.of()))
                    .build();
            DatabaseSchema desired = lower(database, model.formatted("", index));
            assertThat(engine.diff(workspace, new SchemaSource.Live(database.target()), new SchemaSource.Known(desired))
                            .summary())
                    .isEqualTo(NO_DIFFERENCE);
            DatabaseSchema wider = lower(database, model.formatted("\n  n  Int @default(3)", index));
            engine.schemaPush(workspace, new SchemaSource.Known(wider), true);
            assertThat(database.schema().tables().stream()
                            .flatMap(table -> table.foreignKeys().stream())
                            .map(key -> key.referencedTable().name()))
                    .containsExactly("users");
        }
    }

    @Test
    void a_table_without_columns_is_neither_dropped_nor_drift() {
        try (TestDatabase database = TestDatabase.create("postgresql")) {
            database.run("CREATE TABLE t ();\nCREATE TABLE \"A\" (id int PRIMARY KEY);\n");
            assertThat(diff(database, "model A {\n  id Int @id\n}\n").summary()).isEqualTo(NO_DIFFERENCE);
            assertThat(engine.diff(
                                    database.workspace(),
                                    new SchemaSource.Empty(),
                                    new SchemaSource.Live(database.target()))
                            .script())
                    .doesNotContain("\"t\"");
            String script = diff(database, "model t {\n  id Int @id\n}\n\nmodel A {\n  id Int @id\n}\n")
                    .script();
            database.run(script);
            engine.reset(database.workspace());
            assertThat(database.schema().tables()).isEmpty();
        }
    }

    private SchemaDiff diff(TestDatabase database, String models) {
        return engine.diff(
                database.workspace(),
                new SchemaSource.Live(database.target()),
                new SchemaSource.Known(lower(database, models)));
    }

    private static DatabaseSchema lower(TestDatabase database, String models) {
        return SchemaLowering.lower(parse(database, models).dataModel(), database.dialect(), Optional.empty());
    }

    private static PulledSchema pull(TestDatabase database) {
        PrismaSchema empty = parse(database, "");
        return SchemaPull.pull(
                new PullRequest(database.schema(), database.dialect(), empty.document(), empty.dataModel(), false));
    }

    private static PrismaSchema parse(TestDatabase database, String models) {
        String provider = database.dialect().id().value();
        PrismaSchema schema = PrismaSchema.parse(
                List.of(new SchemaFile(
                        "schema.prisma", "datasource db {\n  provider = \"" + provider + "\"\n}\n\n" + models)),
                known -> Optional.of(database.dialect()));
        assertThat(schema.print(schema.errors())).as(models).isEmpty();
        return schema;
    }
}
