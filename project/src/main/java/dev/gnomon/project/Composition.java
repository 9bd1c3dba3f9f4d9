package dev.gnomon.project;

import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.event.EngineListener;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Who takes part in the runs of a project besides what its settings name. Made once, before the project is opened, and
 * never changed.
 *
 * @param dialects  asked once, when the first dialect is needed; empty: those of the module path and of the folders that
 *                  the settings name
 * @param listeners watch every run, after those that were found with the dialects and those of the settings
 * @param clock     gives the time for names and history rows
 * @param warnings  hears what listeners of the settings have to say that is no failure, a sentence at a time
 */
public record Composition(
        Optional<Supplier<Dialects>> dialects,
        List<EngineListener> listeners,
        Clock clock,
        Consumer<String> warnings) {

    /** Nobody besides. */
    public static final Composition USUAL = builder().build();

    public Composition {
        Objects.requireNonNull(dialects, "dialects");
        listeners = List.copyOf(listeners);
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(warnings, "warnings");
    }

    /** Start with nobody besides. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects who takes part. */
    public static final class Builder {
        private Optional<Supplier<Dialects>> dialects = Optional.empty();
        private final List<EngineListener> listeners = new ArrayList<>();
        private Clock clock = Clock.systemUTC();
        private Consumer<String> warnings =
                warning -> System.getLogger("dev.gnomon").log(Level.WARNING, warning);

        private Builder() {}

        /** Use these dialects, and the listeners that were found with them. */
        public Builder dialects(Dialects value) {
            return dialects(() -> value);
        }

        /** The same, found when they are needed. */
        public Builder dialects(Supplier<Dialects> value) {
            dialects = Optional.of(value);
            return this;
        }

        /** Let one more listener watch every run. */
        public Builder listener(EngineListener value) {
            listeners.add(value);
            return this;
        }

        /** Take the time for names and history rows from this clock; from the system's if nobody says. */
        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        /** Hand warnings to somebody; they go to the platform's log if nobody says. */
        public Builder warnings(Consumer<String> value) {
            warnings = value;
            return this;
        }

        public Composition build() {
            return new Composition(dialects, listeners, clock, warnings);
        }
    }
}
