package dev.gnomon.engine.dialect;

import java.util.Objects;

/**
 * A statement of a script that reaches out of the database which the script runs in.
 *
 * @param kind   what it reaches
 * @param line   the line of the script where the words stand that reach out, from 1
 * @param what   what it does, as the end of a sentence that begins with the line, for example {@code USE `shop` changes
 *     the database}; without any secret
 * @param remedy what to write instead, as a sentence; blank if there is nothing to say that the kind does not say
 */
public record Reach(ReachKind kind, int line, String what, String remedy) {
    public Reach {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(remedy, "remedy");
    }
}
