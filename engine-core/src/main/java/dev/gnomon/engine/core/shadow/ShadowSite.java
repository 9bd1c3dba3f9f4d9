package dev.gnomon.engine.core.shadow;

import dev.gnomon.engine.core.database.SchemaView;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.ReachKind;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where a replay takes place, and what of it is read afterwards.
 *
 * @param main         the database beside which a shadow database is made, and which must not be it
 * @param configured   the user's own shadow database
 * @param resetAllowed its name if the user said that what it holds may go
 * @param template     a database that was made stays as a template for the next replay
 * @param scope        what is read
 * @param view         only used where a configured shadow database has to be emptied object by object
 * @param initScript   runs before the first migration; blank for none
 * @param allowed      what scripts may reach outside of the shadow database, since the user says so
 * @param patience     how long to wait for a configured database that another run uses
 * @param session      opens the run's own session with the main database; only asked where there is one
 */
public record ShadowSite(
        Dialect dialect,
        Optional<DatabaseTarget> main,
        Optional<DatabaseTarget> configured,
        Optional<String> resetAllowed,
        boolean template,
        IntrospectionScope scope,
        SchemaView view,
        String initScript,
        Set<ReachKind> allowed,
        Duration patience,
        Supplier<Connection> session) {}
