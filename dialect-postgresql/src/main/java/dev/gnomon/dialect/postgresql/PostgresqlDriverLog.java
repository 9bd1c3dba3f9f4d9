package dev.gnomon.dialect.postgresql;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the driver from logging: what matters it throws too, and some lines show whole URLs. */
final class PostgresqlDriverLog {

    /** Kept, since a logger that nobody holds loses its level. */
    private static final Logger LOG = Logger.getLogger("org.postgresql");

    private PostgresqlDriverLog() {}

    /** Turn the log off, unless somebody set it up. */
    static void silence() {
        if (LOG.getLevel() == null) {
            LOG.setLevel(Level.OFF);
        }
    }
}
