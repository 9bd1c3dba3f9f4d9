package dev.gnomon.engine.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.migration.PartialRun.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartialRunTest {

    private static final Checksum CHECKSUM = PartialRun.checksumOf(List.of("CREATE TABLE a (id INT)", "SELECT 1"));

    @Test
    void is_found_again_at_the_end_of_the_logs() {
        PartialRun run = new PartialRun(4, 2, State.FAILED, Optional.of(9), CHECKSUM);
        String logs = "Database error:\nno such table\n\n" + run.toLine() + "\n";
        assertThat(PartialRun.find(logs)).contains(run);
        assertThat(PartialRun.find(run.toLine())).contains(run);
        assertThat(PartialRun.without(logs)).isEqualTo("Database error:\nno such table\n\n");
    }

    @Test
    void has_no_line_where_nothing_was_left_to_run() {
        PartialRun run = new PartialRun(1, 1, State.RUNNING, Optional.empty(), CHECKSUM);
        assertThat(PartialRun.find(run.toLine())).contains(run);
    }

    @Test
    void is_not_found_in_other_words() {
        for (String logs : List.of(
                "",
                "Database error:\nno such table",
                "the text gnomon-progress: statements=4 kept=2 state=failed checksum=00",
                "gnomon-progress: statements=4 kept=5 state=failed checksum=00",
                "gnomon-progress: statements=4 kept=2 state=asleep checksum=00",
                "gnomon-progress: statements=4 kep")) {
            assertThat(PartialRun.find(logs)).as(logs).isEmpty();
            assertThat(PartialRun.without(logs)).isEqualTo(logs);
        }
    }

    @Test
    void the_checksum_grows_with_each_statement() {
        assertThat(PartialRun.extend(PartialRun.checksumOf(List.of("CREATE TABLE a (id INT)")), "SELECT 1"))
                .isEqualTo(CHECKSUM);
        assertThat(PartialRun.checksumOf(List.of("CREATE TABLE a (id INT)\nSELECT 1")))
                .isNotEqualTo(CHECKSUM);
    }

    @Test
    void cannot_keep_more_than_there_is() {
        assertThatThrownBy(() -> new PartialRun(1, 2, State.FAILED, Optional.empty(), CHECKSUM))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
