package dev.gnomon.cli.project;

import java.util.Map;

/** The variable with which users of pooled connections switch the migration lock off. */
public final class MigrationLocks {

    private static final String VARIABLE = "PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK";

    private MigrationLocks() {}

    /** Whether the variable is set to anything but nothing and 0. */
    public static boolean disabled(Map<String, String> environment) {
        String value = environment.getOrDefault(VARIABLE, "");
        return !value.isEmpty() && !value.equals("0");
    }
}
