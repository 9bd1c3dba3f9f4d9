package dev.gnomon.listeners.policy;

import java.util.OptionalLong;

/** How many rows a change puts at risk, as far as that is known when it is judged. */
sealed interface Rows {

    /** The change was only found: they are counted when it is evaluated. */
    record NotCountedYet() implements Rows {}

    /** Nobody could count them. */
    record Uncountable() implements Rows {}

    record Counted(long number) implements Rows {}

    /** What an event says that was told after the counting. */
    static Rows of(OptionalLong counted) {
        return counted.isPresent() ? new Counted(counted.getAsLong()) : new Uncountable();
    }

    /** What a message says of them behind the change; empty where there is nothing to say. */
    default String inWords() {
        return switch (this) {
            case NotCountedYet ignored -> "";
            case Uncountable ignored -> " (rows not counted)";
            case Counted counted -> counted.number() == 0 ? "" : " (" + counted.number() + " rows)";
        };
    }
}
