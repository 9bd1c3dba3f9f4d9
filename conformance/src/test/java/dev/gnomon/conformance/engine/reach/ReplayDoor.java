package dev.gnomon.conformance.engine.reach;

import java.util.List;
import java.util.Optional;

/** A way to have the migrations of a project replayed. */
enum ReplayDoor {
    MIGRATE_DEV(List.of("migrate", "dev", "--name", "next")),
    MIGRATE_DIFF(List.of("migrate", "diff", "--from-migrations", "prisma/migrations", "--to-empty", "--script")),
    MIGRATE_STATUS(List.of("migrate", "status", "--check-drift")),
    CREATE_MIGRATION("createMigration"),
    DEV_DIAGNOSTIC("devDiagnostic"),
    DIAGNOSE_MIGRATION_HISTORY("diagnoseMigrationHistory");

    private final List<String> line;
    private final Optional<String> method;

    ReplayDoor(List<String> line) {
        this.line = line;
        this.method = Optional.empty();
    }

    ReplayDoor(String method) {
        this.line = List.of();
        this.method = Optional.of(method);
    }

    /** Run it in a project, and give all that it said. */
    ReplayProject.Answer open(ReplayProject project) {
        return method.map(project::request).orElseGet(() -> project.run(line));
    }
}
