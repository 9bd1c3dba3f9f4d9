package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.change.ColumnDifference;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.MigrateDevOutcome;
import dev.gnomon.engine.core.MigrateDevOutcome.Created;
import dev.gnomon.engine.core.MigrateDevOutcome.UpToDate;
import dev.gnomon.engine.core.MigrateDevRequest;
import dev.gnomon.engine.core.PushOutcome;
import dev.gnomon.engine.core.SchemaDiff;
import dev.gnomon.engine.core.workspace.MigrationsDirectory;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.lowering.SchemaLowering;
import dev.gnomon.schema.syntax.SchemaFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Defaults that a schema writes as expressions are set once, in whatever words a server tells them. */
class DefaultsAtRestTest {

    /** What some of PostgreSQL's expressions call, of a migration that somebody wrote by hand. */
    private static final String POSTGRESQL_BEGINNING = """
            CREATE SEQUENCE order_no;
            CREATE SEQUENCE other_no;
            CREATE SEQUENCE "Order Number";
            CREATE FUNCTION short_code(length integer) RETURNS text LANGUAGE sql AS
              $$ SELECT substr(md5(random()::text), 1, length) $$;
            """;

    /** @param changed another expression, which is another default */
    private record Line(String type, String expression, String changed) {

        static Line of(String text) {
            String[] parts = text.split(" \\| ", 3);
            return new Line(parts[0], parts[1], parts[2]);
        }

        String field(int number, String sql) {
            int attribute = type.indexOf(" @db.");
            String bare = attribute < 0 ? type : type.substring(0, attribute);
            String escaped = sql.replace("\\", "\\\\").replace("\"", "\\\"");
            return "  f%d %s @default(dbgenerated(\"%s\"))%s%n"
                    .formatted(number, bare, escaped, attribute < 0 ? "" : type.substring(attribute));
        }
    }

