package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.GnomonException;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What URLs say. */
class MysqlUrlTest {

    @Test
    void reads_every_part_of_a_url() {
        MysqlUrl url = parse("mysql://us%40er:p%2Fa%3Aß%23@db.example:3307/my%20db?connect_timeout=7&socket_timeout=9");
        assertThat(url.user()).contains("us@er");
        assertThat(url.password()).contains("p/a:ß#");
        assertThat(url.host()).isEqualTo("db.example");
        assertThat(url.port()).contains(3307);
        assertThat(url.database()).contains("my db");
        Properties properties = MysqlDriverProperties.of(url);
        assertThat(properties)
                .containsEntry("connectTimeout", "7000")
                .containsEntry("socketTimeout", "9000")
                .containsEntry("sslMode", "DISABLED");
        assertThat(MysqlDriverProperties.driverUrl(url)).isEqualTo("jdbc:mysql://db.example:3307/my%20db");
    }

    @Test
    void keeps_what_a_url_does_not_say_to_the_usual() {
        MysqlUrl url = parse("mysql://localhost");
        assertThat(url.effectiveUser()).isEqualTo("root");
        assertThat(url.effectivePort()).isEqualTo(3306);
        assertThat(url.effectiveDatabase()).isEqualTo("mysql");
        assertThat(url.address()).isEqualTo("localhost");
        assertThat(MysqlDriverProperties.of(url)).containsEntry("connectTimeout", "5000");
    }

    @ParameterizedTest
    @CsvSource({
        "sslaccept=strict,VERIFY_IDENTITY",
        "sslaccept=accept_invalid_certs,REQUIRED",
        "sslaccept=anything,VERIFY_IDENTITY",
        "sslpassword=x,REQUIRED",
        "connection_limit=3,DISABLED"
    })
    void encrypts_where_the_url_speaks_of_it(String parameters, String mode) {
        assertThat(MysqlDriverProperties.of(parse("mysql://h/d?" + parameters))).containsEntry("sslMode", mode);
    }

    @Test
    void takes_the_parentheses_off_a_socket() {
        MysqlUrl url = parse("mysql://root@localhost/d?socket=(/tmp/mysql.sock)");
        assertThat(url.socket()).contains("/tmp/mysql.sock");
        assertThat(url.address()).isEqualTo("unix:/tmp/mysql.sock");
    }

    @Test
    void reads_jdbc_urls() {
        MysqlUrl url = parse("jdbc:mysql://h:1234/d?user=u&password=s3cret&sslMode=REQUIRED");
        assertThat(url.user()).contains("u");
        assertThat(url.password()).contains("s3cret");
        assertThat(MysqlDriverProperties.of(url)).containsEntry("sslMode", "REQUIRED");
        assertThat(url.toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://h/d,The scheme is not recognized",
        "mysql://h:port/d,invalid port number",
        "mysql://u:p@/d,empty host"
    })
    void says_what_is_wrong_with_a_url(String url, String reason) {
        assertThatThrownBy(() -> parse(url))
                .isInstanceOf(GnomonException.class)
                .hasMessageStartingWith(
                        "P1013: The provided database string is invalid. " + reason + " in database URL.");
    }

    private static MysqlUrl parse(String url) {
        return MysqlUrl.parse(new DatabaseTarget(url, Path.of("")));
    }
}
