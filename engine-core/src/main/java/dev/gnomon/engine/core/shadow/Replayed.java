package dev.gnomon.engine.core.shadow;

import dev.gnomon.engine.migration.ReplayedHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import java.util.Optional;

/**
 * What a replay found out.
 *
 * @param answer to the inquiry; empty where there was nothing to ask
 */
public record Replayed(ReplayedHistory history, Optional<DatabaseSchema> answer) {}
