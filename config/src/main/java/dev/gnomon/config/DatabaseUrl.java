package dev.gnomon.config;

import dev.gnomon.engine.dialect.DatabaseTarget;
import java.util.Objects;

/** A database's address as the settings give it. */
public sealed interface DatabaseUrl {

    /** Where it was set, for messages: a file, {@code --url}, a variable. */
    String origin();

    /** An address, with what relative file names in it are relative to. */
    record Known(DatabaseTarget target, String origin) implements DatabaseUrl {
        public Known {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(origin, "origin");
        }
    }

    /** The address is written such that only running the file could tell it. */
    record Unreadable(SettingsProblem problem, String origin) implements DatabaseUrl {
        public Unreadable {
            Objects.requireNonNull(problem, "problem");
            Objects.requireNonNull(origin, "origin");
        }
    }

    /**
     * The address is in an environment variable, and that is not set.
     *
     * @param inSchema the datasource block of the schema names it
     */
    record MissingVariable(String variable, String origin, boolean inSchema) implements DatabaseUrl {
        public MissingVariable {
            Objects.requireNonNull(variable, "variable");
            Objects.requireNonNull(origin, "origin");
        }
    }
}
