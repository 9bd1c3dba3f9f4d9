package dev.gnomon.engine.core;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The databases that were missing when a command needed them, and were created for it. */
final class MissingDatabases {

    private final Engine engine;
    private final Set<DatabaseTarget> created = ConcurrentHashMap.newKeySet();

    MissingDatabases(Engine engine) {
        this.engine = engine;
    }

    /** Create a database unless it is there, and tell whether it was created. */
    boolean ensure(Dialect dialect, DatabaseTarget target) {
        try {
            engine.ensureConnection(dialect, target);
            return false;
        } catch (GnomonException failure) {
            if (failure.code() != EngineErrorCode.DATABASE_DOES_NOT_EXIST) {
                throw failure;
            }
            return isCreatedByUs(dialect, target);
        }
    }

    /** Several runs may find the database missing at once; only one of them creates it. */
    private boolean isCreatedByUs(Dialect dialect, DatabaseTarget target) {
        try {
            engine.createDatabase(dialect, target);
            created.add(target);
            return true;
        } catch (GnomonException refused) {
            try {
                engine.ensureConnection(dialect, target);
                return false;
            } catch (GnomonException stillMissing) {
                refused.addSuppressed(stillMissing);
                throw refused;
            }
        }
    }

    /** Forget that a database was created, which may be taken back once; whether it was. */
    boolean forget(DatabaseTarget target) {
        return created.remove(target);
    }
}
