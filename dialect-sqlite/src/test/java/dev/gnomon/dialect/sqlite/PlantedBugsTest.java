package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.change.SchemaChange.CreateTable;
import dev.gnomon.engine.change.SchemaChange.RedefineTables;
import dev.gnomon.engine.change.TableRedefinition;
import dev.gnomon.engine.contract.Check;
import dev.gnomon.engine.contract.DialectContract;
import dev.gnomon.engine.contract.Outcome;
import dev.gnomon.engine.contract.Subject;
import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.ConfiguredShadowDatabase;
import dev.gnomon.engine.dialect.Connector;
import dev.gnomon.engine.dialect.DatabaseReset;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.Introspector;
import dev.gnomon.engine.dialect.KeptObjects;
import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.dialect.ScriptRunner;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowDatabases;
import dev.gnomon.engine.dialect.ShadowDatabases.Leftover;
import dev.gnomon.engine.dialect.ShadowDatabases.ShadowDatabase;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.support.KnownFailures;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract catches the bugs that dialects have, and blames no rule that has nothing to do with them. */
class PlantedBugsTest {

    @TempDir
    Path folder;

    /** The rules that a dialect breaks. */
    private Set<String> broken(Dialect dialect) {
        Set<String> numbers = new TreeSet<>();
        for (Check check : DialectContract.checks(subject(dialect))) {
            if (check.run() instanceof Outcome.Failed) {
                numbers.add(check.rule().number());
            }
        }
        return numbers;
    }

    private Subject subject(Dialect dialect) {
        return new Subject() {
            @Override
            public Dialect dialect() {
                return dialect;
            }

            @Override
            public DatabaseTarget newDatabase() {
                return new DatabaseTarget("file:./" + UUID.randomUUID() + ".db?password=none", folder);
            }
        };
    }

    /** A bug in how tables are created and built anew. */
    private static Dialect withTables(UnaryOperator<Table> bug) {
        return SabotagedDialect.rendering(
                (change, context) -> switch (change) {
                    case CreateTable(Table table) -> new CreateTable(bug.apply(table));
                    case RedefineTables(List<TableRedefinition> tables) ->
                        new RedefineTables(tables.stream()
                                .map(one -> new TableRedefinition(
                                        new BeforeAfter<>(
                                                one.table().before(),
                                                bug.apply(one.table().after())),
                                        one.changes()))
                                .toList());
                    default -> change;
                },
                statements -> statements);
    }

    private static Dialect withStatements(UnaryOperator<String> bug) {
        return SabotagedDialect.rendering(
                (change, context) -> change,
                statements -> statements.stream().map(bug).toList());
    }

    @Test
    void nothing_is_wrong_with_the_dialect_itself() {
        assertThat(broken(new SqliteDialect())).isEmpty();
    }

    @Test
    void a_forgotten_foreign_key() {
        Dialect dialect = withTables(
                table -> Table.of(table.name(), table.columns(), table.primaryKey(), table.indexes(), List.of()));
        assertThat(broken(dialect)).containsExactly("D4.1", "D4.5");
    }

