package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.tck.server.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a database look like somebody's, on real servers. */
class PostgresqlSignOfUseTest {

    private final PostgresqlConfiguredShadowDatabase shadows = new PostgresqlConfiguredShadowDatabase();
    private ScratchDatabase database;

    @BeforeEach
    void createDatabase() {
        database = ScratchDatabase.create();
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        database.close();
    }

    private Optional<String> sign() throws SQLException {
        return sign(database.connection());
    }

    private Optional<String> sign(Connection connection) throws SQLException {
        return shadows.signOfUse(connection, new PostgresqlConnector().place(connection));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "CREATE TABLE t (id serial PRIMARY KEY, a int CHECK (a > 0), b text[] UNIQUE); CREATE INDEX i ON t (a)",
                "CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)",
                "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int REFERENCES a)",
                "CREATE SCHEMA empty; CREATE SEQUENCE unused; CREATE UNLOGGED TABLE u (id int)",
                "CREATE EXTENSION pg_trgm; CREATE EXTENSION citext; CREATE EXTENSION dblink; CREATE EXTENSION postgres_fdw",
                "CREATE EXTENSION hstore WITH SCHEMA pg_catalog; CREATE EXTENSION pgcrypto",
                "CREATE TABLE t (id int); INSERT INTO t VALUES (1); TRUNCATE t",
                "COMMENT ON SCHEMA public IS 'mine'",
            })
    void what_holds_nothing_is_nobodys(String script) throws SQLException {
        database.execute(script);

        assertThat(sign()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "CREATE TABLE t (id int); INSERT INTO t VALUES (1) ~ The table `t` holds rows.",
                "CREATE SCHEMA \"o {x}\"; CREATE TABLE \"o {x}\".\"t {fn now()}\" (id int); INSERT INTO \"o {x}\".\"t {fn now()}\" VALUES (1) ~ The table `o {x}.t {fn now()}` holds rows.",
                "CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1); INSERT INTO p VALUES (1) ~ The table `p1` holds rows.",
                "CREATE TABLE t (id int) WITH (autovacuum_enabled = off); CREATE TABLE c () INHERITS (t); INSERT INTO c VALUES (1) ~ The table `c` holds rows.",
                "CREATE EXTENSION pg_trgm; CREATE TABLE dep (id int); INSERT INTO dep VALUES (1);; ALTER EXTENSION pg_trgm ADD TABLE dep ~ The table `dep` holds rows.",
                "CREATE TABLE t (id serial); INSERT INTO t DEFAULT VALUES; TRUNCATE t ~ The sequence `t_id_seq` has been used.",
                "CREATE SEQUENCE s; SELECT nextval('s') ~ The sequence `s` has been used.",
                "CREATE VIEW v AS SELECT 1 AS a ~ It holds the view `v`, which somebody has made.",
                "CREATE MATERIALIZED VIEW v AS SELECT 1 AS a ~ It holds the materialized view `v`, which somebody has made.",
                "CREATE MATERIALIZED VIEW v AS SELECT 1 AS a WITH NO DATA ~ It holds the materialized view `v`, which somebody has made.",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1' ~ It holds the function `f`, which somebody has made.",
                "CREATE PROCEDURE f() LANGUAGE sql AS 'SELECT 1' ~ It holds the procedure `f`, which somebody has made.",
                "CREATE AGGREGATE total (int) (SFUNC = int4pl, STYPE = int) ~ It holds the aggregate `total`, which somebody has made.",
                "CREATE TYPE mood AS ENUM ('ok') ~ It holds the type `mood`, which somebody has made.",
                "CREATE TYPE pair AS (a int, b int) ~ It holds the type `pair`, which somebody has made.",
                "CREATE DOMAIN plus AS int CHECK (value > 0) ~ It holds the domain `plus`, which somebody has made.",
                "CREATE TABLE t (id int); CREATE TRIGGER u BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger() ~ It holds the trigger `u on t`, which somebody has made.",
                "CREATE TABLE t (id int); CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING ~ It holds the rule `r on t`, which somebody has made.",
                "CREATE TABLE t (id int); CREATE POLICY p ON t ~ It holds the policy `p on t`, which somebody has made.",
                "CREATE PUBLICATION pub FOR ALL TABLES ~ It holds the publication `pub`, which somebody has made.",
                "SELECT lo_create(4711) ~ It holds the large object `4711`, which somebody has made.",
                "CREATE EXTENSION postgres_fdw; CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw ~ It holds the foreign server `s`, which somebody has made.",
                "CREATE EXTENSION postgres_fdw; CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw; CREATE FOREIGN TABLE f (id int) SERVER s ~ It holds the foreign table `f`, which somebody has made.",
                "CREATE COLLATION german FROM \"C\" ~ It holds the collation `german`, which somebody has made.",
                "CREATE TEXT SEARCH CONFIGURATION mine (COPY = simple) ~ It holds the text search configuration `mine`, which somebody has made.",
            })
    void what_somebody_would_miss_is_told(String script, String told) throws SQLException {
        for (String transaction : script.split(";;")) {
            database.execute(transaction);
        }

        assertThat(sign()).contains(told);
    }

    @Test
    void rows_that_a_policy_hides_count() throws SQLException {
        String role = "hidden_" + database.name();
        database.execute("CREATE TABLE t (id int); INSERT INTO t VALUES (1); ALTER TABLE t ENABLE ROW LEVEL SECURITY;"
                + " CREATE ROLE " + role + " LOGIN; GRANT ALL ON t TO " + role);
        try (Connection connection = new PostgresqlConnector().connect(database.targetFor(role))) {
            assertThat(sign(connection)).contains("The table `t` holds rows.");
        } finally {
            database.execute("DROP OWNED BY " + role + "; DROP ROLE " + role);
        }
    }

    @Test
    void tables_of_another_user_that_cannot_be_read_count() throws SQLException {
        String role = "denied_" + database.name();
        database.execute("CREATE TABLE t (id int); CREATE ROLE " + role + " LOGIN");
        try (Connection connection = new PostgresqlConnector().connect(database.targetFor(role))) {
            assertThat(sign(connection)).contains("The table `t` holds rows.");
        } finally {
            database.execute("DROP OWNED BY " + role + "; DROP ROLE " + role);
        }
    }

    @Test
    void what_a_replay_leaves_goes_when_the_database_is_given_back() throws SQLException {
        List<String> before = new PostgresqlShadowNamespaces().list(database.connection());
        database.execute("CREATE SCHEMA made; CREATE TABLE made.t (id serial); CREATE VIEW v AS SELECT 1 AS a;"
                + " CREATE PUBLICATION pub FOR ALL TABLES; SELECT lo_create(0); CREATE EXTENSION postgres_fdw;"
                + " CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw; CREATE FOREIGN DATA WRAPPER own;"
                + " CREATE FUNCTION made.e() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;"
                + " CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION made.e()");

        List<String> created = new ArrayList<>(new PostgresqlShadowNamespaces().list(database.connection()));
        created.removeAll(before);
        new PostgresqlShadowNamespaces().drop(database.connection(), created);
        new PostgresqlDatabaseReset()
                .reset(
                        database.connection(),
                        new PostgresqlConnector().place(database.connection()),
                        IntrospectionScope.DEFAULT_NAMESPACE);

        assertThat(sign()).isEmpty();
        assertThat(database.text("SELECT count(*) FROM pg_publication")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void every_version_answers(int version) throws SQLException {
        try (ScratchDatabase other = ScratchDatabase.on(TestServers.postgresql(version))) {
            assertThat(sign(other.connection())).isEmpty();
            other.execute("CREATE VIEW v AS SELECT 1 AS a");
            assertThat(sign(other.connection())).isPresent();
        }
    }
}
