package dev.gnomon.engine.core.shadow;

import dev.gnomon.engine.core.database.SchemaView;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.IntrospectionScope;
import java.sql.Connection;
import java.util.Optional;
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
        Supplier<Connection> session) {}
