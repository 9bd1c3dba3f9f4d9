package dev.gnomon.config;

/** The variable with which users of pooled connections switch the migration lock off. */
final class MigrationLocks {

    private static final String VARIABLE = "PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK";

    private MigrationLocks() {}

    /** Whether the variable is set to anything but nothing and 0. */
    static boolean disabled(Environment environment) {
        String value = environment.get(VARIABLE).orElse("");
        return !value.isEmpty() && !value.equals("0");
    }
}
