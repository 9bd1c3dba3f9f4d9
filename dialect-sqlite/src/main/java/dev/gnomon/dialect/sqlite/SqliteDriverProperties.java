package dev.gnomon.dialect.sqlite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** Says in the driver's words how a database is opened. */
final class SqliteDriverProperties {

    private SqliteDriverProperties() {}

    static Properties of(Optional<Path> file, boolean readOnly, Duration patience) {
        SQLiteConfig config = new SQLiteConfig();
        // As in Prisma's connections; SQLite's own default is off.
        config.enforceForeignKeys(true);
        config.setBusyTimeout(Math.toIntExact(Math.min(patience.toMillis(), Integer.MAX_VALUE)));
        if (readOnly) {
            config.setReadOnly(true);
        } else if (file.isPresent()) {
            config.resetOpenMode(SQLiteOpenMode.CREATE);
        }
        return config.toProperties();
    }
}
