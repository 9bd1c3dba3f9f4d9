package dev.gnomon.engine.core;

import dev.gnomon.engine.core.database.Protection;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.MigrationLock.Held;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.CreateDatabaseProposed;
import dev.gnomon.engine.event.EngineEvent.DatabaseCreated;
import dev.gnomon.engine.event.EngineEvent.DatabaseDropped;
import dev.gnomon.engine.event.EngineEvent.DropDatabaseProposed;
import dev.gnomon.engine.event.EngineEvent.ProtectionChanged;
import dev.gnomon.engine.event.EngineEvent.ProtectionProposed;
import dev.gnomon.engine.model.DatabaseSchema;
import java.sql.SQLException;
import java.time.Duration;

/** What is done to a database as a whole: made, dropped, protected. */
final class DatabaseCommands {

    /** Whoever else works on a database that a vetoed run has created may keep it. */
    private static final Duration TAKE_BACK_PATIENCE = Duration.ofSeconds(1);

    private final Session session;

    DatabaseCommands(Session session) {
        this.session = session;
    }

    /** Create the database, and give its name. */
    String create() {
        DatabaseLocation location = session.location();
        return session.steps()
                .run(
                        new CreateDatabaseProposed(location),
                        () -> session.connector().createDatabase(session.target()),
                        name -> new DatabaseCreated(location));
    }

    /** Drop the database unless it is protected, and tell where it was. */
    DatabaseLocation drop() {
        DatabaseLocation location = session.location();
        return session.steps()
                .run(
                        new DropDatabaseProposed(location),
                        () -> {
                            refuseWhereProtected();
                            session.connector().dropDatabase(session.target());
                            return location;
                        },
                        DatabaseDropped::new);
    }

    private void refuseWhereProtected() throws SQLException {
        try {
            Protection.refuse(session.connection(), session.dialect());
        } catch (GnomonException failure) {
            if (failure.code() != EngineErrorCode.DATABASE_DOES_NOT_EXIST) {
                throw failure;
            }
        } finally {
            // Nobody may be connected to a database that is dropped.
            session.close();
        }
    }

    /**
     * Drop a database that was just created, unless something is in it or somebody is at work there.
     *
     * @return whether it was dropped
     */
    boolean takeBack() {
        try (Held held = session.lock(TAKE_BACK_PATIENCE)) {
            if (!isUntouched()) {
                return false;
            }
        } catch (SQLException | GnomonException busy) {
            return false;
        }
        DatabaseLocation location = session.location();
        session.steps().explained(() -> {
            // Nobody may be connected to a database that is dropped.
            session.close();
            session.connector().dropDatabase(session.target());
        });
        session.steps().tell(new DatabaseDropped(location));
        return true;
    }

    /** Whether there is nothing in the database, not even an empty history. */
    private boolean isUntouched() throws SQLException {
        DatabaseSchema found = session.schema();
        return found.tables().isEmpty()
                && found.enums().isEmpty()
                && found.views().isEmpty()
                && session.history().read().isEmpty();
    }

    /** Mark the database so that no command empties or drops it, or take the mark away; tell where it is. */
    DatabaseLocation protect(boolean protect) {
        return session.steps()
                .run(
                        new ProtectionProposed(session.location(), protect),
                        () -> {
                            Protection.change(session.connection(), session.dialect(), protect);
                            return session.location();
                        },
                        location -> new ProtectionChanged(location, protect));
    }
}
