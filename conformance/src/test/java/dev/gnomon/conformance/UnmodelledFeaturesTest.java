package dev.gnomon.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.pull.PullRequest;
import dev.gnomon.schema.pull.SchemaPull;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the schema language cannot say outlives migrations that do not concern it. */
class UnmodelledFeaturesTest {

    private static final String POSTGRESQL = """
            CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
            CREATE TYPE pair AS (a integer, b text);
            CREATE SEQUENCE tickets START 7;
            CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN NEW.note := coalesce(NEW.note, 'stamped; by hand'); RETURN NEW; END $$;
            CREATE TABLE "Account" (
                "id" integer PRIMARY KEY,
                "name" text COLLATE "C" NOT NULL,
                "amount" positive NOT NULL,
                "note" text,
                "size" integer NOT NULL DEFAULT 1,
                "doubled" integer GENERATED ALWAYS AS ("amount" * 2) STORED,
                "during" tsrange,
                "active" boolean NOT NULL DEFAULT true,
                CONSTRAINT "note_short" CHECK (length("note") < 100),
                CONSTRAINT "no_overlap" EXCLUDE USING gist ("during" WITH &&)
            ) WITH (fillfactor = 70);
            CREATE TRIGGER "stamped" BEFORE INSERT ON "Account" FOR EACH ROW EXECUTE FUNCTION stamp();
            CREATE INDEX "by_lower_name" ON "Account" (lower("name"));
            CREATE INDEX "by_active" ON "Account" ("name") WHERE "active";
            CREATE INDEX "by_pattern" ON "Account" ("name" text_pattern_ops);
            CREATE INDEX "by_note" ON "Account" ("note" NULLS FIRST);
            ALTER TABLE "Account" ENABLE ROW LEVEL SECURITY;
            CREATE POLICY "own" ON "Account" USING ("active");
            CREATE RULE "keep" AS ON DELETE TO "Account" WHERE OLD."id" = 0 DO INSTEAD NOTHING;
            CREATE STATISTICS "together" ON "name", "note" FROM "Account";
            COMMENT ON TABLE "Account" IS 'of customers';
            COMMENT ON COLUMN "Account"."name" IS 'in full';
            CREATE VIEW "ActiveAccount" AS SELECT "id", "name" FROM "Account" WHERE "active";
            CREATE MATERIALIZED VIEW "Names" AS SELECT "name" FROM "Account";
            CREATE UNIQUE INDEX "names_once" ON "Names" ("name");
            CREATE TABLE "Measure" ("id" integer, "day" date, PRIMARY KEY ("id", "day")) PARTITION BY RANGE ("day");
            CREATE TABLE "Measure2024" PARTITION OF "Measure" FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
            CREATE TABLE "Entry" (
                "id" integer PRIMARY KEY,
                "accountId" integer REFERENCES "Account" ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED
            );
            INSERT INTO "Account" ("id", "name", "amount") VALUES (1, 'a', 2);
            INSERT INTO "Entry" VALUES (1, 1);
            """;

    /** All that the server knows by a description of its own, one line each. */
    private static final List<String> POSTGRESQL_DESCRIPTIONS = List.of(
            "SELECT 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint"
                    + " WHERE connamespace = 'public'::regnamespace AND contype <> 'n'",
            "SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
            "SELECT 'function ' || pg_get_functiondef(p.oid) FROM pg_proc p WHERE pronamespace = 'public'::regnamespace",
            "SELECT 'index ' || pg_get_indexdef(c.oid) FROM pg_class c"
                    + " WHERE relkind = 'i' AND relnamespace = 'public'::regnamespace",
            "SELECT 'view ' || relname || ' ' || pg_get_viewdef(oid) FROM pg_class"
                    + " WHERE relkind IN ('v', 'm') AND relnamespace = 'public'::regnamespace",
            "SELECT 'policy ' || polname || ' ' || pg_get_expr(polqual, polrelid) FROM pg_policy",
            "SELECT 'rule ' || pg_get_ruledef(oid) FROM pg_rewrite WHERE rulename <> '_RETURN'",
            "SELECT 'statistics ' || pg_get_statisticsobjdef(oid) FROM pg_statistic_ext",
            "SELECT 'comment ' || description FROM pg_description WHERE objoid = '\"Account\"'::regclass",
            "SELECT 'relation ' || relname || ' ' || relkind::text || relrowsecurity || coalesce(reloptions::text, '')"
                    + " || coalesce(pg_get_partkeydef(oid), '') || coalesce(pg_get_expr(relpartbound, oid), '')"
                    + " FROM pg_class WHERE relnamespace = 'public'::regnamespace",
            "SELECT 'column ' || c.relname || '.' || attname || ' ' || format_type(atttypid, atttypmod) || attnotnull"
                    + " || attgenerated::text || coalesce(' collate ' || nullif(attcollation, 0)::regcollation, '')"
                    + " || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') FROM pg_attribute a"
                    + " JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum"
                    + " WHERE attnum > 0 AND NOT attisdropped AND c.relkind <> 'i' AND relnamespace = 'public'::regnamespace",
            "SELECT 'type ' || typname || ' ' || typtype::text FROM pg_type WHERE typnamespace = 'public'::regnamespace",
            "SELECT 'account ' || a FROM \"Account\" a",
            "SELECT 'entry ' || e FROM \"Entry\" e");

