package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.tck.server.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reaching servers, and saying why that was not possible. */
class MysqlConnectorTest {

    private static final String SPECIAL = "p@s:s/w?o#r[d]%& +'\"\\`{}äß漢";

    private final MysqlConnector connector = new MysqlConnector();

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void gets_in_with_a_password_of_special_characters(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            String user = "u" + System.nanoTime() % 1_000_000_000;
            database.run("CREATE USER '" + user + "'@'%' IDENTIFIED BY " + MysqlLiterals.quote(SPECIAL)
                    + "; GRANT ALL ON " + MysqlNames.quote(name(database)) + ".* TO '" + user + "'@'%'");
            try {
                try (Connection connection = connector.connect(as(database, user, SPECIAL))) {
                    assertThat(MysqlSession.database(connection)).isEqualTo(name(database));
                }
                assertThatThrownBy(() -> connector
                                .connect(as(database, user, "wrong-s3cret"))
                                .close())
                        .isInstanceOf(GnomonException.class)
                        .hasMessageStartingWith("P1000: Authentication failed against database server, the provided"
                                + " database credentials for `" + user + "` are not valid.")
                        .hasMessageNotContaining("wrong-s3cret");
                assertThatThrownBy(() -> connector
                                .connect(as(database, user, SPECIAL)
                                        .withUrl(as(database, user, SPECIAL)
                                                .url()
                                                .replace(name(database), "other")))
                                .close())
                        .isInstanceOf(GnomonException.class)
                        .hasMessage("P1010: User was denied access on the database `other`");
            } finally {
                database.run("DROP USER '" + user + "'@'%'");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void knows_one_database_by_two_addresses(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            DatabaseTarget other = database.target.withUrl(
                    database.target.url().replace("127.0.0.1", "localhost") + "?connect_timeout=9");
            try (Connection second = connector.connect(other)) {
                assertThat(connector.identify(second, other))
                        .isEqualTo(connector.identify(database.connection, database.target));
            }
        }
    }

    @Test
    void says_where_nobody_answers() {
        assertThatThrownBy(() -> connector.connect(target("mysql://root:s3cret@127.0.0.1:1/d")))
                .isInstanceOf(GnomonException.class)
                .hasMessage(
                        "P1001: Can't reach database server at `127.0.0.1:1`\n\nPlease make sure your database server"
                                + " is running at `127.0.0.1:1`.");
    }

    @Test
    void leaves_the_servers_own_databases_alone() {
        for (String url : new String[] {"mysql://h/MySQL", "mysql://h", "mysql://h/information_schema"}) {
            assertThatThrownBy(() -> connector.connect(target(url)))
                    .isInstanceOf(GnomonException.class)
                    .hasMessageContaining("is a system database, it should not be altered with prisma migrate.");
        }
    }

    private static DatabaseTarget target(String url) {
        return new DatabaseTarget(url, Path.of(""));
    }

    private static String name(ScratchDatabase database) {
        return MysqlUrl.parse(database.target).effectiveDatabase();
    }

    private static DatabaseTarget as(ScratchDatabase database, String user, String password) {
        String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
        return target("mysql://" + user + ":" + encoded + "@" + database.server.host() + ":" + database.server.port()
                + "/" + name(database));
    }
}
