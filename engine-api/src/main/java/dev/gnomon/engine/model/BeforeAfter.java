package dev.gnomon.engine.model;

import java.util.Objects;
import java.util.function.Function;

/** One thing in two states of the database: as it is, and as it shall be. */
public record BeforeAfter<T>(T before, T after) {

    public BeforeAfter {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    public <R> BeforeAfter<R> map(Function<? super T, ? extends R> mapping) {
        return new BeforeAfter<>(mapping.apply(before), mapping.apply(after));
    }

    public boolean isUnchanged() {
        return before.equals(after);
    }
}
