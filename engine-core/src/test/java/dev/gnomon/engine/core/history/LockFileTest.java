package dev.gnomon.engine.core.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LockFileTest {

    @Test
    void the_first_line_that_starts_with_the_word_counts() {
        assertThat(LockFile.provider("# provider = \"no\"\nprovider = \"acme\"\nprovider = \"other\"\n"))
                .isEqualTo("acme");
        assertThat(LockFile.provider("provider = \"acme\"\r\n")).isEqualTo("acme");
    }

    @Test
    void it_is_not_read_as_toml() {
        assertThat(LockFile.provider("provider=\"acme\"")).isEqualTo("provider=\"acme");
        assertThat(LockFile.provider("provider = \"acme\" ")).isEqualTo("acme\" ");
        assertThat(LockFile.provider("hello")).isEqualTo("<PROVIDER NOT FOUND>");
    }
}
