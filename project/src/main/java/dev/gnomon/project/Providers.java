package dev.gnomon.project;

import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.MigrationHistory;

/** Reads the kind of database off a migrations directory. */
final class Providers {

    private static final String KEY = "provider = ";

    private Providers() {}

    /**
     * Find the dialect that the lock file of a history names.
     *
     * @throws GnomonException {@code GN-1001} if there is no lock file, {@code GN-5001} if no dialect has the name
     */
    static Dialect ofHistory(Dialects dialects, MigrationHistory history) {
        String provider = history.lockFile()
                .map(Providers::provider)
                .orElseThrow(() -> new GnomonException(
                        EngineErrorCode.USAGE,
                        "Could not determine the connector from the migrations directory (missing migration_lock.toml).",
                        ""));
        return dialects.find(provider)
                .orElseThrow(() -> new GnomonException(
                        EngineErrorCode.DIALECT_UNKNOWN, "`" + provider + "` is not a supported connector.", ""));
    }

    /** The file is scanned as Prisma does: the first line that starts with the word counts. */
    private static String provider(String lockFile) {
        return lockFile.lines()
                .filter(line -> line.startsWith("provider"))
                .findFirst()
                .map(line -> (line.startsWith(KEY) ? line.substring(KEY.length()) : line).replaceAll("^\"+|\"+$", ""))
                .orElse("<PROVIDER NOT FOUND>");
    }
}
