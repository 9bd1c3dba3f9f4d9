package dev.gnomon.engine.core.shadow;

import dev.gnomon.engine.core.history.HistoryStore;
import dev.gnomon.engine.dialect.Connector;
import dev.gnomon.engine.dialect.DatabaseIdentity;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** Keeps a configured shadow database from being somebody's database, since it is about to be emptied. */
final class ShadowGuard {

    private ShadowGuard() {}

    /**
     * Make sure that a database may be emptied.
     *
     * @return its name
     * @throws GnomonException {@code P3025} if it is the main database, {@code P3026} if it looks like somebody's
     */
    static String check(ShadowSite site, DatabaseTarget target, Connection shadow) throws SQLException {
        Connector connector = site.dialect().connector();
        DatabaseIdentity identity = connector.identify(shadow, target);
        if (site.main().isPresent() && isMain(site, site.main().get(), identity)) {
            throw new GnomonException(
                    EngineErrorCode.SHADOW_DATABASE_IS_MAIN,
                    "The shadow database you configured appears to be the same as the main database. Please specify"
                            + " another shadow database.",
                    "Both URLs lead to one database, as the server itself says. Nothing was changed. Name another, empty"
                            + " database in `shadowDatabaseUrl`, or leave it out to have one made.");
        }
        DatabaseLocation location = connector.locate(target);
        String name = location.database().orElse(identity.database());
        boolean allowed = site.resetAllowed()
                .filter(named -> named.equals(name) || named.equals(identity.database()))
                .isPresent();
        if (!allowed && !site.dialect().shadowDatabases().isMarked(shadow)) {
            Optional<String> sign = signOfUse(site, shadow);
            if (sign.isPresent()) {
                throw new GnomonException(
                        EngineErrorCode.SHADOW_DATABASE_NOT_EMPTY,
                        "The shadow database at `%s` is not empty. Prisma Migrate resets the shadow database before it"
                                        .formatted(new DatabaseLocation(
                                                        Optional.of(name), location.schema(), location.address())
                                                .shown())
                                + " replays your migration history into it, which would destroy the data it currently"
                                + " holds.\n\n" + sign.get(),
                        "Set an empty database as `shadowDatabaseUrl`, or, if all data in this one may be destroyed, run"
                                + " the command again with --allow-shadow-reset " + name);
            }
        }
        return name;
    }

    private static boolean isMain(ShadowSite site, DatabaseTarget main, DatabaseIdentity shadow) throws SQLException {
        try (Connection connection = site.dialect().connector().connect(main)) {
            return site.dialect().connector().identify(connection, main).equals(shadow);
        } catch (GnomonException unreachable) {
            // What is not there cannot be the shadow database, which is.
            if (unreachable.code() == EngineErrorCode.DATABASE_DOES_NOT_EXIST) {
                return false;
            }
            throw unreachable;
        }
    }

    /** Why a database looks like somebody's; empty if nothing of value is in sight. */
    private static Optional<String> signOfUse(ShadowSite site, Connection shadow) throws SQLException {
        Dialect dialect = site.dialect();
        if (HistoryStore.of(shadow, dialect).read().isPresent()) {
            return Optional.of("It holds a migration history, in the table `_prisma_migrations`.");
        }
        List<String> everything = dialect.shadowDatabases().namespaces(shadow);
        IntrospectionScope scope =
                everything.isEmpty() ? site.scope() : new IntrospectionScope(Optional.empty(), everything);
        for (Table table : dialect.introspector().introspect(shadow, scope).tables()) {
            if (hasRows(shadow, dialect.renderer().quote(table.name()))) {
                return Optional.of("The table `%s` holds rows.".formatted(table.name()));
            }
        }
        return Optional.empty();
    }

    private static boolean hasRows(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Drivers would take braces in names for their own escapes.
            statement.setEscapeProcessing(false);
            statement.setMaxRows(1);
            try (ResultSet rows = statement.executeQuery("SELECT 1 FROM " + table)) {
                return rows.next();
            }
        }
    }
}