    private static final String SQLITE = """
            CREATE TABLE "Account" (
                "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
                "name" TEXT NOT NULL COLLATE NOCASE,
                "amount" INTEGER NOT NULL CHECK ("amount" > 0),
                "size" INTEGER NOT NULL DEFAULT 1,
                "doubled" INTEGER GENERATED ALWAYS AS ("amount" * 2) VIRTUAL,
                CONSTRAINT "named" CHECK (length("name") < 100)
            );
            CREATE TABLE "Entry" (
                "id" INTEGER NOT NULL PRIMARY KEY,
                "accountId" INTEGER NOT NULL,
                CONSTRAINT "Entry_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id")
                    ON DELETE CASCADE ON UPDATE CASCADE
            );
            CREATE TABLE "Log" ("id" INTEGER NOT NULL PRIMARY KEY, "text" TEXT);
            CREATE TRIGGER "logged" AFTER DELETE ON "Account" BEGIN INSERT INTO "Log" ("text") VALUES ('gone; ' || OLD."id"); END;
            CREATE TRIGGER "counted" AFTER INSERT ON "Entry" BEGIN UPDATE "Account" SET "size" = "size" + 1; END;
            CREATE INDEX "by_lower_name" ON "Account" (lower("name"));
            CREATE INDEX "by_amount" ON "Account"("amount" ASC) WHERE "amount" > 10;
            CREATE VIEW "Large" AS SELECT "id", "name" FROM "Account" WHERE "amount" > 10;
            INSERT INTO "Account" ("id", "name", "amount") VALUES (1, 'a', 20), (5, 'b', 3);
            INSERT INTO "Entry" VALUES (1, 1), (2, 5);
            """;

    @Test
    void on_postgresql_nothing_but_the_wanted_change_is_seen() throws SQLException {
        try (ScratchDatabase database = ScratchDatabase.create("postgresql")) {
            database.run(POSTGRESQL);
            List<String> before = rows(database, POSTGRESQL_DESCRIPTIONS);

            Migrated migrated = migrate(
                    database,
                    "postgresql",
                    schema -> schema.replaceFirst(
                                    "(  size +)Int( +)@default\\(1\\)", "$1BigInt$2@default(2)\n  extra String?")
                            .concat("\nmodel Extra {\n  id Int @id\n}\n"));

            assertThat(migrated.left()).isEqualTo("-- This is an empty migration.");
            List<String> after = rows(database, POSTGRESQL_DESCRIPTIONS);
            assertThat(without(before, after))
                    .allMatch(line -> line.startsWith("column Account.size integer") || line.startsWith("account "))
                    .hasSize(2);
            assertThat(without(after, before))
                    .containsExactlyInAnyOrder(
                            "column Account.size biginttrue default 2",
                            "column Account.extra textfalse collate \"default\"",
                            "column Extra.id integertrue",
                            "relation Extra rfalse",
                            "relation Extra_pkey ifalse",
                            "type Extra c",
                            "type _Extra b",
                            "constraint Extra_pkey PRIMARY KEY (id)",
                            "index CREATE UNIQUE INDEX \"Extra_pkey\" ON public.\"Extra\" USING btree (id)",
                            "account (1,a,2,\"stamped; by hand\",1,4,,t,)");
        }
    }

