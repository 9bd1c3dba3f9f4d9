package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowMark;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What makes a database somebody's. */
class MysqlSignOfUseTest {

    private static Optional<String> sign(ScratchDatabase database) throws SQLException {
        return MysqlSignOfUse.find(database.connection, new MysqlConnector().place(database.connection), name -> false);
    }

    static Stream<Arguments> work() {
        return ScratchDatabase.servers()
                .flatMap(server -> Stream.of(
                        Arguments.of(
                                server,
                                "CREATE TABLE t (id INT); INSERT INTO t VALUES (1)",
                                "The table `t` holds rows."),
                        Arguments.of(
                                server,
                                "CREATE TABLE `a``b{}` (id INT); INSERT INTO `a``b{}` VALUES (0)",
                                "holds rows"),
                        Arguments.of(server, "CREATE VIEW v AS SELECT 1", "the view `v`"),
                        Arguments.of(server, "CREATE PROCEDURE p() SELECT 1", "the routine `p`"),
                        Arguments.of(
                                server, "CREATE FUNCTION f() RETURNS INT DETERMINISTIC RETURN 1", "the routine `f`"),
                        Arguments.of(server, "CREATE EVENT e ON SCHEDULE EVERY 1 YEAR DO SELECT 1", "the event `e`"),
                        Arguments.of(
                                server,
                                "CREATE TABLE t (id INT); CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET NEW.id = 1",
                                "the trigger `x`"),
                        Arguments.of(
                                server,
                                "CREATE TABLE a (id INT) ENGINE=MyISAM; CREATE TABLE m (id INT) ENGINE=MERGE UNION=(a)",
                                "`m` of the engine")));
    }

    @ParameterizedTest
    @MethodSource("work")
    void what_somebody_made_is_a_sign(TestServer server, String script, String told) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            database.run(script);
            assertThat(sign(database).orElse("")).contains(told);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void empty_tables_and_the_mark_are_nothing(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            SessionPlace place = new MysqlConnector().place(database.connection);
            database.run("CREATE TABLE t (id INT); CREATE TABLE u (id INT) ENGINE=MyISAM");
            MysqlShadowMark.set(database.connection, place, new ShadowMark("run", Instant.EPOCH));
            assertThat(sign(database)).isEmpty();
        }
    }

    @Test
    void used_sequences_and_past_rows_of_mariadb_count() throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(TestServers.mariadb())) {
            database.run("CREATE SEQUENCE s START WITH 5; CREATE TABLE v (id INT) WITH SYSTEM VERSIONING");
            assertThat(sign(database)).isEmpty();
            database.run("DO NEXT VALUE FOR s");
            assertThat(sign(database)).contains("The sequence `s` has been used.");
            database.run("DROP SEQUENCE s; INSERT INTO v VALUES (1); DELETE FROM v");
            assertThat(database.text("SELECT COUNT(*) FROM v")).isEqualTo("0");
            assertThat(sign(database)).contains("The table `v` holds rows.");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void a_session_that_has_left_still_looks_at_marks_and_empties_what_was_named(TestServer server)
            throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server);
                ScratchDatabase other = new ScratchDatabase(server)) {
            SessionPlace place = new MysqlConnector().place(database.connection);
            other.run("CREATE TABLE precious (id INT); INSERT INTO precious VALUES (1)");
            database.run("CREATE TABLE t (id INT)");
            database.run("USE `" + other.text("SELECT DATABASE()") + "`");

            assertThat(MysqlSignOfUse.find(database.connection, place, name -> false))
                    .isEmpty();
            MysqlShadowMark.set(database.connection, place, new ShadowMark("run", Instant.EPOCH));
            assertThat(MysqlShadowMark.read(database.connection, place)).isPresent();
            new MysqlDatabaseReset().reset(database.connection, place, IntrospectionScope.DEFAULT_NAMESPACE);

            assertThat(other.text("SELECT COUNT(*) FROM precious")).isEqualTo("1");
            assertThat(other.introspect().tables()).hasSize(1);
            assertThat(MysqlSession.database(database.connection))
                    .isEqualTo(place.database().orElseThrow());
            assertThat(database.introspect().tables()).isEmpty();
        }
    }
}
