package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Encrypted connections: whose certificate is believed. */
class MysqlTlsTest {

    @TempDir
    static Path folder;

    private static TestServer mysql;
    private static TestServer mariadb;

    private final MysqlConnector connector = new MysqlConnector();

    @BeforeAll
    static void start_servers_with_a_certificate() throws Exception {
        TestCertificates certificates = new TestCertificates(folder);
        certificates.authority("ca");
        certificates.authority("stranger");
        certificates.certify("server", "ca", "dns:localhost");
        certificates.certify("client", "ca", "");
        String[] options = {
            "--ssl-ca=" + certificates.file("ca", ".pem"),
            "--ssl-cert=" + certificates.file("server", ".pem"),
            "--ssl-key=" + certificates.file("server", ".key")
        };
        mysql = TestServers.mysqlWith(options);
        mariadb = TestServers.mariadbWith(options);
        for (TestServer server : new TestServer[] {mysql, mariadb}) {
            new MysqlConnector().createDatabase(url(server, "127.0.0.1", ""));
        }
    }

    static Stream<TestServer> servers() {
        return Stream.of(mysql, mariadb);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_certificate_of_the_named_authority_is_believed(TestServer server) throws SQLException {
        assertThat(cipher(url(server, "localhost", "sslaccept=strict&sslcert=ca.pem")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_certificate_of_another_authority_is_refused_in_one_clear_message(TestServer server) {
        assertThatThrownBy(() -> cipher(url(server, "localhost", "sslaccept=strict&sslcert=stranger.pem")))
                .isInstanceOfSatisfying(GnomonException.class, failure -> {
                    assertThat(failure.code().id()).isEqualTo("P1011");
                    assertThat(failure.problem())
                            .startsWith("Error opening a TLS connection: ")
                            .contains("certificate")
                            .doesNotContain("\n", "Exception");
                    assertThat(failure.remedy()).contains("sslcert");
                });
    }

    @ParameterizedTest
    @MethodSource("servers")
    void an_authority_that_java_does_not_know_has_to_be_named(TestServer server) {
        for (String parameters : new String[] {"sslaccept=strict", "sslaccept=always"}) {
            assertThatThrownBy(() -> cipher(url(server, "localhost", parameters)))
                    .as(parameters)
                    .isInstanceOf(GnomonException.class)
                    .hasMessageStartingWith("P1011: Error opening a TLS connection: ");
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_certificate_for_another_host_is_refused(TestServer server) {
        assertThatThrownBy(() -> cipher(url(server, "127.0.0.1", "sslaccept=strict&sslcert=ca.pem")))
                .isInstanceOf(GnomonException.class)
                .hasMessageStartingWith("P1011: Error opening a TLS connection: ")
                .hasMessageContaining("127.0.0.1");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void any_certificate_does_where_the_url_says_so(TestServer server) throws SQLException {
        assertThat(cipher(url(server, "127.0.0.1", "sslaccept=accept_invalid_certs")))
                .isNotEmpty();
        assertThat(cipher(url(server, "127.0.0.1", "sslcert=stranger.pem"))).isNotEmpty();
        assertThat(cipher(url(server, "127.0.0.1", "connect_timeout=9"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void the_client_shows_its_own_certificate(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            database.run("CREATE USER 'x509'@'%' IDENTIFIED BY 'secret' REQUIRE X509; GRANT ALL ON *.* TO 'x509'@'%'");
            try {
                String parameters = "sslaccept=strict&sslcert=ca.pem";
                DatabaseTarget without = as(server, parameters);
                assertThatThrownBy(() -> cipher(without)).hasMessageStartingWith("P1000");
                assertThat(cipher(as(
                                server,
                                parameters + "&sslidentity=client.p12&sslpassword=" + TestCertificates.PASSWORD)))
                        .isNotEmpty();
                assertThatThrownBy(() ->
                                cipher(as(server, parameters + "&sslidentity=client.p12&sslpassword=wrong-s3cret")))
                        .hasMessageStartingWith("P1011: Error opening a TLS connection: ")
                        .hasMessageNotContaining("wrong-s3cret");
            } finally {
                database.run("DROP USER 'x509'@'%'");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_file_that_is_missing_is_named(TestServer server) {
        assertThatThrownBy(() -> cipher(url(server, "localhost", "sslaccept=strict&sslcert=absent.pem")))
                .isInstanceOfSatisfying(
                        GnomonException.class,
                        failure -> assertThat(failure.problem())
                                .isEqualTo(
                                        "Error opening a TLS connection: the certificate absent.pem cannot be read: there is"
                                                + " no such file"));
        assertThatThrownBy(() -> cipher(url(server, "localhost", "sslidentity=absent.p12")))
                .hasMessage("P1011: Error opening a TLS connection: the identity absent.p12 cannot be read: there is no"
                        + " such file");
    }

    private String cipher(DatabaseTarget target) throws SQLException {
        try (Connection connection = connector.connect(target);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW STATUS LIKE 'Ssl_cipher'")) {
            row.next();
            return row.getString(2);
        }
    }

    private static DatabaseTarget url(TestServer server, String host, String parameters) {
        return new DatabaseTarget("mysql://root@" + host + ":" + server.port() + "/tls?" + parameters, folder);
    }

    private static DatabaseTarget as(TestServer server, String parameters) {
        return new DatabaseTarget("mysql://x509:secret@localhost:" + server.port() + "/tls?" + parameters, folder);
    }
}