    @TempDir
    private Path project;

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql", "mariadb"})
    void no_expression_is_set_twice_by_migrations(String provider) {
        List<Line> lines = lines(provider);
        assertThat(lines).hasSizeGreaterThan(provider.equals("postgresql") ? 60 : 30);
        try (TestDatabase database = TestDatabase.create(provider);
                TestDatabase untouched = TestDatabase.create(provider)) {
            Dialect dialect = database.dialect();
            DatabaseSchema desired = schema(dialect, lines, false);
            begin(provider);

            assertThat(run(database, desired)).isInstanceOf(Created.class);

            assertThat(next(database, desired)).isEmpty();
            assertThat(run(database, desired)).isEqualTo(new UpToDate(List.of()));
            // A new process, which knows what the one before kept; then one that has applied nothing.
            assertThat(next(database, desired)).isEmpty();
            assertThat(next(untouched, desired)).isEmpty();
            SchemaSource migrations = new SchemaSource.Migrations(directory().read());
            assertThat(summary(database, migrations, new SchemaSource.Known(desired)))
                    .isEqualTo("No difference detected.\n");
            assertThat(summary(database, new SchemaSource.Known(desired), migrations))
                    .isEqualTo("No difference detected.\n");
            assertThat(summary(database, new SchemaSource.Live(database.target()), new SchemaSource.Known(desired)))
                    .isEqualTo("No difference detected.\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql", "mariadb"})
    void no_expression_is_set_twice_by_pushes(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            DatabaseSchema desired = schema(database.dialect(), lines(provider), false);
            if (provider.equals("postgresql")) {
                database.run(POSTGRESQL_BEGINNING);
            }
            List<String> before = new ArrayList<>();

            assertThat(push(database, desired).executedSteps()).isPositive();
            before.addAll(tables(database));
            assertThat(push(database, desired)).isEqualTo(new PushOutcome(0, DataLossReport.NONE, true));
            assertThat(tables(database)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql", "mariadb"})
    void an_expression_that_is_another_one_is_found(String provider) {
        List<Line> lines = lines(provider);
        try (TestDatabase database = TestDatabase.create(provider)) {
            begin(provider);
            run(database, schema(database.dialect(), lines, false));
            DatabaseSchema changed = schema(database.dialect(), lines, true);
            try (Engine engine = engine()) {
                SchemaDiff diff = engine.diff(
                        database.workspace(),
                        new SchemaSource.Migrations(directory().read()),
                        new SchemaSource.Known(changed));
                Set<String> found = new TreeSet<>();
                for (SchemaChange change : diff.migration().changeSet().changes()) {
                    changesOf(change).stream()
                            .filter(TableChange.AlterColumn.class::isInstance)
                            .map(TableChange.AlterColumn.class::cast)
                            .filter(altered -> altered.differences().contains(ColumnDifference.DEFAULT))
                            .forEach(altered ->
                                    found.add(altered.column().after().name()));
                }
                Set<String> expected = new TreeSet<>();
                IntStream.range(0, lines.size()).forEach(i -> expected.add("f" + i));
                expected.removeAll(found);
                assertThat(expected.stream()
                                .map(name -> lines.get(Integer.parseInt(name.substring(1))))
                                .toList())
                        .isEmpty();
            }
            assertThat(run(database, changed)).isInstanceOf(Created.class);
            assertThat(next(database, changed)).isEmpty();
            assertThat(run(database, changed)).isEqualTo(new UpToDate(List.of()));
        }
    }

    private static List<TableChange> changesOf(SchemaChange change) {
        return switch (change) {
            case SchemaChange.AlterTable altered -> altered.changes();
            case SchemaChange.RedefineTables redefined ->
                redefined.tables().stream()
                        .flatMap(table -> table.changes().stream())
                        .toList();
            default -> List.of();
        };
    }

    private static List<String> tables(TestDatabase database) {
        return database.schema().tables().stream()
                .map(table -> table.name().toString())
                .toList();
    }

    private void begin(String provider) {
        if (provider.equals("postgresql")) {
            directory().write(Migration.of("20200101000000_by_hand", POSTGRESQL_BEGINNING), provider);
        }
    }

    private static List<Line> lines(String provider) {
        try (InputStream text = DefaultsAtRestTest.class.getResourceAsStream("/defaults/" + provider + ".txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Line::of)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static DatabaseSchema schema(Dialect dialect, List<Line> lines, boolean changed) {
        StringBuilder text = new StringBuilder(
                "datasource db {\n  provider = \"" + dialect.id().value() + "\"\n}\n");
        if (!dialect.id().value().equals("sqlite")) {
            text.append("enum Mood {\n  A\n  B\n}\n");
        }
        text.append("model T {\n  id Int @id\n");
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            text.append(line.field(i, changed ? line.changed() : line.expression()));
        }
        PrismaSchema schema = PrismaSchema.parse(
                List.of(new SchemaFile("schema.prisma", text + "}\n")), provider -> Optional.of(dialect));
        assertThat(schema.print(schema.errors())).isEmpty();
        return SchemaLowering.lower(schema.dataModel(), dialect, Optional.empty());
    }

    private MigrateDevOutcome run(TestDatabase database, DatabaseSchema desired) {
        try (Engine engine = engine()) {
            return engine.migrateDev(new MigrateDevRequest(
                    database.workspace(),
                    directory(),
                    new SchemaSource.Known(desired),
                    false,
                    new MigrateDevRequest.Decisions() {
                        @Override
                        public boolean acceptDataLoss(DataLossReport report) {
                            return true;
                        }

                        @Override
                        public String migrationName() {
                            return "next";
                        }
                    }));
        }
    }

    private Optional<String> next(TestDatabase database, DatabaseSchema desired) {
        try (Engine engine = engine()) {
            return engine.createMigration(
                            database.workspace(), directory().read(), new SchemaSource.Known(desired), "next", false)
                    .script();
        }
    }

    private static PushOutcome push(TestDatabase database, DatabaseSchema desired) {
        try (Engine engine = engine()) {
            return engine.schemaPush(database.workspace(), new SchemaSource.Known(desired), true);
        }
    }

    private static String summary(TestDatabase database, SchemaSource from, SchemaSource to) {
        try (Engine engine = engine()) {
            return engine.diff(database.workspace(), from, to).summary();
        }
    }

    private static Engine engine() {
        return Engine.builder().build();
    }

    private MigrationsDirectory directory() {
        return new MigrationsDirectory(project.resolve("migrations"));
    }
}
