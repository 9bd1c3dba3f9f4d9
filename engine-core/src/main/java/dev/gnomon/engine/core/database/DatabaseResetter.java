package dev.gnomon.engine.core.database;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.SchemaChange.DropUserDefinedType;
import dev.gnomon.engine.change.SchemaChange.DropView;
import dev.gnomon.engine.core.diff.SchemaDiffer;
import dev.gnomon.engine.core.history.HistoryStore;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.IntrospectionScope;
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
     * Remove everything that the scope covers. External objects survive only where the quick means are refused.
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

    /** Drop what the introspection finds, one object after the other. */
    private static void dropObjects(
            Connection connection, Dialect dialect, SessionPlace place, IntrospectionScope scope, SchemaView view)
            throws SQLException {
        DatabaseSchema found = view.apply(dialect.introspector().introspect(connection, scope));
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
