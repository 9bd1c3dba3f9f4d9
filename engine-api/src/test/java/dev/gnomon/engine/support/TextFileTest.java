package dev.gnomon.engine.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFileTest {

    private static final String TEXT = "CREATE TABLE t (name text);\r\nINSERT INTO t VALUES ('Straße 🚀');\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void a_text_with_a_byte_order_mark_is_read_in_its_encoding(String encoding) throws IOException {
        Path file = Files.write(folder.resolve("x.sql"), ("\uFEFF" + TEXT).getBytes(Charset.forName(encoding)));

        assertThat(TextFile.read(file)).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void a_text_is_written_back_in_the_encoding_that_it_had(String encoding) {
        byte[] before = "\uFEFFold".getBytes(Charset.forName(encoding));

        assertThat(TextFile.encode("ä", before)).isEqualTo("\uFEFFä".getBytes(Charset.forName(encoding)));
        assertThat(TextFile.encode("ä", "old".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("ä".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_replacement_character_that_was_written_is_a_character_like_others() {
        assertThat(TextFile.decode("a\uFFFDb".getBytes(StandardCharsets.UTF_8), "x"))
                .isEqualTo("a\uFFFDb");
    }

    @Test
    void a_byte_that_is_no_text_is_named_with_its_place() {
        byte[] bytes = "\uFEFFäö\n'Straße'".getBytes(StandardCharsets.UTF_8);
        // The second byte of ß.
        bytes[bytes.length - 3] = 'e';

        assertThatThrownBy(() -> TextFile.decode(bytes, "a/migration.sql"))
                .hasMessage("GN-1006: a/migration.sql is not UTF-8: byte 0xC3 at line 2, column 6. Nothing was done.");
    }

    @Test
    void texts_that_end_in_the_middle_of_a_character_are_refused() {
        assertThatThrownBy(() -> TextFile.decode(new byte[] {'a', (byte) 0xC3}, "x"))
                .hasMessageContaining("x is not UTF-8: byte 0xC3 at line 1, column 2");
        assertThatThrownBy(() -> TextFile.decode(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0, 'b'}, "x"))
                .hasMessageContaining("x is not UTF-16LE: byte 0x62 at line 1, column 2");
        assertThatThrownBy(() -> TextFile.decode(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, "x"))
                .hasMessageContaining("x is not UTF-8: byte 0xED at line 1, column 1");
    }

    @Test
    void UTF_16_without_a_mark_is_refused() {
        assertThatThrownBy(() -> TextFile.decode("SELECT".getBytes(StandardCharsets.UTF_16LE), "x"))
                .hasMessageContaining("x is no text: byte 0x00 at line 1, column 2");
    }

    @Test
    @Timeout(10)
    void what_is_no_file_is_refused_and_not_waited_for() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> TextFile.read(pipe)).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> TextFile.read(folder)).isInstanceOf(FileSystemException.class);
    }
}
