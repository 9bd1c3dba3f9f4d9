package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.KeptObjects;
import dev.gnomon.engine.error.GnomonException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A database that is emptied around what is declared external. The server's own catalog says what is left. */
class PostgresqlSparingResetTest {

    private static final IntrospectionScope PUBLIC = new IntrospectionScope(Optional.of("public"), List.of());

    /** What a table of somebody else may be made of. */
    private static final String THEIRS = """
            CREATE TYPE mood AS ENUM ('happy', 'hungry');
            CREATE TYPE pair AS (a int, b text);
            CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
            CREATE SEQUENCE numbers START 40;
            CREATE FUNCTION stamp() RETURNS text LANGUAGE sql AS $$ SELECT 'made' $$;
            CREATE FUNCTION deeper() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 7; END $$;
            CREATE FUNCTION touched() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.n := deeper(); RETURN NEW; END $$;
            CREATE TABLE parents (id int PRIMARY KEY);
            CREATE TABLE theirs (
                id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, old serial, feeling mood NOT NULL DEFAULT 'happy',
                two pair, mail email, n int DEFAULT nextval('numbers'), made text DEFAULT stamp(),
                parent int REFERENCES parents(id), at date NOT NULL DEFAULT '2024-01-01');
            CREATE INDEX theirs_partial ON theirs (n) WHERE n > 3;
            CREATE TRIGGER touch BEFORE INSERT ON theirs FOR EACH ROW EXECUTE FUNCTION touched();
            ALTER TABLE theirs ENABLE ROW LEVEL SECURITY;
            CREATE POLICY all_of_them ON theirs USING (stamp() = 'made');
            COMMENT ON COLUMN theirs.n IS 'kept';
            CREATE STATISTICS theirs_statistics ON n, old FROM theirs;
            CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
            CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
            INSERT INTO parents VALUES (1);
            INSERT INTO theirs (mail, parent) VALUES ('a@b', 1), ('c@d', 1);
            INSERT INTO events VALUES ('2024-05-05');
            """;

    private static final String OURS = """
            CREATE TYPE ours AS ENUM ('a');
            CREATE TYPE ours_too AS (a int, b ours);
            CREATE TABLE "Ours {d '2024'}" (id serial PRIMARY KEY, o ours, theirs int REFERENCES theirs(id));
            CREATE TABLE other (id int PRIMARY KEY, self int REFERENCES other(id));
            CREATE VIEW seen AS SELECT t.id, o.o FROM theirs t JOIN "Ours {d '2024'}" o ON o.theirs = t.id;
            CREATE MATERIALIZED VIEW counted AS SELECT count(*) FROM seen;
            CREATE FUNCTION mine(o ours) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;
            CREATE PROCEDURE procedure_of_mine() LANGUAGE sql AS $$ SELECT 1 $$;
            CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int);
            CREATE SEQUENCE mine_too;
            CREATE DOMAIN short AS text;
            CREATE TYPE span AS RANGE (SUBTYPE = int);
            CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);
            CREATE TEXT SEARCH CONFIGURATION search (COPY = simple);
            CREATE COLLATION sorted (LOCALE = 'C');
            CREATE TABLE _prisma_migrations (id int);
            """;

    private static final KeptObjects KEPT =
            new KeptObjects(Set.of("public.theirs", "public.parents", "public.events"), Set.of("public.mood"));

    /** Everything in the database that somebody made, with the definitions that the server writes. */
    private static final String CATALOG = """
            SELECT string_agg(line, E'\\n' ORDER BY line) FROM (
                SELECT c.oid::regclass || ' ' || c.relkind::text || ' ' || coalesce(pg_get_viewdef(c.oid), '') || c.relrowsecurity::text AS line
                FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
                UNION ALL SELECT attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, atttypmod) || attidentity::text
                    || coalesce(pg_get_expr(d.adbin, d.adrelid), '') || coalesce(col_description(attrelid, attnum), '')
                FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid AND c.relnamespace = 'public'::regnamespace
                LEFT JOIN pg_attrdef d ON d.adrelid = attrelid AND d.adnum = attnum WHERE attnum > 0
                UNION ALL SELECT conrelid::regclass || conname || pg_get_constraintdef(oid) FROM pg_constraint
                WHERE connamespace = 'public'::regnamespace
                UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger
                UNION ALL SELECT pg_get_statisticsobjdef(oid) FROM pg_statistic_ext
                UNION ALL SELECT polname || pg_get_expr(polqual, polrelid) FROM pg_policy
                UNION ALL SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
                UNION ALL SELECT 'type ' || oid::regtype FROM pg_type WHERE typnamespace = 'public'::regnamespace
                UNION ALL SELECT oprname FROM pg_operator WHERE oprnamespace = 'public'::regnamespace
                UNION ALL SELECT collname FROM pg_collation WHERE collnamespace = 'public'::regnamespace
                UNION ALL SELECT cfgname FROM pg_ts_config WHERE cfgnamespace = 'public'::regnamespace
                UNION ALL SELECT extname FROM pg_extension
                UNION ALL SELECT 'row ' || t::text FROM theirs t
                UNION ALL SELECT 'row ' || e::text FROM events e
            ) all_lines
            """;

