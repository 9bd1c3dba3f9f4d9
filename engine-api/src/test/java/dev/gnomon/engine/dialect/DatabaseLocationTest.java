package dev.gnomon.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseLocationTest {

    @Test
    void a_file_is_shown_once_and_a_server_with_its_database() {
        assertThat(location("sh.db", "file:./prisma/sh.db").shown()).isEqualTo("file:./prisma/sh.db");
        assertThat(location("shop", "localhost:5432").shown()).isEqualTo("localhost:5432/shop");
        assertThat(new DatabaseLocation(Optional.of("shop"), Optional.empty(), Optional.empty()).shown())
                .isEqualTo("shop");
    }

    private static DatabaseLocation location(String database, String address) {
        return new DatabaseLocation(Optional.of(database), Optional.empty(), Optional.of(address));
    }
}
