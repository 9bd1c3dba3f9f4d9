package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.MigrateDevOutcome;
import dev.gnomon.engine.core.MigrateDevOutcome.Created;
import dev.gnomon.engine.core.MigrateDevOutcome.Drafted;
import dev.gnomon.engine.core.MigrateDevOutcome.Unsettled;
import dev.gnomon.engine.core.MigrateDevOutcome.UpToDate;
import dev.gnomon.engine.core.MigrateDevRequest;
import dev.gnomon.engine.core.workspace.MigrationsDirectory;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.SqlRenderer;
import dev.gnomon.engine.event.EngineEvent.ShadowDatabaseCreated;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.lowering.SchemaLowering;
import dev.gnomon.schema.syntax.SchemaFile;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code migrate dev} looks at what it has done, and does not do in vain again and again. */
class UnsettledMigrationTest {

    @TempDir
    private Path project;

    private final EventRecorder events = new EventRecorder();

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void what_a_migration_does_not_bring_about_is_named_and_not_made_for_ever(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            Dialect forgetful = withoutIndexes(database.dialect());
            DatabaseSchema desired = schema(database.dialect(), """
                    model T {
                      id   Int    @id
                      name String
                      @@index([name], map: "lost")
                    }
                    """);

            assertThat(run(forgetful, database, desired, false)).isInstanceOfSatisfying(Created.class, created -> {
                assertThat(created.remainder()).hasValueSatisfying(remainder -> {
                    assertThat(remainder.summary()).contains("`T`").contains("(name)");
                    assertThat(remainder.changes().changes())
                            .singleElement()
                            .isInstanceOfSatisfying(
                                    SchemaChange.CreateIndex.class,
                                    index -> assertThat(index.index().name()).isEqualTo("lost"));
                });
            });
            run(forgetful, database, desired, false);
            MigrationHistory history = directory().read();

            for (int again = 0; again < 2; again++) {
                assertThat(run(forgetful, database, desired, false))
                        .isInstanceOfSatisfying(Unsettled.class, unsettled -> {
                            assertThat(unsettled.applied()).isEmpty();
                            assertThat(unsettled.last())
                                    .isEqualTo(history.migrations().getLast());
                            assertThat(unsettled.remainder().stays()).isTrue();
                            assertThat(unsettled.remainder().summary()).contains("`T`");
                        });
            }
            assertThat(directory().read()).isEqualTo(history);
            assertThat(run(forgetful, database, desired, true)).isInstanceOf(Drafted.class);
            // A dialect without the fault makes it at once.
            directory().read();
            assertThat(run(database.dialect(), database, desired, false))
                    .isInstanceOfSatisfying(
                            Created.class,
                            created -> assertThat(created.remainder()).isEmpty());
            assertThat(run(database.dialect(), database, desired, false)).isEqualTo(new UpToDate(List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void a_default_that_the_server_rounds_is_named(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            DatabaseSchema desired = schema(database.dialect(), """
                    model Item {
                      id    Int     @id
                      price Decimal @default(1.25) @db.Decimal(5, 1)
                    }
                    """);

            assertThat(run(database.dialect(), database, desired, false))
                    .isInstanceOfSatisfying(
                            Created.class,
                            created -> assertThat(created.remainder()).hasValueSatisfying(remainder -> {
                                assertThat(remainder.stays()).isFalse();
                                assertThat(remainder.summary())
                                        .contains("`Item`")
                                        .contains("`price`");
                            }));
            assertThat(run(database.dialect(), database, desired, false))
                    .isInstanceOfSatisfying(
                            Created.class,
                            created -> assertThat(created.remainder())
                                    .hasValueSatisfying(remainder ->
                                            assertThat(remainder.stays()).isTrue()));
            assertThat(run(database.dialect(), database, desired, false)).isInstanceOf(Unsettled.class);
            assertThat(directory().read().migrations()).hasSize(2);
        }
    }

    @Test
    void a_pending_migration_is_applied_before_it_is_said_that_it_did_not_help() {
        try (TestDatabase database = TestDatabase.create("sqlite")) {
            directory().write(Migration.of("20200101000000_empty", "-- nothing yet\n"), "sqlite");
            Dialect forgetful = withoutIndexes(database.dialect());
            DatabaseSchema table = schema(database.dialect(), "model T {\n  id Int @id\n  name String\n}\n");
            run(forgetful, database, table, false);
            directory().write(Migration.of("20990101000000_empty", "-- This is an empty migration."), "sqlite");

            MigrateDevOutcome outcome = run(
                    forgetful,
                    database,
                    schema(database.dialect(), "model T {\n  id Int @id\n  name String\n  @@index([name])\n}\n"),
                    false);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Unsettled.class,
                            unsettled -> assertThat(unsettled.applied()).containsExactly("20990101000000_empty"));
        }
    }

    @Test
    void a_run_that_finds_nothing_asks_the_server_once_and_never_again() {
        try (TestDatabase database = TestDatabase.create("postgresql");
                Engine engine = Engine.builder().listeners(List.of(events)).build()) {
            DatabaseSchema desired = schema(database.dialect(), """
                    model T {
                      id Int      @id
                      at DateTime @default(dbgenerated("now() + interval '1 day'"))
                    }
                    """);
            assertThat(run(engine, database.workspace(), desired, false)).isInstanceOf(Created.class);
            assertThat(run(engine, database.workspace(), desired, false)).isEqualTo(new UpToDate(List.of()));
            events.clear();

            assertThat(run(engine, database.workspace(), desired, false)).isEqualTo(new UpToDate(List.of()));
            assertThat(events.all(ShadowDatabaseCreated.class)).isEmpty();

            DatabaseSchema changed = schema(database.dialect(), """
                    model T {
                      id Int      @id
                      at DateTime @default(dbgenerated("now() + interval '2 days'"))
                    }
                    """);
            assertThat(run(engine, database.workspace(), changed, false))
                    .isInstanceOfSatisfying(
                            Created.class,
                            created -> assertThat(created.remainder()).isEmpty());
            assertThat(events.all(ShadowDatabaseCreated.class)).hasSize(1);
        }
    }

    /** A dialect that says nothing where an index is to be made. */
    private static Dialect withoutIndexes(Dialect real) {
        SqlRenderer renderer = proxy(SqlRenderer.class, real.renderer(), "render", List.of());
        return proxy(Dialect.class, real, "renderer", renderer);
    }

    private static <T> T proxy(Class<T> type, T real, String method, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, called, arguments) -> {
                    boolean meant = called.getName().equals(method)
                            && (arguments == null || arguments[0] instanceof SchemaChange.CreateIndex);
                    if (meant) {
                        return answer;
                    }
                    try {
                        return called.invoke(real, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                }));
    }

    private static DatabaseSchema schema(Dialect dialect, String models) {
        String text = "datasource db {\n  provider = \"" + dialect.id().value() + "\"\n}\n" + models;
        PrismaSchema schema =
                PrismaSchema.parse(List.of(new SchemaFile("schema.prisma", text)), provider -> Optional.of(dialect));
        assertThat(schema.print(schema.errors())).isEmpty();
        return SchemaLowering.lower(schema.dataModel(), dialect, Optional.empty());
    }

    private MigrateDevOutcome run(Dialect dialect, TestDatabase database, DatabaseSchema desired, boolean createOnly) {
        try (Engine engine = Engine.builder().build()) {
            return run(engine, Workspace.of(dialect, database.target()).build(), desired, createOnly);
        }
    }

    private MigrateDevOutcome run(Engine engine, Workspace workspace, DatabaseSchema desired, boolean createOnly) {
        return engine.migrateDev(new MigrateDevRequest(
                workspace, directory(), new SchemaSource.Known(desired), createOnly, new MigrateDevRequest.Decisions() {
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

    private MigrationsDirectory directory() {
        return new MigrationsDirectory(project.resolve("migrations"));
    }
}
