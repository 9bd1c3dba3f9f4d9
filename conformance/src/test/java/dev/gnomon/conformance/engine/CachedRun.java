package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.core.DevDiagnosis;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.event.EngineEvent.MigrationReplayed;
import dev.gnomon.engine.event.EngineEvent.ShadowDatabaseCreated;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a run with a replay cache did, and what it found. */
record CachedRun(int shadowDatabases, int replayed, DevDiagnosis diagnosis) {

    private static final long PLENTY = 1 << 20;

    /** Diagnose in an engine of its own each time, since one remembers what it replayed. */
    static CachedRun of(Path cache, Workspace workspace, Migration... migrations) {
        EventRecorder events = new EventRecorder();
        try (Engine engine = Engine.builder()
                .listeners(List.of(events))
                .replayCache(cache, PLENTY)
                .build()) {
            DevDiagnosis diagnosis =
                    engine.devDiagnostic(workspace, new MigrationHistory(Optional.empty(), List.of(migrations)));
            return new CachedRun(
                    events.all(ShadowDatabaseCreated.class).size(),
                    events.all(MigrationReplayed.class).size(),
                    diagnosis);
        }
    }

    void assertReplayed(int migrations) {
        assertThat(shadowDatabases).isEqualTo(1);
        assertThat(replayed).isEqualTo(migrations);
    }

    void assertKnown() {
        assertThat(shadowDatabases).isZero();
    }
}
