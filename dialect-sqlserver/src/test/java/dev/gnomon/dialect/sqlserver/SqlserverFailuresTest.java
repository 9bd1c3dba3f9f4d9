package dev.gnomon.dialect.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words for the driver's failures. */
class SqlserverFailuresTest {

    private static final SqlserverUrl URL = SqlserverUrl.parse(new DatabaseTarget(
            "sqlserver://db.example:1433;database=shop;user=ann;password=s3cret;socketTimeout=9", Path.of("")));

    private static GnomonException explain(int number, String state, String text) {
        return SqlserverFailures.explain(new SQLException(text, state, number), URL);
    }

    @ParameterizedTest
    @CsvSource({
        "18456,AUTHENTICATION_FAILED",
        "4060,DATABASE_DOES_NOT_EXIST",
        "911,DATABASE_DOES_NOT_EXIST",
        "1801,DATABASE_ALREADY_EXISTS",
        "916,ACCESS_DENIED",
        "102,DATABASE_FAILURE"
    })
    void an_error_of_the_server_has_its_code(int number, EngineErrorCode expected) {
        assertThat(explain(number, "S0001", "words").code()).isEqualTo(expected);
    }

    @Test
    void names_the_user_the_database_and_the_address() {
        assertThat(explain(18_456, "S0001", "Login failed").problem()).contains("`ann`");
        assertThat(explain(4060, "S0001", "cannot open").problem()).isEqualTo("Database `shop` does not exist");
        assertThat(explain(0, "08S01", "The TCP/IP connection to the host db.example has failed")
                        .problem())
                .contains("`db.example:1433`");
    }

    @Test
    void knows_failures_without_a_number_by_the_drivers_words_and_their_causes() {
        assertThat(explain(0, "08S01", "The driver could not establish a connection by using SSL encryption")
                        .code())
                .isEqualTo(EngineErrorCode.TLS_FAILED);
        assertThat(explain(0, "08S01", "The connection is closed").code()).isEqualTo(EngineErrorCode.CONNECTION_CLOSED);
        SQLException silent = new SQLException("Read timed out", "08S01", 0, new SocketTimeoutException());
        assertThat(SqlserverFailures.explain(silent, URL).code()).isEqualTo(EngineErrorCode.OPERATION_TIMED_OUT);
    }

    @Test
    void never_shows_the_password() {
        assertThat(explain(102, "S0001", "Incorrect syntax near 's3cret'.").problem())
                .isEqualTo("Incorrect syntax near '***'.");
    }

    @Test
    void says_what_to_do_where_a_script_makes_what_all_databases_share() {
        assertThat(SqlserverFailures.remedyForServerObject(new SQLException("there", "S0001", 15_025))
                        .orElseThrow())
                .contains("SUSER_ID");
        assertThat(SqlserverFailures.remedyForServerObject(new SQLException("other", "S0001", 102)))
                .isEmpty();
    }
}
