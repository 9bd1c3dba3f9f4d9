package org.example.gnomon.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.Reach;
import dev.gnomon.engine.dialect.ReachKind;
import dev.gnomon.engine.dialect.ReachScope;
import dev.gnomon.engine.dialect.SessionState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What scripts reach, and what they leave of their session. */
class H2ReachTest {

    private static List<ReachKind> kinds(String script) {
        return new H2ScriptReach()
                .read(script, new ReachScope(Optional.of("shadow"), Optional.empty()))
                .stream()
                        .map(Reach::kind)
                        .toList();
    }

    @Test
    void what_reaches_out_is_found() {
        assertThat(kinds("RUNSCRIPT FROM 'x.sql'; SCRIPT TO 'x.sql'; /* ; */ backup to 'x.zip'"))
                .containsExactly(ReachKind.FILES, ReachKind.FILES, ReachKind.FILES);
        assertThat(kinds("CREATE TABLE t AS SELECT * FROM CSVREAD('x.csv'); CALL FILE_WRITE('x', 'y')"))
                .containsExactly(ReachKind.FILES, ReachKind.FILES);
        assertThat(kinds("CREATE LOCAL TEMPORARY LINKED TABLE t('', 'jdbc:h2:./x', 'sa', '', 'T')"))
                .containsExactly(ReachKind.SERVERS);
        assertThat(kinds("CREATE ALIAS f AS $$ void f() { Runtime.getRuntime(); } $$"))
                .containsExactly(ReachKind.PROGRAMS);
        assertThat(kinds("create user u password 'x'; SHUTDOWN"))
                .containsExactly(ReachKind.ROLES, ReachKind.SERVER);
        assertThat(kinds("EXECUTE IMMEDIATE 'SHUTDOWN'; EXECUTE IMMEDIATE 'SHUT' || 'DOWN'"))
                .containsExactly(ReachKind.SERVER, ReachKind.UNREADABLE);
    }

    @Test
    void what_only_looks_like_it_is_let_through() {
        assertThat(kinds("CREATE TABLE CSVREAD(a INT); INSERT INTO t VALUES ('SHUTDOWN; RUNSCRIPT'); // SHUTDOWN\nSCRIPT;"
                        + " SET SCHEMA x; DROP ALIAS f; CREATE SCHEMA s; SELECT \"FILE_READ\"; SELECT $$ ; SHUTDOWN $$"))
                .isEmpty();
    }

    @Test
    void a_session_is_put_back() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
            H2SessionGuard guard = new H2SessionGuard();
            H2Session.execute(connection, "CREATE SCHEMA other");
            H2Session.execute(connection, "CREATE TABLE t AS SELECT 1 AS a");
            SessionState before = guard.read(connection);
            String script = "CREATE LOCAL TEMPORARY TABLE scratch (b INT); SET LOCK_TIMEOUT 7;"
                    + " SET SCHEMA_SEARCH_PATH other; SET SCHEMA other";
            new H2ScriptRunner().split(script).forEach(statement -> run(connection, statement.sql()));

            assertThat(guard.putBack(connection, before, script)).hasSize(4);

            assertThat(H2Session.text(connection, "SELECT a FROM t")).contains("1");
            assertThat(guard.read(connection).place()).isEqualTo(before.place());
            assertThat(guard.read(connection).settings().get("LOCK_TIMEOUT"))
                    .isEqualTo(before.settings().get("LOCK_TIMEOUT"));
        }
    }

    private static void run(Connection connection, String sql) {
        try {
            H2Session.execute(connection, sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }
}
