package dev.gnomon.engine.core;

import dev.gnomon.engine.core.workspace.MigrationsDirectory;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.migration.DataLossReport;
import java.util.Objects;

/**
 * Input of {@code migrate dev}.
 *
 * @param directory  where the migrations lie and the next one is written
 * @param desired    where the schema that the database shall have comes from
 * @param createOnly write the next migration, even an empty one, and do not apply it
 * @param decisions  what only the user can decide
 */
public record MigrateDevRequest(
        Workspace workspace,
        MigrationsDirectory directory,
        SchemaSource desired,
        boolean createOnly,
        Decisions decisions) {

    public MigrateDevRequest {
        Objects.requireNonNull(workspace, "workspace");
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(desired, "desired");
        Objects.requireNonNull(decisions, "decisions");
    }

    /** Asked in the middle of a run, only where the answer matters. */
    public interface Decisions {

        /** Whether to go on in spite of these warnings, of which there is at least one. */
        boolean acceptDataLoss(DataLossReport report);

        /** What the next migration is called, before it is made fit for a folder; may be empty. */
        String migrationName();
    }
}
