package dev.gnomon.engine.core.history;

import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.MigrationHistory;

/** Reads {@code migration_lock.toml} as Prisma does: not as TOML, but the first line that starts with the word. */
public final class LockFile {

    private static final String PREFIX = "provider = ";

    private LockFile() {}

    /** The provider that a lock file's text names; {@code <PROVIDER NOT FOUND>} if it names none. */
    public static String provider(String text) {
        return text.lines()
                .filter(line -> line.startsWith("provider"))
                .findFirst()
                .map(LockFile::value)
                .orElse("<PROVIDER NOT FOUND>");
    }

    /**
     * Make sure that the migrations are for this kind of database; no lock file is as good as the right one.
     *
     * @throws GnomonException {@code P3019} if they are for another
     */
    public static void check(MigrationHistory history, Dialect dialect) {
        if (history.lockFile().isEmpty()) {
            return;
        }
        String locked = provider(history.lockFile().get());
        if (!locked.equals(dialect.lockFileProvider())) {
            throw new GnomonException(
                    EngineErrorCode.PROVIDER_SWITCHED,
                    ("The datasource provider `%s` specified in your schema does not match the one specified in the "
                                    + "migration_lock.toml, `%s`. Please remove your current migration directory and "
                                    + "start a new migration history with prisma migrate dev. Read more: "
                                    + "https://pris.ly/d/migrate-provider-switch")
                            .formatted(dialect.lockFileProvider(), locked),
                    "");
        }
    }

    private static String value(String line) {
        String value = line;
        while (value.startsWith(PREFIX)) {
            value = value.substring(PREFIX.length());
        }
        int start = 0;
        int end = value.length();
        while (start < end && value.charAt(start) == '"') {
            start++;
        }
        while (end > start && value.charAt(end - 1) == '"') {
            end--;
        }
        return value.substring(start, end);
    }
}
