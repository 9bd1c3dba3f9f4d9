package dev.gnomon.engine.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumTest {

    private static final String SCRIPT = "INSERT INTO t VALUES ('Straße', '“€”');\n";

    /** What Prisma takes for the text of a file, whose checksum it keeps. */
    private static Checksum asRecorded(String text, Charset encoding) {
        return Checksum.of(new String(text.getBytes(encoding), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void a_script_that_was_recorded_as_UTF_16_is_the_same_as_UTF_8(String encoding) {
        Checksum recorded = asRecorded("\uFEFF" + SCRIPT, Charset.forName(encoding));

        assertThat(recorded.matches(SCRIPT)).isTrue();
        assertThat(recorded.matches(SCRIPT.replace('ß', 's'))).isFalse();
    }

    @Test
    void a_script_that_was_recorded_in_the_encoding_of_Windows_is_the_same_as_UTF_8() {
        Checksum recorded = asRecorded(SCRIPT.replace("\n", "\r\n"), Charset.forName("windows-1252"));

        assertThat(recorded.matches(SCRIPT)).isTrue();
        assertThat(recorded.matches(SCRIPT + " ")).isFalse();
    }

    @Test
    void a_byte_order_mark_makes_no_other_script() {
        assertThat(Checksum.of("\uFEFF" + SCRIPT).matches(SCRIPT)).isTrue();
        assertThat(Checksum.of(SCRIPT).matches("\uFEFF" + SCRIPT)).isTrue();
        assertThat(Checksum.of(SCRIPT).matches("\uFEFF" + SCRIPT.replace("\n", "\r\n")))
                .isTrue();
    }
}
