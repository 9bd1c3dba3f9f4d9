package dev.gnomon.engine.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Makes the scratch databases that migrations are replayed in, and finds what is left of them. */
public interface ShadowDatabases {

    /** What the name of every automatic shadow database starts with; people grant on this pattern. */
    String NAME_PREFIX = "prisma_migrate_shadow_db_";

    /** Look, read-only, whether this session's user may create a shadow database. */
    PermissionReport checkPermission(Connection main) throws SQLException;

    /**
     * Create an empty database beside the main one, with the same user and options.
     *
     * @throws SQLException the database's own refusal
     */
    ShadowDatabase create(Connection main, DatabaseTarget target) throws SQLException;

    /**
     * Create an empty database that needs no main database beside it.
     *
     * @return empty where every database lies on a server
     */
    default Optional<ShadowDatabase> createAlone() throws SQLException {
        return Optional.empty();
    }

    /** The automatic shadow databases that lie on the server, those in use included. */
    List<Leftover> list(Connection main) throws SQLException;

    /**
     * Those of {@link #list} that gnomon made and whose maker's session is gone, so that nobody can miss them. One whose
     * maker cannot be told is not among them, another tool's least of all.
     */
    default List<String> abandoned(Connection main) throws SQLException {
        return List.of();
    }

    /** Drop one that {@link #list} named. */
    void drop(Connection main, String name) throws SQLException;

    /** Keeps replayed databases for the next run; empty: every replay starts from an empty database. */
    default Optional<ShadowTemplates> templates() {
        return Optional.empty();
    }

    /** An empty scratch database; closing it drops it, closing it twice does nothing. */
    interface ShadowDatabase extends AutoCloseable {

        /** Its name, or {@code :memory:}. */
        String name();

        Connection connection();

        @Override
        void close() throws SQLException;

        /**
         * Keep the database as one of the {@link ShadowTemplates} instead of dropping it: under another name, with a
         * label, closed to everybody, all at once or not at all. After a success it is closed.
         *
         * @param label what {@link ShadowTemplates#list} tells of it; printable ASCII
         * @return its name; empty where it cannot be kept, or where a script that follows would find the session in
         *     another state than a new one: it then still has to be closed
         */
        default Optional<String> keep(String label) throws SQLException {
            return Optional.empty();
        }
    }

    /**
     * A shadow database found on the server.
     *
     * @param inUse somebody is connected to it
     */
    record Leftover(String name, boolean inUse) {}
}
