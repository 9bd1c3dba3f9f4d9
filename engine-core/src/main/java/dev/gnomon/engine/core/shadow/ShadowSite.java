package dev.gnomon.engine.core.shadow;

import dev.gnomon.engine.core.database.SchemaView;
import dev.gnomon.engine.core.workspace.ShadowSettings;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.IntrospectionScope;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where a replay takes place, and what of it is read afterwards.
 *
 * @param workspace what the replay is for: its own database must not be the shadow database
 * @param view      only used where a configured shadow database has to be emptied object by object
 * @param patience  how long to wait for a configured database that another run uses
 * @param session   opens the run's own session with the main database; only asked where there is one
 */
public record ShadowSite(Workspace workspace, SchemaView view, Duration patience, Supplier<Connection> session) {

    Dialect dialect() {
        return workspace.dialect();
    }

    /** The database beside which a shadow database is made. */
    Optional<DatabaseTarget> main() {
        return workspace.target();
    }

    /** The user's own shadow database. */
    Optional<DatabaseTarget> configured() {
        return settings().configured();
    }

    ShadowSettings settings() {
        return workspace.shadow();
    }

    /** What is read. */
    IntrospectionScope scope() {
        return workspace.scope();
    }
}
