package dev.gnomon.engine.core.database;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.SchemaChange.DropUserDefinedType;
import dev.gnomon.engine.change.SchemaChange.DropView;
import dev.gnomon.engine.core.diff.SchemaDiffer;
import dev.gnomon.engine.core.history.HistoryStore;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.KeptObjects;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Empties a database: by its own quickest means, or object by object where those are refused. */
public final class DatabaseResetter {

    private DatabaseResetter() {}

    /**
     * Remove everything that the scope covers, whether it is external or not.
     *
     * @param place what is emptied, as it was looked at before
     * @throws GnomonException {@code GN-6004} if the database is protected, {@code P3016} if both ways fail
     */
    public static void reset(
            Connection connection, Dialect dialect, SessionPlace place, IntrospectionScope scope, SchemaView view)
            throws SQLException {
        // Here and nowhere earlier: whoever empties a database comes by this door, and on this very session.
        Protection.refuse(connection, dialect);
        try {
            dialect.databaseReset().reset(connection, place, scope);
        } catch (SQLException refused) {
            try {
                dropObjects(connection, dialect, place, scope, view);
            } catch (SQLException failure) {
                failure.addSuppressed(refused);
                throw new GnomonException(
                        EngineErrorCode.RESET_FAILED,
                        "The fallback method for database resets failed, meaning Migrate could not clean up the database"
                                + " entirely. Original error: \n" + failure.getMessage(),
                        "Remove what is left by hand, or give the user the right to do it.",
                        failure);
            }
        }
    }

    /**
     * Remove everything that the scope covers but what is external and what that needs.
     *
     * @throws GnomonException {@code GN-6004} if the database is protected, {@code P3016} if it cannot be emptied
     */
    public static void resetAroundExternal(
            Connection connection, Dialect dialect, SessionPlace place, IntrospectionScope scope, SchemaView view)
            throws SQLException {
        KeptObjects kept = new KeptObjects(view.externalTables(), view.externalEnums());
        if (kept.isEmpty() || !spares(connection, dialect, place, scope, kept)) {
            reset(connection, dialect, place, scope, view);
        }
    }

    private static boolean spares(
            Connection connection, Dialect dialect, SessionPlace place, IntrospectionScope scope, KeptObjects kept)
            throws SQLException {
        Protection.refuse(connection, dialect);
        try {
            return dialect.databaseReset().resetExcept(connection, place, scope, kept);
        } catch (SQLException refused) {
            // No other way is tried: each one would take what is external as well.
            throw new GnomonException(
                    EngineErrorCode.RESET_FAILED,
                    "The database could not be emptied around what is declared external. Original error: \n"
                            + refused.getMessage(),
                    "Remove by hand what is in the way, or give the user the right to do it.",
                    refused);
        }
    }

    /** Drop what the introspection finds, one object after the other. */
    private static void dropObjects(
            Connection connection, Dialect dialect, SessionPlace place, IntrospectionScope scope, SchemaView view)
            throws SQLException {
        DatabaseSchema found =
                view.withExternalObjects().apply(dialect.introspector().introspect(connection, scope));
        DatabaseSchema nothing = DatabaseSchema.builder()
                .defaultNamespace(found.defaultNamespace())
                .namespaces(found.namespaces())
                .build();
        BeforeAfter<DatabaseSchema> schemas = new BeforeAfter<>(found, nothing);
        List<SchemaChange> changes = new ArrayList<>();
        found.views().forEach(dropped -> changes.add(new DropView(dropped)));
        changes.addAll(SchemaDiffer.diff(schemas, dialect).changes());
        found.userDefinedTypes().forEach(type -> changes.add(new DropUserDefinedType(type)));
        ChangeSet changeSet = new ChangeSet(schemas, changes);
        try (Statement statement = connection.createStatement()) {
            // Drivers would take braces in names for their own escapes.
            statement.setEscapeProcessing(false);
            for (SchemaChange change : changes) {
                for (String sql : dialect.renderer().render(change, changeSet)) {
                    statement.execute(sql);
                }
            }
        }
        HistoryStore history = HistoryStore.of(connection, dialect, place);
        if (history.read().isPresent()) {
            history.drop();
        }
    }
}
