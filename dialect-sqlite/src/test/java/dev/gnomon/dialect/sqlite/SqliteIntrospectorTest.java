package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.SortOrder;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.UnmodelledFeature;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SqliteIntrospectorTest {
    @Test
    void declared_types_become_families() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase(
                "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,"
                        + " b VARCHAR(20), c BOOLEAN, d BIGINT, e REAL, f DOUBLE, g FLOAT, h DECIMAL, i DECIMAL(10,2),"
                        + " j NUMERIC, k DATETIME, l DATE, m BLOB, n JSONB, o INT, p SMALLINT, q CHAR(3), r CLOB, s TIMESTAMP)")) {
            String families = database.table("t").columns().stream()
                    .map(column -> column.type().family().toString())
                    .collect(Collectors.joining(" "));

            assertThat(families)
                    .isEqualTo(
                            "INT STRING BOOLEAN BIG_INT FLOAT FLOAT FLOAT DECIMAL DECIMAL DECIMAL DATE_TIME DATE_TIME"
                                    + " BYTES JSON INT Unsupported[databaseType=smallint] STRING"
                                    + " Unsupported[databaseType=clob] DATE_TIME");
        }
    }

    @Test
    void defaults_are_read_as_values_where_they_are_values() throws SQLException {
        try (MemoryDatabase database =
                new MemoryDatabase("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT DEFAULT 'it''s',"
                        + " b INT DEFAULT -3, c REAL DEFAULT 1.5, d BOOLEAN DEFAULT 0, e BOOLEAN DEFAULT true,"
                        + " f DATETIME DEFAULT (datetime('now')), h TEXT DEFAULT NULL, i TEXT DEFAULT \"dq\","
                        + " j BIGINT DEFAULT 9007199254740993, k DATETIME DEFAULT CURRENT_TIMESTAMP, m BLOB DEFAULT x'00ff',"
                        + " n INT DEFAULT (1 + 1))")) {
            Table table = database.table("t");

            assertThat(defaultOf(table, "a")).contains(text("it's"));
            assertThat(defaultOf(table, "b")).contains(number("-3"));
            assertThat(defaultOf(table, "c")).contains(number("1.5"));
            assertThat(defaultOf(table, "d")).contains(new DefaultValue.Literal(new LiteralValue.Bool(false)));
            assertThat(defaultOf(table, "e")).contains(new DefaultValue.Literal(new LiteralValue.Bool(true)));
            assertThat(defaultOf(table, "f")).contains(new DefaultValue.CurrentTimestamp());
            assertThat(defaultOf(table, "h")).isEmpty();
            assertThat(defaultOf(table, "i")).contains(text("dq"));
            assertThat(defaultOf(table, "j")).contains(number("9007199254740993"));
            assertThat(defaultOf(table, "k")).contains(new DefaultValue.CurrentTimestamp());
            assertThat(defaultOf(table, "m")).contains(new DefaultValue.Expression("x'00ff'"));
            assertThat(defaultOf(table, "n")).contains(new DefaultValue.Expression("1 + 1"));
        }
    }

    @Test
    void only_a_single_key_of_the_exact_type_INTEGER_numbers_its_rows() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase(
                "CREATE TABLE a (id INTEGER, PRIMARY KEY (id))",
                "CREATE TABLE b (id INT PRIMARY KEY)",
                "CREATE TABLE c (x INTEGER, y INTEGER, PRIMARY KEY (y, x))")) {
            assertThat(database.table("a").column("id").orElseThrow().autoIncrement())
                    .isTrue();
            assertThat(database.table("b").column("id").orElseThrow().autoIncrement())
                    .isFalse();
            assertThat(database.table("c").columns()).noneMatch(Column::autoIncrement);
            assertThat(database.table("c").primaryKey().orElseThrow().columnNames())
                    .containsExactly("y", "x");
            assertThat(database.table("c").columns())
                    .as("SQLite takes NULL in a key that is not the row id")
                    .allMatch(column -> column.arity() == Arity.NULLABLE);
        }
    }

    @Test
    void indexes_come_with_their_sort_orders_and_predicates_the_last_made_first() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, a INT UNIQUE, b TEXT)",
                "CREATE INDEX z ON t(a, b DESC)",
                "CREATE UNIQUE INDEX p ON t(a) WHERE (a > 3 AND b IN ('WHERE', ')'))",
                "CREATE INDEX e ON t(lower(b))")) {
            Table table = database.table("t");

            assertThat(table.indexes()).extracting(Index::name).containsExactly("p", "z", "sqlite_autoindex_t_1");
            assertThat(table.indexes().get(0).predicate()).contains("a > 3 AND b IN ('WHERE', ')')");
            assertThat(table.indexes().get(1).columns().get(1).sortOrder()).contains(SortOrder.DESCENDING);
            assertThat(table.indexes().get(2).constraint()).isTrue();
            assertThat(table.unmodelled())
                    .containsExactly(UnmodelledFeature.of(UnmodelledFeature.Kind.EXPRESSION_INDEX, "e"));
        }
    }

    @Test
    void foreign_keys_are_spelled_as_what_they_refer_to() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase(
                "CREATE TABLE \"User\" (\"Id\" INTEGER PRIMARY KEY)",
                "CREATE TABLE p (id INTEGER PRIMARY KEY, u INT REFERENCES user ON DELETE CASCADE,"
                        + " v INT REFERENCES USER(ID) ON UPDATE SET NULL)")) {
            assertThat(database.table("p").foreignKeys())
                    .containsExactly(
                            new ForeignKey(
                                    Optional.empty(),
                                    List.of("v"),
                                    ObjectName.of("User"),
                                    List.of("Id"),
                                    ReferentialAction.NO_ACTION,
                                    ReferentialAction.SET_NULL),
                            new ForeignKey(
                                    Optional.empty(),
                                    List.of("u"),
                                    ObjectName.of("User"),
                                    List.of("Id"),
                                    ReferentialAction.CASCADE,
                                    ReferentialAction.NO_ACTION));
        }
    }

    @Test
    void what_the_schema_language_cannot_say_is_noted() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, w INT NOT NULL CHECK (w > 0), n TEXT COLLATE NOCASE,"
                        + " d INT GENERATED ALWAYS AS (w * 2) STORED, CONSTRAINT small CHECK (w < 100)) STRICT",
                "CREATE TRIGGER tr AFTER INSERT ON t BEGIN UPDATE t SET w = 1; END")) {
            Table table = database.table("t");

            assertThat(table.columns()).extracting(Column::name).containsExactly("id", "w", "n");
            assertThat(table.unmodelled())
                    .extracting(UnmodelledFeature::kind)
                    .containsExactlyInAnyOrder(
                            UnmodelledFeature.Kind.CHECK_CONSTRAINT,
                            UnmodelledFeature.Kind.CHECK_CONSTRAINT,
                            UnmodelledFeature.Kind.COLLATION,
                            UnmodelledFeature.Kind.GENERATED_COLUMN,
                            UnmodelledFeature.Kind.TRIGGER);
            assertThat(table.dialectObjects()).extracting(Object::getClass).contains(SqliteTableOptions.class);
        }
    }

    @Test
    void tables_of_the_database_itself_and_of_others_are_left_out() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase(
                "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT)",
                "CREATE TABLE _cf_KV (k TEXT)",
                "CREATE TABLE d1_migrations (id INT)",
                "CREATE TABLE _prisma_migrations (id TEXT)",
                "CREATE VIRTUAL TABLE search USING fts5(a)")) {
            DatabaseSchema schema = database.introspect();

            assertThat(schema.tables()).extracting(table -> table.name().name()).containsExactly("t");
            assertThat(schema.dialectObjects()).hasExactlyElementsOfTypes(SqliteFacts.class, SqliteVirtualTable.class);
        }
    }

    @Test
    void a_view_has_columns_and_its_query_and_a_broken_one_does_no_harm() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase(
                "CREATE TABLE t (id INTEGER PRIMARY KEY, n TEXT)", "CREATE VIEW v AS SELECT id, n FROM t")) {
            assertThat(database.introspect().views().get(0).definition()).contains("SELECT id, n FROM t");
            assertThat(database.introspect().views().get(0).columns())
                    .extracting(column -> column.type().family())
                    .containsExactly(TypeFamily.Scalar.INT, TypeFamily.Scalar.STRING);

            database.run("CREATE VIEW broken AS SELECT x FROM nowhere");

            assertThat(database.introspect().views()).hasSize(2);
        }
    }

    @Test
    void the_number_of_queries_does_not_depend_on_the_number_of_tables() throws SQLException {
        assertThat(queries(1)).isEqualTo(queries(40));
    }

    private static int queries(int tables) throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase()) {
            for (int i = 0; i < tables; i++) {
                database.run("CREATE TABLE t" + i + " (id INTEGER PRIMARY KEY, a INT UNIQUE REFERENCES t0(id))");
            }
            AtomicInteger statements = new AtomicInteger();
            Connection counting = (Connection) Proxy.newProxyInstance(
                    SqliteIntrospectorTest.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        Object result = method.invoke(database.connection(), arguments);
                        if (method.getName().equals("prepareStatement")) {
                            statements.incrementAndGet();
                        }
                        return result instanceof java.sql.Statement statement
                                        && method.getName().equals("createStatement")
                                ? countExecutions(statement, statements)
                                : result;
                    });
            new SqliteIntrospector().introspect(counting, IntrospectionScope.DEFAULT_NAMESPACE);
            return statements.get();
        }
    }

    private static Object countExecutions(java.sql.Statement statement, AtomicInteger count) {
        return Proxy.newProxyInstance(
                SqliteIntrospectorTest.class.getClassLoader(),
                new Class<?>[] {java.sql.Statement.class},
                (proxy, method, arguments) -> {
                    if (method.getName().startsWith("execute")) {
                        count.incrementAndGet();
                    }
                    return method.invoke(statement, arguments);
                });
    }

    private static Optional<DefaultValue> defaultOf(Table table, String column) {
        return table.column(column).orElseThrow().defaultValue();
    }

    private static DefaultValue text(String value) {
        return new DefaultValue.Literal(new LiteralValue.Text(value));
    }

    private static DefaultValue number(String digits) {
        return new DefaultValue.Literal(new LiteralValue.Number(digits));
    }
}