    @Test
    void a_foreign_key_that_stands_in_the_catalog_only() {
        Dialect real = new SqliteDialect();
        Dialect dialect = SabotagedDialect.with(
                "connector",
                () -> Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {Connector.class}, (self, method, arguments) -> {
                            if (method.getName().equals("connect")) {
                                Connection connection = real.connector().connect((DatabaseTarget) arguments[0]);
                                try (var statement = connection.createStatement()) {
                                    statement.execute("PRAGMA foreign_keys=OFF");
                                }
                                return connection;
                            }
                            try {
                                return method.invoke(real.connector(), arguments);
                            } catch (InvocationTargetException failure) {
                                throw failure.getCause();
                            }
                        }));
        assertThat(broken(dialect)).containsExactly("D4.5");
    }

    @Test
    void a_lost_not_null() {
        Dialect dialect = withTables(table -> Table.of(
                table.name(),
                table.columns().stream().map(PlantedBugsTest::nullable).toList(),
                table.primaryKey(),
                table.indexes(),
                table.foreignKeys()));
        assertThat(broken(dialect)).containsExactly("D4.1", "D4.5", "D4.6");
    }

    private static Column nullable(Column column) {
        return new Column(
                column.name(),
                column.type().withArity(Arity.NULLABLE),
                column.defaultValue(),
                column.defaultName(),
                column.autoIncrement(),
                column.dialectObjects());
    }

    @Test
    void a_table_that_loses_its_rows_when_it_is_built_anew() {
        assertThat(broken(withStatements(sql -> copiesRows(sql) ? sql + " WHERE 1 = 2" : sql)))
                .containsExactly("D4.2", "D4.3");
    }

    private static boolean copiesRows(String sql) {
        return sql.startsWith("INSERT INTO") && !sql.contains("sqlite_sequence");
    }

    @Test
    void a_table_whose_rows_lose_a_column_when_it_is_built_anew() {
        Dialect dialect = withStatements(sql -> {
            int from = sql.indexOf("SELECT");
            return sql.startsWith("INSERT INTO")
                    ? sql.substring(0, from) + sql.substring(from).replace("\"name\"", "''")
                    : sql;
        });
        assertThat(broken(dialect)).contains("D4.2").isSubsetOf("D4.1", "D4.2");
    }

    @Test
    void a_table_that_takes_the_rows_with_it_that_refer_to_it() {
        Dialect dialect =
                withStatements(sql -> sql.startsWith("PRAGMA foreign_keys=OFF") ? "PRAGMA foreign_keys=ON" : sql);
        assertThat(broken(dialect)).contains("D4.3").isSubsetOf("D4.1", "D4.3", "D4.5");
    }

    @Test
    void an_identifier_whose_quotes_can_be_ended() {
        assertThat(broken(withStatements(sql -> sql.replace("\"\"", "\""))))
                .contains("D4.6")
                .isSubsetOf("D4.1", "D4.2", "D4.6");
    }

    @Test
    void a_text_whose_quotes_can_be_ended() {
        assertThat(broken(withStatements(sql -> sql.replace("''", "'"))))
                .contains("D4.6")
                .isSubsetOf("D4.1", "D4.2", "D4.6");
    }

    @Test
    void a_terminator_too_many() {
        assertThat(broken(withStatements(sql -> sql + ";"))).containsExactly("D4.4");
    }

    @Test
    void a_shadow_database_that_is_the_main_one() {
        Dialect dialect = SabotagedDialect.with("shadowDatabases", () -> {
            ShadowDatabases real = new SqliteShadowDatabases();
            return Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {ShadowDatabases.class},
                    (self, method, arguments) -> method.getName().equals("create")
                            ? new OnMain((Connection) arguments[0])
                            : method.invoke(real, arguments));
        });
        assertThat(broken(dialect)).containsExactly("D8.2");
    }

    /** Not apart from anything. */
    private record OnMain(Connection connection) implements ShadowDatabase {
        @Override
        public String name() {
            return "main";
        }

        @Override
        public void close() {
            // As if it were dropped.
        }
    }

    @Test
    void a_shadow_database_that_is_not_dropped() {
        Dialect dialect = SabotagedDialect.with(
                "shadowDatabases",
                ShadowDatabases.class,
                new SqliteShadowDatabases(),
                "list",
                () -> List.of(new Leftover(":memory:", false)));
        assertThat(broken(dialect)).containsExactly("D8.2");
    }

    @Test
    void a_mark_that_is_never_seen() {
        Dialect dialect = SabotagedDialect.with(
                "configuredShadowDatabase",
                ConfiguredShadowDatabase.class,
                new SqliteConfiguredShadowDatabase(),
                "readMark",
                Optional::empty);
        assertThat(broken(dialect)).containsExactly("D8.3");
    }

    @Test
    void a_password_in_a_message() {
        Dialect dialect = SabotagedDialect.with(
                "connector",
                () -> Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {Connector.class}, (self, method, arguments) -> {
                            if (method.getName().equals("explain")) {
                                DatabaseTarget target = (DatabaseTarget) arguments[1];
                                return KnownFailures.refused("cannot open " + target.url(), null);
                            }
                            try {
                                return method.invoke(new SqliteConnector(), arguments);
                            } catch (InvocationTargetException failure) {
                                throw failure.getCause();
                            }
                        }));
        assertThat(broken(dialect)).containsExactly("D10");
    }

    @Test
    void a_lock_that_nobody_holds() {
        MigrationLock.Held nothing = () -> {};
        Dialect dialect = SabotagedDialect.with(
                "migrationLock", MigrationLock.class, new SqliteMigrationLock(), "acquire", () -> nothing);
        assertThat(broken(dialect)).containsExactly("D7");
    }

    @Test
    void capabilities_that_are_declared_and_not_kept() {
        for (Capability needless : Set.of(
                Capability.RENAME_INDEX,
                Capability.RENAME_FOREIGN_KEY,
                Capability.RENAME_PRIMARY_KEY,
                Capability.ALTER_FOREIGN_KEYS,
                Capability.ENUM_TYPES,
                Capability.EXTENSIONS)) {
            assertThat(broken(SabotagedDialect.declaring(needless)))
                    .as(needless.toString())
                    .contains("D11");
        }
        assertThat(broken(SabotagedDialect.declaring(Capability.NAMESPACES))).containsExactly("D11");
        assertThat(broken(SabotagedDialect.declaring(Capability.ALTER_COLUMN_IN_PLACE)))
                .containsExactly("D11");
        assertThat(broken(SabotagedDialect.declaring(Capability.ENUMS))).contains("D11");
    }

    @Test
    void a_capability_that_is_kept_and_not_declared() {
        Dialect dialect = SabotagedDialect.with(
                "capabilities",
                () -> Set.of(
                        Capability.FOREIGN_KEYS,
                        Capability.TRANSACTIONAL_DDL,
                        Capability.CREATE_DATABASE,
                        Capability.MIGRATION_LOCK));
        assertThat(broken(dialect)).containsExactly("D11");
    }

    @Test
    void a_script_that_ends_with_its_first_statement() {
        ScriptRunner real = new SqliteScriptRunner();
        Dialect dialect = SabotagedDialect.with(
                "scriptRunner",
                () -> Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {ScriptRunner.class}, (self, method, arguments) -> {
                            if (method.getName().equals("run")) {
                                String first =
                                        real.split((String) arguments[1]).get(0).sql();
                                real.run((Connection) arguments[0], first);
                                return null;
                            }
                            return method.invoke(real, arguments);
                        }));
        assertThat(broken(dialect)).contains("D5.2", "D5.3");
    }

    @Test
    void a_query_for_every_table() {
        Introspector real = new SqliteIntrospector();
        Introspector slow = (connection, scope) -> {
            var schema = real.introspect(connection, scope);
            for (Table table : schema.tables()) {
                try (var statement = connection.createStatement()) {
                    statement.execute(
                            "PRAGMA table_info('" + table.name().name().replace("'", "''") + "')");
                }
            }
            return schema;
        };
        assertThat(broken(SabotagedDialect.with("introspector", () -> slow))).containsExactly("D3.4");
    }

    @Test
    void a_reset_that_leaves_a_table() {
        DatabaseReset lazy = new DatabaseReset() {
            @Override
            public void reset(Connection connection, SessionPlace place, IntrospectionScope scope) {}

            @Override
            public boolean resetExcept(
                    Connection connection, SessionPlace place, IntrospectionScope scope, KeptObjects kept) {
                throw kept.cannotBeKept();
            }
        };
        assertThat(broken(SabotagedDialect.with("databaseReset", () -> lazy))).containsExactly("D9.1");
    }
}
