package dev.gnomon.engine.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When, and as which event of its run, something happened.
 *
 * @param run      the run that the event belongs to
 * @param sequence the event's number in the run, from 1, without gaps for a listener that watches all kinds
 * @param time     by the clock of the machine
 * @param proposal for the report of a step: the number of the event that proposed it
 * @param duration for the report of a step: how long it took, the time that listeners took within it included
 */
public record Occurrence(Run run, long sequence, Instant time, Optional<Long> proposal, Optional<Duration> duration) {
    public Occurrence {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(proposal, "proposal");
        Objects.requireNonNull(duration, "duration");
    }
}
