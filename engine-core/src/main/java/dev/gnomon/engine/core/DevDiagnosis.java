package dev.gnomon.engine.core;

import dev.gnomon.engine.migration.Drift;
import dev.gnomon.engine.migration.HistoryReport;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What {@code migrate dev} may do with a development database. */
public sealed interface DevDiagnosis {

    /** What comparing the migrations directory with the history table showed. */
    HistoryReport report();

    /** The next migration can be made; pending ones apply first. */
    record CreateMigration(HistoryReport report) implements DevDiagnosis {
        public CreateMigration {
            Objects.requireNonNull(report, "report");
        }
    }

    /**
     * The database is not what its migrations make, so only a reset brings both together.
     *
     * @param reasons one text each, in the engine's order; never empty
     * @param drift   empty where the reasons are others
     */
    record ResetNeeded(HistoryReport report, List<String> reasons, Optional<Drift> drift) implements DevDiagnosis {
        public ResetNeeded {
            Objects.requireNonNull(report, "report");
            Objects.requireNonNull(drift, "drift");
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("a reset needs a reason");
            }
        }

        /** All reasons as one text: a single one as it is, several as a list. */
        public String reason() {
            if (reasons.size() == 1) {
                return reasons.get(0);
            }
            StringBuilder text = new StringBuilder();
            reasons.forEach(reason -> text.append("- ").append(reason).append('\n'));
            return text.toString();
        }
    }
}