    @Test
    void on_sqlite_a_table_that_is_built_anew_keeps_it_all_and_deletes_nothing() throws SQLException {
        try (ScratchDatabase database = ScratchDatabase.create("sqlite")) {
            database.run("PRAGMA foreign_keys=ON;\n" + SQLITE);
            List<String> everythingElse = List.of(
                    "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'Account' AND name <> 'Extra'",
                    "SELECT * FROM \"Large\"",
                    "SELECT id || ' ' || \"accountId\" FROM \"Entry\"",
                    "SELECT id || name || amount || size || doubled FROM \"Account\"",
                    "SELECT seq FROM sqlite_sequence WHERE name = 'Account'",
                    "SELECT text FROM \"Log\"");
            List<String> before = rows(database, everythingElse);

            Migrated migrated = migrate(
                    database,
                    "sqlite",
                    schema -> schema.replaceFirst(
                                    "(  size +)Int( +)@default\\(1\\)", "$1BigInt$2@default(2)\n  extra String?")
                            .concat("\nmodel Extra {\n  id Int @id\n}\n"));

            assertThat(migrated.script()).contains("CREATE TABLE \"new_Account\"");
            assertThat(migrated.left()).isEqualTo("-- This is an empty migration.");
            assertThat(rows(database, everythingElse)).isEqualTo(before);
            assertThat(rows(database, List.of("SELECT sql FROM sqlite_master WHERE name = 'Account'")))
                    .singleElement()
                    .asString()
                    .contains("COLLATE")
                    .contains("CHECK (\"amount\" > 0)")
                    .contains("CONSTRAINT \"named\" CHECK (length(\"name\") < 100)")
                    .contains("GENERATED ALWAYS AS (\"amount\" * 2) VIRTUAL");
        }
    }

    @Test
    void what_goes_with_a_column_on_postgresql_is_a_warning() throws SQLException {
        try (ScratchDatabase database = ScratchDatabase.create("postgresql")) {
            database.run("CREATE TABLE t (id integer PRIMARY KEY, a integer, b integer, c integer,"
                    + " CONSTRAINT ordered CHECK (a < b), CONSTRAINT once EXCLUDE (c WITH =))");

            assertThat(warningsOf(database, "model t {\n id Int @id\n b Int?\n c Int?\n}"))
                    .contains(
                            "The `t` table will lose what the schema cannot say, along with the columns that it depends"
                                    + " on: check constraint ordered.");
            assertThat(warningsOf(database, "model t {\n id Int @id\n}"))
                    .contains(
                            "The `t` table will lose what the schema cannot say, along with the columns that it depends"
                                    + " on: exclusion constraint once, check constraint ordered.");
            assertThat(warningsOf(database, "model t {\n id Int @id\n a BigInt?\n b Int?\n c Int?\n}"))
                    .isEmpty();
        }
    }

    @Test
    void what_goes_with_a_column_on_sqlite_is_a_warning() throws SQLException {
        try (ScratchDatabase database = ScratchDatabase.create("sqlite")) {
            database.run("CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, a INTEGER CHECK (a < b), b INTEGER,"
                    + " c INTEGER, d INTEGER AS (c + 1), CONSTRAINT positive CHECK (c > 0));"
                    + " CREATE INDEX folded ON t (abs(c));");

            assertThat(warningsOf(database, "model t {\n id Int @id\n a Int?\n c Int?\n}"))
                    .contains(
                            "The `t` table will lose what the schema cannot say, along with the columns that it depends"
                                    + " on: check constraint.");
            assertThat(warningsOf(database, "model t {\n id Int @id\n a Int?\n b Int?\n}"))
                    .contains(
                            "The `t` table will lose what the schema cannot say, along with the columns that it depends"
                                    + " on: check constraint positive, generated column d, definition of index folded.");
            assertThat(warningsOf(database, "model t {\n id Int @id\n a Int?\n b Int @default(1)\n c Int?\n}"))
                    .noneMatch(warning -> warning.contains("will lose"));
        }
    }

