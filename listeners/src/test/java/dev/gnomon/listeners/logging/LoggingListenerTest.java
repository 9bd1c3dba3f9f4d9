package dev.gnomon.listeners.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.DialectId;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.ApplyProposed;
import dev.gnomon.engine.event.EngineEvent.MigrationApplied;
import dev.gnomon.engine.event.EngineEvent.StepFailed;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.engine.event.Run;
import dev.gnomon.engine.migration.Migration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoggingListenerTest {

    private static final Migration MIGRATION = Migration.of("1_a", "SELECT 1");

    private final List<String> lines = new ArrayList<>();
    private final LoggingListener listener = new LoggingListener(new Lines(), System.Logger.Level.INFO);

    /** Keeps what is written at INFO and above. */
    private final class Lines implements System.Logger {
        @Override
        public String getName() {
            return "lines";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.getSeverity() >= Level.INFO.getSeverity();
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
            lines.add(level + " " + message);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... parameters) {
            lines.add(level + " " + format);
        }
    }

    private static Occurrence occurrence() {
        DatabaseLocation database =
                new DatabaseLocation(Optional.of("app"), Optional.of("public"), Optional.of("localhost:5432"));
        return new Occurrence(
                new Run("r", "applyMigrations", Optional.of(new DialectId("postgresql")), Optional.of(database)),
                7,
                Instant.EPOCH,
                Optional.of(5L),
                Optional.of(Duration.ofMillis(3)));
    }

    @Test
    void an_event_is_a_line_of_names_and_values() {
        listener.after(occurrence(), new MigrationApplied(MIGRATION));

        assertThat(lines)
                .containsExactly("INFO migrationApplied run=r sequence=7 command=applyMigrations dialect=postgresql"
                        + " database=\"localhost:5432 app public\" microseconds=3000 migration=1_a checksum="
                        + MIGRATION.checksum().orElseThrow().hex());
    }

    @Test
    void a_failure_is_a_warning_on_one_line() {
        listener.after(
                occurrence(),
                new StepFailed(
                        new ApplyProposed(MIGRATION),
                        new GnomonException(EngineErrorCode.DATABASE_FAILURE, "first\nsecond \"third\"", "")));

        assertThat(lines.get(0))
                .startsWith("WARNING stepFailed ")
                .endsWith("step=applyProposed failure=\"GN-6001: first\\nsecond \\\"third\\\"\"")
                .doesNotContain("\n");
    }
}
