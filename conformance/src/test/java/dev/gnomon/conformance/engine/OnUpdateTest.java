package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.lowering.SchemaLowering;
import dev.gnomon.schema.syntax.SchemaFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** MySQL's and MariaDB's ON UPDATE, which a schema can only write into the text of a default. */
class OnUpdateTest {

    private static final String MODEL = """
            model S {
              id Int      @id
              a  DateTime @default(dbgenerated("CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)"))
              b  DateTime @default(dbgenerated("NOW() ON UPDATE NOW()")) @db.Timestamp(0)
              c  DateTime? @default(dbgenerated("NULL on update current_timestamp(3)"))
              d  DateTime @default(dbgenerated("'2020-01-01 00:00:00' ON UPDATE CURRENT_TIMESTAMP")) @db.DateTime(0)
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void it_is_set_once_and_stands_in_the_table_once(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            assertThat(push(database, MODEL)).isPositive();
            String table = table(database);
            assertThat(table.split("on update current_timestamp", -1)).hasSize(5);

            assertThat(push(database, MODEL)).isZero();
            assertThat(script(database, MODEL)).isEqualTo("-- This is an empty migration.\n");
            assertThat(table(database)).isEqualTo(table);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void a_column_that_changes_has_it_once_in_the_script(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            push(database, MODEL);
            String changed = MODEL.replace("a  DateTime ", "a  DateTime?").replace("CURRENT_TIMESTAMP\"", "NOW()\"");

            String script = script(database, changed);

            assertThat(script.toLowerCase(Locale.ROOT).split("on update", -1)).hasSize(2);
            assertThat(push(database, changed)).isPositive();
            assertThat(table(database).split("on update current_timestamp", -1)).hasSize(5);
            assertThat(push(database, changed)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void a_schema_that_says_nothing_of_it_leaves_it_and_one_that_says_it_makes_it(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            String silent = "model S {\n  id Int @id\n  a DateTime @default(now())\n}\n";
            String saying =
                    silent.replace("now()", "dbgenerated(\"CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)\")");
            push(database, silent);
            assertThat(table(database)).doesNotContain("on update");

            assertThat(push(database, saying)).isPositive();
            assertThat(table(database)).contains("on update current_timestamp(3)");
            assertThat(push(database, saying)).isZero();
            assertThat(push(database, silent)).isZero();
            assertThat(table(database)).contains("on update current_timestamp(3)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void a_baseline_of_a_live_database_keeps_it(String provider) {
        try (TestDatabase database = TestDatabase.create(provider);
                TestDatabase copy = TestDatabase.create(provider);
                Engine engine = Engine.builder().build()) {
            push(database, MODEL);

            String baseline = engine.diff(
                            database.workspace(), new SchemaSource.Empty(), new SchemaSource.Live(database.target()))
                    .script();
            copy.run(baseline);

            assertThat(table(copy)).isEqualTo(table(database));
        }
    }

    private static String table(TestDatabase database) {
        return database.query("SHOW CREATE TABLE S").getFirst().toLowerCase(Locale.ROOT);
    }

    private static int push(TestDatabase database, String models) {
        try (Engine engine = Engine.builder().build()) {
            var outcome = engine.schemaPush(
                    database.workspace(), new SchemaSource.Known(schema(database.dialect(), models)), true);
            assertThat(outcome.report()).isEqualTo(DataLossReport.NONE);
            return outcome.executedSteps();
        }
    }

    private static String script(TestDatabase database, String models) {
        try (Engine engine = Engine.builder().build()) {
            return engine.diff(
                            database.workspace(),
                            new SchemaSource.Live(database.target()),
                            new SchemaSource.Known(schema(database.dialect(), models)))
                    .script();
        }
    }

    private static DatabaseSchema schema(Dialect dialect, String models) {
        PrismaSchema schema = PrismaSchema.parse(
                List.of(new SchemaFile("schema.prisma", "datasource db {\n  provider = \"mysql\"\n}\n" + models)),
                provider -> Optional.of(dialect));
        assertThat(schema.print(schema.errors())).isEmpty();
        return SchemaLowering.lower(schema.dataModel(), dialect, Optional.empty());
    }
}
