package dev.gnomon.conformance.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.conformance.Dialects;
import dev.gnomon.engine.core.cache.KeptReplays;
import dev.gnomon.engine.core.cache.ReplayFiles;
import dev.gnomon.engine.core.diff.SchemaDiffer;
import dev.gnomon.engine.core.script.MigrationScript;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.tck.server.TestServers;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.lowering.SchemaLowering;
import dev.gnomon.schema.syntax.SchemaFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random schemas, as real databases show them, come out of the cache as they went in. */
class KeptReplaysTest {

    private static final int SCHEMAS = 60;

    @TempDir
    private Path folder;

    @Test
    void any_schema_of_sqlite_comes_back_as_it_was() throws SQLException {
        try (TestDatabase database = new SqliteTestDatabase()) {
            check(new SqliteVocabulary(), database);
        }
    }

    @Test
    void any_schema_of_postgresql_comes_back_as_it_was() throws SQLException {
        try (TestDatabase database = new PostgresqlTestDatabase(TestServers.postgresql(), 17)) {
            check(new PostgresqlVocabulary(false), database);
        }
    }

    @Test
    void any_schema_of_mysql_comes_back_as_it_was() throws SQLException {
        try (TestDatabase database = new MysqlTestDatabase(TestServers.mysql())) {
            check(new MysqlVocabulary(), database);
        }
    }

    private void check(Vocabulary vocabulary, TestDatabase database) throws SQLException {
        long seed = Long.getLong("gnomon.roundtrip.seed", 1);
        System.out.println("kept schemas of " + vocabulary.provider() + ": -Dgnomon.roundtrip.seed=" + seed);
        SketchGenerator generator = new SketchGenerator(new Random(seed), vocabulary);
        Dialect dialect = Dialects.of(vocabulary.provider());
        KeptReplays kept = KeptReplays.open(new ReplayFiles(folder, 1 << 24), dialect, "", "", "")
                .orElseThrow();
        int done = 0;
        while (done < SCHEMAS) {
            PrismaSchema schema = parse(SketchText.of(generator.sketch()));
            if (schema.hasErrors()) {
                continue;
            }
            DatabaseSchema desired = SchemaLowering.lower(schema.dataModel(), dialect, Optional.empty());
            comesBack(kept, "desired " + done, desired);
            comesBack(kept, "actual " + done, asRead(dialect, database, desired));
            done++;
        }
    }

    @Test
    void what_only_sqlite_knows_comes_back() throws SQLException {
        try (TestDatabase database = new SqliteTestDatabase()) {
            checkScript("sqlite", database, 8, """
                    CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT COLLATE NOCASE DEFAULT (lower('X')),
                      b INTEGER GENERATED ALWAYS AS (id + 1), CONSTRAINT positive CHECK (id > 0),
                      CHECK (a <> ''), FOREIGN KEY (id) REFERENCES t (id) DEFERRABLE INITIALLY DEFERRED);
                    CREATE TABLE o (id INTEGER PRIMARY KEY) STRICT;
                    CREATE INDEX i ON t (lower(a));
                    CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM o; END;
                    CREATE VIRTUAL TABLE v USING fts5(text);
                    CREATE VIEW w AS SELECT id FROM t;
                    """);
        }
    }

    @Test
    void what_only_postgresql_knows_comes_back() throws SQLException {
        try (TestDatabase database = new PostgresqlTestDatabase(TestServers.postgresql(), 17)) {
            checkScript("postgresql", database, 3, """
                    CREATE EXTENSION citext;
                    CREATE TYPE pair AS (a INTEGER, b INTEGER);
                    CREATE TABLE t (id INTEGER GENERATED ALWAYS AS IDENTITY, a citext, p pair,
                      b INTEGER GENERATED ALWAYS AS (id + 1) STORED, n BIGSERIAL, r INT4RANGE,
                      CONSTRAINT positive CHECK (id > 0), EXCLUDE USING gist (r WITH &&));
                    CREATE INDEX i ON t (lower(a)) WHERE id > 7;
                    COMMENT ON COLUMN t.a IS 'a word';
                    CREATE VIEW w AS SELECT id FROM t;
                    CREATE SEQUENCE s;
                    """);
        }
    }

    @Test
    void what_only_mysql_knows_comes_back() throws SQLException {
        try (TestDatabase database = new MysqlTestDatabase(TestServers.mysql())) {
            checkScript("mysql", database, 2, """
                    CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(10) COLLATE utf8mb4_bin COMMENT 'a word',
                      u TIMESTAMP DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, e ENUM('x', 'y'));
                    """);
        }
    }

    private void checkScript(String provider, TestDatabase database, int objects, String script) throws SQLException {
        Dialect dialect = Dialects.of(provider);
        DatabaseSchema schema;
        try (Connection connection = database.open()) {
            dialect.scriptRunner().run(connection, script);
            schema = dialect.introspector().introspect(connection, IntrospectionScope.DEFAULT_NAMESPACE);
        }
        long own = schema.dialectObjects().size()
                + schema.tables().stream()
                        .mapToLong(table -> table.dialectObjects().size()
                                + table.columns().stream()
                                        .mapToLong(column ->
                                                column.dialectObjects().size())
                                        .sum())
                        .sum();
        assertThat(own).isGreaterThanOrEqualTo(objects);
        comesBack(
                KeptReplays.open(new ReplayFiles(folder, 1 << 24), dialect, "", "", "")
                        .orElseThrow(),
                provider,
                schema);
    }

    private static PrismaSchema parse(String text) {
        return PrismaSchema.parse(List.of(new SchemaFile("schema.prisma", text)), Dialects::find);
    }

    private static void comesBack(KeptReplays kept, String name, DatabaseSchema schema) {
        List<Migration> history = List.of(Migration.of("1", "-- " + name));
        kept.keep(history, schema);
        assertThat(kept.find(history)).as(name).hasValue(schema);
    }

    private static DatabaseSchema asRead(Dialect dialect, TestDatabase database, DatabaseSchema desired)
            throws SQLException {
        String script = MigrationScript.assemble(
                MigrationScript.render(
                        SchemaDiffer.diff(new BeforeAfter<>(DatabaseSchema.EMPTY, desired), dialect),
                        dialect.renderer()),
                dialect.renderer());
        try (Connection connection = database.open()) {
            if (!script.isBlank()) {
                dialect.scriptRunner().run(connection, script);
            }
            return dialect.introspector().introspect(connection, IntrospectionScope.DEFAULT_NAMESPACE);
        }
    }
}
