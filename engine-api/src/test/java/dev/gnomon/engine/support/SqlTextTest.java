package dev.gnomon.engine.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlTextTest {

    @Test
    void no_character_ends_the_quotes() {
        assertThat(SqlText.identifier("a\"b'c;--")).isEqualTo("\"a\"\"b'c;--\"");
        assertThat(SqlText.literal("a\"b'c;--\\")).isEqualTo("'a\"b''c;--\\'");
    }
}