    @Test
    void what_else_goes_with_a_column_on_postgresql_is_named_and_really_goes() throws SQLException {
        try (ScratchDatabase database = ScratchDatabase.create("postgresql")) {
            database.run("CREATE TABLE t (id integer PRIMARY KEY, a integer, b text, c integer);"
                    + " CREATE INDEX folded ON t (abs(a)); CREATE INDEX partly ON t (c) WHERE a > 0;"
                    + " CREATE INDEX other ON t (lower(b)); CREATE STATISTICS together ON a, c FROM t");
            String without = "model t {\n id Int @id\n b String?\n c Int?\n}";

            assertThat(warningsOf(database, without))
                    .contains(
                            "The `t` table will lose what the schema cannot say, along with the columns that it depends"
                                    + " on: index folded, index partly, statistics together.");

            database.run("ALTER TABLE t DROP COLUMN a");
            assertThat(rows(
                            database,
                            List.of(
                                    "SELECT indexname FROM pg_indexes WHERE tablename = 't'",
                                    "SELECT attname FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0"
                                            + " AND NOT attisdropped",
                                    "SELECT stxname FROM pg_statistic_ext")))
                    .containsExactly("other", "t_pkey", "b", "c", "id");
        }
    }

    @Test
    void what_the_server_does_not_let_a_column_go_for_is_named() throws SQLException {
        try (ScratchDatabase database = ScratchDatabase.create("postgresql")) {
            database.run("CREATE TABLE t (id integer PRIMARY KEY, a integer, b integer,"
                    + " d integer GENERATED ALWAYS AS (a + 1) STORED);"
                    + " CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;"
                    + " CREATE VIEW v AS SELECT a FROM t;"
                    + " CREATE TRIGGER w BEFORE UPDATE OF a ON t FOR EACH ROW EXECUTE FUNCTION f();"
                    + " CREATE POLICY p ON t USING (a > 0)");
            String broken = "Columns of the `t` table go or change their type while others use them, which either fail"
                    + " from then on or make this migration fail: generated column d, policy p, trigger w, view v.";

            assertThat(warningsOf(database, "model t {\n id Int @id\n b Int?\n d Int? @default(dbgenerated())\n}"))
                    .contains(broken);
            assertThat(warningsOf(
                            database,
                            "model t {\n id Int @id\n a BigInt?\n b Int?\n d Int? @default(dbgenerated())\n}"))
                    .contains(broken);
            assertThat(warningsOf(
                            database,
                            "model t {\n id Int @id\n a Int?\n b BigInt?\n d Int? @default(dbgenerated())\n}"))
                    .isEmpty();
            assertThatThrownBy(() -> database.run("ALTER TABLE t DROP COLUMN a"))
                    .hasMessageContaining("depend");
            assertThatThrownBy(() -> database.run("ALTER TABLE t ALTER COLUMN a TYPE bigint"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void what_names_a_column_that_goes_on_sqlite_is_named() throws SQLException {
        try (ScratchDatabase database = ScratchDatabase.create("sqlite")) {
            database.run("CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, a INTEGER, b INTEGER);"
                    + " CREATE TABLE log (id INTEGER NOT NULL PRIMARY KEY, a INTEGER);"
                    + " CREATE VIEW v AS SELECT a FROM t; CREATE VIEW x AS SELECT b FROM t;"
                    + " CREATE TRIGGER w AFTER INSERT ON t BEGIN INSERT INTO log (a) VALUES (NEW.a); END;"
                    + " CREATE TRIGGER y AFTER INSERT ON log BEGIN UPDATE t SET b = 1; END;");
            String log = "model log {\n id Int @id\n a Int?\n}\n";

            assertThat(warningsOf(database, log + "model t {\n id Int @id\n b Int?\n}"))
                    .contains(
                            "Columns of the `t` table go or change their type while others use them, which either fail"
                                    + " from then on or make this migration fail: view v, trigger w.");
            assertThat(warningsOf(database, log + "model t {\n id Int @id\n a BigInt?\n b Int?\n}"))
                    .noneMatch(warning -> warning.startsWith("Columns of"));
        }
    }

    @Test
    void a_collation_outlives_another_type_on_postgresql() throws SQLException {
        try (ScratchDatabase database = ScratchDatabase.create("postgresql")) {
            database.run("CREATE COLLATION public.\"my order\" (provider = icu, locale = 'de-x-icu');"
                    + " CREATE TABLE t (id integer PRIMARY KEY, a text COLLATE \"C\" NOT NULL, b varchar(9) COLLATE"
                    + " public.\"my order\", c text, d text COLLATE \"C\")");
            String schema = "datasource db {\n provider = \"postgresql\"\n}\nmodel t {\n id Int @id\n"
                    + " a String @db.VarChar(20)\n b String?\n c String? @db.VarChar(3)\n d Int?\n}\n";
            PrismaSchema desired = SchemaDiffAnswer.parse(schema);
            String script = script(database.introspect(List.of()), desired, database);

            database.run(script);

            assertThat(rows(
                            database,
                            List.of("SELECT attname || ' ' || collname FROM pg_attribute JOIN pg_collation c"
                                    + " ON c.oid = attcollation WHERE attrelid = 't'::regclass AND attnum > 0"
                                    + " AND NOT attisdropped")))
                    .as(script)
                    .containsExactly("a C", "b my order", "c default");
            assertThat(script(database.introspect(List.of()), desired, database))
                    .isEqualTo("-- This is an empty migration.");
        }
    }

    private static List<String> warningsOf(ScratchDatabase database, String models) throws SQLException {
        PrismaSchema desired = SchemaDiffAnswer.parse(
                "datasource db {\n  provider = \"" + database.dialect().id().value() + "\"\n}\n" + models + "\n");
        DatabaseSchema after = SchemaDiffAnswer.lower(desired, database.dialect());
        return SchemaDiffAnswer.between(
                        SchemaDiffAnswer.view(desired, database.dialect())
                                .apply(new BeforeAfter<>(database.introspect(List.of()), after)),
                        database.dialect())
                .dataLoss()
                .warnings()
                .stream()
                .map(DataLossReport.Finding::message)
                .toList();
    }

    private record Migrated(String script, String left) {}

    /** Pull the schema, change it, migrate to it, and say what is left to do then. */
    private static Migrated migrate(ScratchDatabase database, String provider, UnaryOperator<String> change)
            throws SQLException {
        PrismaSchema empty = SchemaDiffAnswer.parse("datasource db {\n  provider = \"" + provider + "\"\n}\n");
        DatabaseSchema introspected = database.introspect(List.of());
        String pulled = SchemaPull.pull(
                        new PullRequest(introspected, database.dialect(), empty.document(), empty.dataModel(), false))
                .files()
                .getFirst()
                .text()
                .lines()
                // Without the preview feature nobody may speak of partial indexes.
                .filter(line -> !line.contains("where:"))
                .collect(Collectors.joining("\n", "", "\n"));
        PrismaSchema unchanged = SchemaDiffAnswer.parse(pulled);
        assertThat(unchanged.hasErrors()).as(pulled).isFalse();
        assertThat(script(introspected, unchanged, database)).isEqualTo("-- This is an empty migration.");
        PrismaSchema desired = SchemaDiffAnswer.parse(change.apply(pulled));
        assertThat(desired.hasErrors()).as(change.apply(pulled)).isFalse();
        String script = script(introspected, desired, database);
        database.run(script);
        return new Migrated(script, script(database.introspect(List.of()), desired, database));
    }

    private static String script(DatabaseSchema before, PrismaSchema desired, ScratchDatabase database) {
        DatabaseSchema after = SchemaDiffAnswer.lower(desired, database.dialect());
        return SchemaDiffAnswer.between(
                        SchemaDiffAnswer.view(desired, database.dialect()).apply(new BeforeAfter<>(before, after)),
                        database.dialect())
                .script()
                .strip();
    }

    private static List<String> without(List<String> lines, List<String> others) {
        List<String> rest = new ArrayList<>(lines);
        rest.removeAll(others);
        return rest;
    }

    private static List<String> rows(ScratchDatabase database, List<String> queries) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = database.connection().createStatement()) {
            for (String query : queries) {
                try (ResultSet rows = statement.executeQuery(query)) {
                    List<String> ofQuery = new ArrayList<>();
                    while (rows.next()) {
                        ofQuery.add(rows.getString(1));
                    }
                    ofQuery.sort(null);
                    found.addAll(ofQuery);
                }
            }
        }
        return found;
    }
}
