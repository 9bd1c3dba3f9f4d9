package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.model.UnmodelledFeature;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read from live databases. */
class MysqlIntrospectorTest {

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void reads_defaults_that_the_catalog_shows_with_question_marks(TestServer server) throws SQLException {
        String car = "\uD83D\uDE97";
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            database.run("""
                    CREATE TABLE `a``b` (
                        a VARCHAR(20) DEFAULT '%1$s it''s \\\\',
                        b CHAR(20) NOT NULL DEFAULT 'what?',
                        c ENUM('x', '%1$s') DEFAULT '%1$s',
                        d VARCHAR(40) DEFAULT (concat('\u6771\u4eac', '\u00e9')),
                        e VARCHAR(40) DEFAULT (concat('%1$s?', 'x')),
                        f VARCHAR(20)
                    ) CHARACTER SET utf8mb4
                    """.formatted(car));
            DatabaseSchema schema = database.introspect();
            Table table = schema.tables().getFirst();
            assertThat(literalOf(table, "a")).isEqualTo(new LiteralValue.Text(car + " it's \\"));
            assertThat(literalOf(table, "b")).isEqualTo(new LiteralValue.Text("what?"));
            assertThat(literalOf(table, "c")).isEqualTo(new LiteralValue.EnumValue(car));
            assertThat(sameDefault(table, "d", "(concat('\u6771\u4eac', '\u00e9'))"))
                    .isTrue();
            assertThat(sameDefault(table, "d", "(concat('\u6771\u4eac', 'e'))")).isFalse();
            assertThat(sameDefault(table, "e", "(concat('" + car + "?', 'x'))")).isTrue();
            assertThat(sameDefault(table, "e", "(concat('" + car + "!', 'x'))")).isFalse();
            assertThat(defaultOf(table, "f")).isEmpty();
        }
    }

    private static boolean sameDefault(Table table, String name, String expression) {
        Column column = column(table, name);
        return new MysqlColumnRules()
                .sameDefault(
                        new BeforeAfter<>(column, column.withDefault(new DefaultValue.Expression(expression))), false);
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void reads_the_same_defaults_from_both_servers(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            database.run("""
                    CREATE TABLE t (
                        id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
                        a VARCHAR(20) DEFAULT 'it''s \\\\ "x"',
                        b INT DEFAULT -3,
                        c DECIMAL(10, 4) DEFAULT 1.50,
                        d BOOLEAN DEFAULT true,
                        e BIT(1) DEFAULT b'1',
                        f DATETIME(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
                        g ENUM('x', 'it''s') DEFAULT 'it''s',
                        h CHAR(36) DEFAULT (uuid()),
                        i VARCHAR(20) DEFAULT NULL,
                        j VARCHAR(20) DEFAULT 'NULL',
                        k VARCHAR(20) DEFAULT 'current_timestamp'
                    )
                    """);
            Table table = database.introspect().tables().getFirst();
            assertThat(defaultOf(table, "id")).isEmpty();
            assertThat(column(table, "id").autoIncrement()).isTrue();
            assertThat(literalOf(table, "a")).isEqualTo(new LiteralValue.Text("it's \\ \"x\""));
            assertThat(literalOf(table, "b")).isEqualTo(new LiteralValue.Number("-3"));
            assertThat(literalOf(table, "c")).isEqualTo(new LiteralValue.Number("1.5"));
            assertThat(literalOf(table, "d")).isEqualTo(new LiteralValue.Bool(true));
            assertThat(literalOf(table, "e")).isEqualTo(new LiteralValue.Bool(true));
            assertThat(defaultOf(table, "f")).contains(new DefaultValue.CurrentTimestamp());
            assertThat(literalOf(table, "g")).isEqualTo(new LiteralValue.EnumValue("it's"));
            assertThat(defaultOf(table, "h")).contains(new DefaultValue.Expression("(uuid())"));
            assertThat(defaultOf(table, "i")).isEmpty();
            assertThat(literalOf(table, "j")).isEqualTo(new LiteralValue.Text("NULL"));
            assertThat(literalOf(table, "k")).isEqualTo(new LiteralValue.Text("current_timestamp"));
            assertThat(database.introspect().enums())
                    .containsExactly(new EnumType(ObjectName.of("t_g"), List.of("x", "it's")));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void reads_keys_with_their_lengths_orders_and_actions(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            database.run("""
                    CREATE TABLE p (id INT PRIMARY KEY);
                    CREATE TABLE c (
                        id INT PRIMARY KEY,
                        p_id INT,
                        body TEXT,
                        INDEX c_body (body(20), id DESC),
                        FULLTEXT INDEX c_text (body),
                        UNIQUE INDEX c_unique (p_id),
                        CONSTRAINT c_fk FOREIGN KEY (p_id) REFERENCES p (id) ON DELETE SET NULL ON UPDATE CASCADE
                    );
                    CREATE VIEW v AS SELECT id FROM p;
                    """);
            DatabaseSchema schema = database.introspect();
            Table child = schema.table(ObjectName.of("c")).orElseThrow();
            assertThat(child.indexes()).extracting(Index::name).containsExactly("c_body", "c_text", "c_unique");
            assertThat(child.indexes())
                    .extracting(Index::kind)
                    .containsExactly(Index.Kind.NORMAL, Index.Kind.FULLTEXT, Index.Kind.UNIQUE);
            assertThat(child.indexes().getFirst().columns().getFirst().length()).contains(20);
            assertThat(child.foreignKeys()).singleElement().satisfies(key -> {
                assertThat(key.referencedTable()).isEqualTo(ObjectName.of("p"));
                assertThat(key.onDelete().sql()).isEqualTo("SET NULL");
                assertThat(key.onUpdate().sql()).isEqualTo("CASCADE");
            });
            assertThat(schema.views()).singleElement().satisfies(view -> {
                assertThat(view.name()).isEqualTo(ObjectName.of("v"));
                assertThat(view.definition()).isPresent();
            });
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void notes_what_the_schema_language_cannot_say(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            database.run("""
                    CREATE TABLE t (
                        id INT PRIMARY KEY COMMENT 'the key',
                        a INT,
                        b INT GENERATED ALWAYS AS (a + 1) STORED,
                        j JSON,
                        CONSTRAINT positive CHECK (a > 0)
                    ) COMMENT 'a table' PARTITION BY HASH (id) PARTITIONS 2;
                    CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1;
                    """);
            assertThat(database.introspect().tables().getFirst().unmodelled())
                    .extracting(UnmodelledFeature::kind)
                    .containsExactlyInAnyOrder(
                            UnmodelledFeature.Kind.COMMENT,
                            UnmodelledFeature.Kind.COMMENT,
                            UnmodelledFeature.Kind.GENERATED_COLUMN,
                            UnmodelledFeature.Kind.CHECK_CONSTRAINT,
                            UnmodelledFeature.Kind.PARTITION,
                            UnmodelledFeature.Kind.TRIGGER);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void tells_booleans_from_small_numbers(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            database.run("CREATE TABLE t (a BOOLEAN, b TINYINT, c TINYINT UNSIGNED, d BIT(1), e BIT(8))");
            assertThat(database.introspect().tables().getFirst().columns())
                    .extracting(column -> column.type().family())
                    .containsExactly(Scalar.BOOLEAN, Scalar.INT, Scalar.INT, Scalar.BOOLEAN, Scalar.BYTES);
        }
    }

    @Test
    void leaves_sequences_and_versioned_tables_of_mariadb_alone() throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(TestServers.mariadb())) {
            database.run("CREATE SEQUENCE s; CREATE TABLE t (id INT) WITH SYSTEM VERSIONING; CREATE TABLE u (id INT)");
            assertThat(database.introspect().tables())
                    .extracting(table -> table.name().name())
                    .containsExactly("u");
        }
    }

    @Test
    void leaves_expression_indexes_of_mysql_alone() throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(TestServers.mysql())) {
            assumeThat(database.text("SELECT VERSION()")).startsWith("8");
            database.run("CREATE TABLE t (id INT, INDEX e ((id + 1)), INDEX i (id))");
            Table table = database.introspect().tables().getFirst();
            assertThat(table.indexes()).extracting(Index::name).containsExactly("i");
            assertThat(table.unmodelled()).extracting(UnmodelledFeature::name).containsExactly(Optional.of("e"));
        }
    }

    private static Column column(Table table, String name) {
        return table.column(name).orElseThrow();
    }

    private static Optional<DefaultValue> defaultOf(Table table, String name) {
        return column(table, name).defaultValue();
    }

    private static LiteralValue literalOf(Table table, String name) {
        return ((DefaultValue.Literal) defaultOf(table, name).orElseThrow()).value();
    }
}
