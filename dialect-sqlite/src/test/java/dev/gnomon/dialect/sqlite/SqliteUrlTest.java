package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.error.GnomonException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What URLs say. */
class SqliteUrlTest {

    @TempDir
    Path folder = Path.of("");

    private SqliteUrl parse(String url) {
        return SqliteUrl.parse(new DatabaseTarget(url, folder));
    }

    @Test
    void a_path_is_relative_to_the_base_folder_or_absolute() {
        assertThat(parse("file:./sub/../dev.db").file())
                .contains(folder.toAbsolutePath().resolve("dev.db"));
        assertThat(parse("file:" + folder.toAbsolutePath() + "/x.db").file())
                .contains(folder.toAbsolutePath().resolve("x.db"));
        assertThat(parse("file://" + folder.toAbsolutePath() + "/x.db").file())
                .contains(folder.toAbsolutePath().resolve("x.db"));
    }

    @ParameterizedTest
    @ValueSource(strings = {":memory:", "file::memory:", "sqlite::memory:", "jdbc:sqlite:", "file:x.db?mode=memory"})
    void a_database_in_memory_has_no_file(String url) {
        assertThat(parse(url).file()).isEmpty();
        assertThat(parse(url).databaseName()).isEqualTo(":memory:");
    }

    @Test
    void parameters_are_found_in_any_letter_case() {
        assertThat(parse("file:x.db?MODE=ro&Socket_Timeout=7").isReadOnly()).isTrue();
        assertThat(parse("file:x.db?MODE=ro&Socket_Timeout=7").socketTimeoutSeconds())
                .contains(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:x.db",
                "file:x.db?socket_timeout=",
                "file:x.db?socket_timeout=soon",
                "file:x.db?socket_timeout=-1"
            })
    void a_patience_that_is_no_number_is_none(String url) {
        assertThat(parse(url).socketTimeoutSeconds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:", "file:.", "postgresql://localhost/db", "dev.db"})
    void refuses_what_names_no_file(String url) {
        assertThatThrownBy(() -> parse(url)).isInstanceOf(GnomonException.class).hasMessageContaining("P1013");
    }
}
