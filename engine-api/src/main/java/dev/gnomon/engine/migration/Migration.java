package dev.gnomon.engine.migration;

import java.util.Objects;
import java.util.Optional;

/**
 * A migration as it lies in the migrations directory.
 *
 * @param id     the name of its folder
 * @param script the text of its {@code migration.sql}; empty where the file is missing or unreadable
 */
public record Migration(String id, Optional<String> script) {

    public Migration {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(script, "script");
    }

    public static Migration of(String id, String script) {
        return new Migration(id, Optional.of(script));
    }

    public Optional<Checksum> checksum() {
        return script.map(Checksum::of);
    }
}