    private final PostgresqlDatabaseReset reset = new PostgresqlDatabaseReset();

    @Test
    void leaves_external_tables_and_enums_with_all_that_they_need() throws SQLException {
        try (ScratchDatabase database = ScratchDatabase.create()) {
            database.execute(THEIRS);
            String before = database.text(CATALOG);
            database.execute(OURS);

            assertThat(reset.resetExcept(
                            database.connection(),
                            new PostgresqlConnector().place(database.connection()),
                            PUBLIC,
                            KEPT))
                    .isTrue();

            assertThat(database.text(CATALOG)).isEqualTo(before);
            database.execute("INSERT INTO theirs (mail, parent) VALUES ('e@f', 1)");
            assertThat(database.text(
                            "SELECT id || ' ' || old || ' ' || n || ' ' || made FROM theirs WHERE mail = 'e@f'"))
                    .isEqualTo("3 3 7 made");
        }
    }

    @Test
    void an_external_enum_may_be_all_that_there_is() throws SQLException {
        try (ScratchDatabase database = ScratchDatabase.create()) {
            database.execute("CREATE TYPE mood AS ENUM ('a'); CREATE TABLE t (m mood)");

            assertThat(reset.resetExcept(
                            database.connection(),
                            new PostgresqlConnector().place(database.connection()),
                            PUBLIC,
                            new KeptObjects(Set.of(), Set.of("public.mood"))))
                    .isTrue();

            assertThat(database.text("SELECT to_regtype('mood') || coalesce(to_regclass('t')::text, '')"))
                    .isEqualTo("mood");
        }
    }

    @Test
    void leaves_extensions_that_external_tables_use_and_drops_others_as_ever() throws SQLException {
        try (ScratchDatabase database = ScratchDatabase.create()) {
            database.execute("CREATE EXTENSION citext; CREATE EXTENSION pg_trgm; CREATE TABLE theirs (name citext);"
                    + " CREATE TABLE t (id int)");

            reset.resetExcept(
                    database.connection(),
                    new PostgresqlConnector().place(database.connection()),
                    PUBLIC,
                    new KeptObjects(Set.of("public.theirs"), Set.of()));

            assertThat(database.text("SELECT string_agg(extname, ',' ORDER BY extname) FROM pg_extension"))
                    .isEqualTo("citext,plpgsql");
            assertThat(database.introspect().tables())
                    .extracting(table -> table.name().name())
                    .containsExactly("theirs");
        }
    }

    @Test
    void a_trigger_of_an_external_table_elsewhere_keeps_its_function() throws SQLException {
        try (ScratchDatabase database = ScratchDatabase.create()) {
            database.execute("CREATE SCHEMA auth; CREATE TABLE auth.users (id int);"
                    + " CREATE FUNCTION made() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;"
                    + " CREATE TRIGGER m BEFORE INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION made();"
                    + " CREATE TABLE t (id int)");

            reset.resetExcept(
                    database.connection(),
                    new PostgresqlConnector().place(database.connection()),
                    PUBLIC,
                    new KeptObjects(Set.of("auth.users"), Set.of()));

            assertThat(database.text("SELECT string_agg(tgname, ',') FROM pg_trigger"))
                    .isEqualTo("m");
            assertThat(database.introspect().tables()).isEmpty();
        }
    }

    @Test
    void refuses_before_anything_is_gone_if_an_external_table_needs_one_of_the_project() throws SQLException {
        try (ScratchDatabase database = ScratchDatabase.create()) {
            database.execute("CREATE TABLE ours (id int PRIMARY KEY); CREATE TABLE more (id serial PRIMARY KEY);"
                    + " CREATE TABLE theirs (id int REFERENCES ours(id));"
                    + " CREATE TABLE others (id int DEFAULT nextval('more_id_seq'))");
            KeptObjects kept = new KeptObjects(Set.of("public.theirs", "public.others"), Set.of());

            assertThatThrownBy(() -> reset.resetExcept(
                            database.connection(),
                            new PostgresqlConnector().place(database.connection()),
                            PUBLIC,
                            kept))
                    .isInstanceOf(GnomonException.class)
                    .hasMessageContaining("`public.others` needs `public.more`, `public.theirs` needs `public.ours`");

            assertThat(database.introspect().tables()).hasSize(4);
        }
    }

    @Test
    void does_nothing_where_nothing_external_is_there() throws SQLException {
        try (ScratchDatabase database = ScratchDatabase.create()) {
            database.execute("CREATE TABLE ours (id int PRIMARY KEY)");

            assertThat(reset.resetExcept(
                            database.connection(),
                            new PostgresqlConnector().place(database.connection()),
                            PUBLIC,
                            KEPT))
                    .isFalse();

            assertThat(database.introspect().tables()).hasSize(1);
        }
    }
}
