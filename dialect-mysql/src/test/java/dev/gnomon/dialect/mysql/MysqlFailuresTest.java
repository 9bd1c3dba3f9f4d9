package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words for the driver's failures. */
class MysqlFailuresTest {

    private static final MysqlUrl URL =
            MysqlUrl.parse(new DatabaseTarget("mysql://ann:s3cret@db.example:3307/shop?socket_timeout=9", Path.of("")));

    private static GnomonException explain(int code, String state, String text) {
        return MysqlFailures.explain(new SQLException(text, state, code), URL);
    }

    private static GnomonException explain(Throwable cause) {
        return MysqlFailures.explain(new SQLException("Communications link failure", "08S01", cause), URL);
    }

    @ParameterizedTest
    @CsvSource({
        "1045,AUTHENTICATION_FAILED",
        "1698,AUTHENTICATION_FAILED",
        "1044,ACCESS_DENIED",
        "1049,DATABASE_DOES_NOT_EXIST",
        "1007,DATABASE_ALREADY_EXISTS",
        "1317,CONNECTION_CLOSED",
        "1205,LOCK_NOT_AVAILABLE",
        "1114,OUT_OF_SPACE",
        "3024,STATEMENT_TIMED_OUT",
        "1064,DATABASE_FAILURE"
    })
    void an_error_of_the_server_has_its_code(int number, EngineErrorCode expected) {
        assertThat(explain(number, "HY000", "words").code()).isEqualTo(expected);
    }

    @Test
    void names_the_user_the_database_and_the_address() {
        assertThat(explain(1045, "28000", "denied").problem()).contains("`ann`");
        assertThat(explain(1049, "42000", "unknown").problem()).isEqualTo("Database `shop` does not exist");
        assertThat(explain(new ConnectException("refused")).problem()).contains("`db.example:3307`");
    }

    @Test
    void looks_behind_failures_that_no_server_has_numbered() {
        assertThat(explain(new ConnectException("refused")).code()).isEqualTo(EngineErrorCode.SERVER_UNREACHABLE);
        assertThat(explain(new SocketTimeoutException("Connect timed out")).code())
                .isEqualTo(EngineErrorCode.SERVER_UNREACHABLE);
        assertThat(explain(new SSLHandshakeException("no")).code()).isEqualTo(EngineErrorCode.TLS_FAILED);
        GnomonException silent = explain(new SocketTimeoutException("Read timed out"));
        assertThat(silent.code()).isEqualTo(EngineErrorCode.OPERATION_TIMED_OUT);
        assertThat(silent.problem()).contains("`9s`");
    }

    @Test
    void never_shows_the_password() {
        assertThat(explain(1064, "42000", "near 's3cret' at line 1").problem()).isEqualTo("near '***' at line 1");
    }
}
