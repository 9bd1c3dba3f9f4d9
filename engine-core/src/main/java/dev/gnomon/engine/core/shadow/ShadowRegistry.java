package dev.gnomon.engine.core.shadow;

import static java.lang.System.Logger.Level.WARNING;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The shadow databases in use in this process, so that each is given back on every way out. */
public final class ShadowRegistry {

    private final Set<ShadowLease> leases = new LinkedHashSet<>();
    private boolean closed;

    /** Makes a shadow database. */
    @FunctionalInterface
    interface Creation {
        ShadowLease run() throws SQLException;
    }

    /** Make one and remember it; {@link #close} waits for the making, so that none is missed. */
    synchronized ShadowLease open(Creation creation) throws SQLException {
        if (closed) {
            throw new GnomonException(EngineErrorCode.DATABASE_FAILURE, "The engine is closed", "");
        }
        ShadowLease lease = creation.run();
        leases.add(lease);
        return lease;
    }

    /** Give one back. */
    void close(ShadowLease lease) throws SQLException {
        try {
            lease.close();
        } finally {
            synchronized (this) {
                leases.remove(lease);
            }
        }
    }

    /** Give all back that are in use, and make no more. */
    public void close() {
        List<ShadowLease> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(leases);
            leases.clear();
        }
        for (ShadowLease lease : left) {
            try {
                lease.abandon();
            } catch (SQLException failure) {
                System.getLogger(ShadowRegistry.class.getName())
                        .log(
                                WARNING,
                                () -> "The shadow database %s is left behind: %s"
                                        .formatted(lease.name(), failure.getMessage()));
            }
        }
    }
}
