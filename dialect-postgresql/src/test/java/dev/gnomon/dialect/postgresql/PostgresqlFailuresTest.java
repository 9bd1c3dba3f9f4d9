package dev.gnomon.dialect.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/** The words for the driver's failures. */
class PostgresqlFailuresTest {

    private static final PostgresqlUrl URL = PostgresqlUrl.parse(
            new DatabaseTarget("postgresql://ann:s3cret@db.example:5433/shop?socket_timeout=9", Path.of("")));

    private static SQLException told(String state, String text) {
        return new PSQLException(new ServerErrorMessage("SERROR\0C" + state + "\0M" + text + "\0"));
    }

    private static GnomonException explain(String state, String text) {
        return PostgresqlFailures.explain(told(state, text), URL);
    }

    private static GnomonException explain(Throwable cause) {
        return PostgresqlFailures.explain(
                new PSQLException("An I/O error occurred", PSQLState.CONNECTION_FAILURE, cause), URL);
    }

    @ParameterizedTest
    @CsvSource({
        "28P01,AUTHENTICATION_FAILED",
        "28000,ACCESS_DENIED",
        "3D000,DATABASE_DOES_NOT_EXIST",
        "42P04,DATABASE_ALREADY_EXISTS",
        "57P01,CONNECTION_CLOSED",
        "57P03,SERVER_UNREACHABLE",
        "42501,WRITE_FORBIDDEN",
        "55P03,LOCK_NOT_AVAILABLE",
        "57014,STATEMENT_TIMED_OUT",
        "53100,OUT_OF_SPACE",
        "42601,DATABASE_FAILURE"
    })
    void an_error_of_the_server_has_its_code(String state, EngineErrorCode expected) {
        assertThat(explain(state, "words").code()).isEqualTo(expected);
    }

    @Test
    void names_the_user_the_database_and_the_address() {
        assertThat(explain("28P01", "no").problem()).contains("`ann`");
        assertThat(explain("3D000", "no").problem()).isEqualTo("Database `shop` does not exist");
        assertThat(explain("57P03", "starting up").problem()).contains("`db.example:5433`");
    }

    @Test
    void a_pooler_says_in_its_own_way_that_there_is_no_database() {
        assertThat(explain("08P01", "no such database: shop").code())
                .isEqualTo(EngineErrorCode.DATABASE_DOES_NOT_EXIST);
    }

    @Test
    void looks_behind_failures_that_no_server_has_told() {
        assertThat(explain(new SocketException("reset")).code()).isEqualTo(EngineErrorCode.CONNECTION_CLOSED);
        assertThat(explain(new SSLHandshakeException("no")).code()).isEqualTo(EngineErrorCode.TLS_FAILED);
        GnomonException silent = explain(new SocketTimeoutException("Read timed out"));
        assertThat(silent.code()).isEqualTo(EngineErrorCode.OPERATION_TIMED_OUT);
        assertThat(silent.problem()).contains("`9s`");
    }

    @Test
    void never_shows_the_password() {
        assertThat(explain("42601", "syntax error at s3cret").problem()).isEqualTo("ERROR: syntax error at ***");
    }

    @Test
    void says_what_to_do_where_a_script_makes_what_all_databases_share() {
        assertThat(PostgresqlFailures.remedyForServerObject(List.of("CREATE", "ROLE"), told("42710", "there"))
                        .orElseThrow())
                .contains("EXCEPTION WHEN duplicate_object");
        assertThat(PostgresqlFailures.remedyForServerObject(List.of("DROP", "DATABASE"), told("3D000", "none"))
                        .orElseThrow())
                .contains("DROP DATABASE IF EXISTS");
        assertThat(PostgresqlFailures.remedyForServerObject(
                        List.of("CREATE", "USER", "MAPPING"), told("42710", "there")))
                .isEmpty();
        assertThat(PostgresqlFailures.remedyForServerObject(List.of("CREATE", "TABLE"), told("42710", "there")))
                .isEmpty();
    }
}
