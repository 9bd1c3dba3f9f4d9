package dev.gnomon.engine.core;

import java.util.Objects;

/**
 * A migration whose run was cut off, and what became of it.
 *
 * @param id         its name
 * @param statements how many statements its file has
 * @param kept       how many of them had taken effect: none, and it is pending again; or all, and it was only recorded as
 *     applied; or some, and the others were run
 */
public record ResumedMigration(String id, int statements, int kept) {
    public ResumedMigration {
        Objects.requireNonNull(id, "id");
    }
}
