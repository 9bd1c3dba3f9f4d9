package dev.gnomon.engine.core;

import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.migration.Migration;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How {@code migrate dev} ended when nothing went wrong. */
public sealed interface MigrateDevOutcome {

    /** The pending migrations that this run applied, before it made a new one. */
    List<String> applied();

    /** The database is not what its history builds, or the history is not what it was; nothing was done. */
    record ResetNeeded(DevDiagnosis.ResetNeeded diagnosis) implements MigrateDevOutcome {
        public ResetNeeded {
            Objects.requireNonNull(diagnosis, "diagnosis");
        }

        @Override
        public List<String> applied() {
            return List.of();
        }
    }

    /** The history already builds the desired schema. */
    record UpToDate(List<String> applied) implements MigrateDevOutcome {
        public UpToDate {
            applied = List.copyOf(applied);
        }
    }

    /** Steps of the next migration cannot run on the rows that are there; nothing was written. */
    record Unexecutable(List<String> applied, DataLossReport report) implements MigrateDevOutcome {
        public Unexecutable {
            applied = List.copyOf(applied);
            Objects.requireNonNull(report, "report");
        }
    }

    /** The user did not accept the loss of data; nothing was written. */
    record Declined(List<String> applied, DataLossReport report) implements MigrateDevOutcome {
        public Declined {
            applied = List.copyOf(applied);
            Objects.requireNonNull(report, "report");
        }
    }

    /** The next migration was written and not applied, as asked. */
    record Drafted(List<String> applied, Migration migration, Path file, DataLossReport report)
            implements MigrateDevOutcome {
        public Drafted {
            applied = List.copyOf(applied);
            Objects.requireNonNull(migration, "migration");
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(report, "report");
        }
    }

    /**
     * The next migration was written and applied.
     *
     * @param remainder what is not as the schema says even so; empty, as it should be, for nothing
     */
    record Created(
            List<String> applied, Migration migration, Path file, DataLossReport report, Optional<Remainder> remainder)
            implements MigrateDevOutcome {
        public Created {
            applied = List.copyOf(applied);
            Objects.requireNonNull(migration, "migration");
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(report, "report");
            Objects.requireNonNull(remainder, "remainder");
        }
    }

    /** The next migration would be the last one once more, which has not brought about what it was made for. */
    record Unsettled(List<String> applied, Migration last, Remainder remainder) implements MigrateDevOutcome {
        public Unsettled {
            applied = List.copyOf(applied);
            Objects.requireNonNull(last, "last");
            Objects.requireNonNull(remainder, "remainder");
        }
    }
}
