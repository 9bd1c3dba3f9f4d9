package dev.gnomon.engine.tck.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamedServerTest {

    @Test
    void keeps_what_a_url_of_sql_server_says_of_the_way_to_it() {
        TestServer server = NamedServer.sqlserver(
                "sqlserver://db.example:1444;database=master;user=me;password={a;b}}c};encrypt=DANGER_PLAINTEXT;"
                        + "trustServerCertificateCA=ca.pem;loginTimeout=30");
        assertThat(server.url("t"))
                .isEqualTo(
                        "sqlserver://db.example:1444;database=t;user={me};password={a;b}}c};encrypt=DANGER_PLAINTEXT;"
                                + "trustServerCertificateCA=ca.pem;loginTimeout=30");
        assertThat(server.toString()).doesNotContain("a;b");
    }

    @Test
    void believes_a_certificate_that_nobody_speaks_of() {
        assertThat(NamedServer.sqlserver("jdbc:sqlserver://[::1];pwd=x").url("t"))
                .isEqualTo("sqlserver://[::1]:1433;database=t;user={sa};password={x};trustServerCertificate=true");
    }
}
