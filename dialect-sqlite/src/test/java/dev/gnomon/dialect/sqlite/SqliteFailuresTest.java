package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The words for the driver's failures. */
class SqliteFailuresTest {

    @TempDir
    Path folder = Path.of("");

    private GnomonException explain(SQLiteErrorCode code, String file) {
        SQLException failure = new SQLiteException("[" + code + "]  words (of the library)", code);
        return SqliteFailures.explain(
                failure, SqliteUrl.parse(new DatabaseTarget("file:" + file, folder)), Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @CsvSource({
        "SQLITE_BUSY,OPERATION_TIMED_OUT",
        "SQLITE_BUSY_SNAPSHOT,OPERATION_TIMED_OUT",
        "SQLITE_LOCKED,OPERATION_TIMED_OUT",
        "SQLITE_READONLY,ACCESS_DENIED",
        "SQLITE_CANTOPEN,ACCESS_DENIED",
        "SQLITE_FULL,OUT_OF_SPACE",
        "SQLITE_IOERR_WRITE,OUT_OF_SPACE",
        "SQLITE_CORRUPT,DATABASE_FAILURE",
        "SQLITE_NOTADB,DATABASE_FAILURE",
        "SQLITE_ERROR,DATABASE_FAILURE"
    })
    void a_result_code_has_its_error_whatever_its_extension(SQLiteErrorCode code, EngineErrorCode expected)
            throws IOException {
        Files.createFile(folder.resolve("dev.db"));
        assertThat(explain(code, "dev.db").code()).isEqualTo(expected);
    }

    @Test
    void says_how_long_was_waited_and_what_to_do() {
        GnomonException busy = explain(SQLiteErrorCode.SQLITE_BUSY, "dev.db");
        assertThat(busy.problem()).contains("`7s`").contains("`dev.db`");
        assertThat(busy.remedy()).contains("socket_timeout");
    }

    @Test
    void a_file_that_is_not_there_cannot_be_opened_by_anybody() {
        GnomonException missing = explain(SQLiteErrorCode.SQLITE_CANTOPEN, "none.db");
        assertThat(missing.code()).isEqualTo(EngineErrorCode.DATABASE_DOES_NOT_EXIST);
        assertThat(missing.remedy())
                .contains(folder.resolve("none.db").toAbsolutePath().toString());
    }

    @Test
    void shows_the_librarys_words_without_the_drivers() {
        SQLException failure = new SQLiteException(
                "[SQLITE_ERROR] SQL error or missing database (no such table: t)", SQLiteErrorCode.SQLITE_ERROR);
        assertThat(SqliteFailures.message(failure)).isEqualTo("no such table: t");
    }
}
