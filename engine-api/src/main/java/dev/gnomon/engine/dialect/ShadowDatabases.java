package dev.gnomon.engine.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Provides the scratch database that migrations are replayed in. */
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

    /**
     * Shut those doors of a session that lead out of its database, as far as the database has locks for them, before
     * the first script runs in it.
     *
     * @param allowed what the user lets scripts reach; doors to that stay open
     */
    default void confine(Connection shadow, Set<ReachKind> allowed) throws SQLException {}

    /**
     * Keep every other run out of a configured shadow database, from before it is looked at until it is given back.
     *
     * @param shadow   a session that runs no script; the lock ends with it
     * @param patience how long to wait, in whole milliseconds
     * @return the lock; closing it releases it, closing it twice does nothing
     * @throws dev.gnomon.engine.error.GnomonException {@code P1002} if another run still holds it after {@code patience}
     */
    MigrationLock.Held hold(Connection shadow, SessionPlace place, Duration patience) throws SQLException;

    /**
     * Why a database looks like somebody's, told by the catalog and not by the introspection: rows in any storage that
     * the catalog lists, whoever owns it and whatever hides them, and whatever else was made by hand and would be lost,
     * such as routines, views, triggers, events, types and sequences in use. What cannot be counted counts. Tables
     * without rows, and the mark, are nothing.
     *
     * @return a sentence; empty if nothing of value is there
     */
    default Optional<String> signOfUse(Connection shadow, SessionPlace place) throws SQLException {
        return signOfUse(shadow, place, name -> false);
    }

    /**
     * The same in a database that a run has left which was cut off.
     *
     * @param explained whether that run may have made something without rows, by its simple name; rows are never
     *     explained
     */
    Optional<String> signOfUse(Connection shadow, SessionPlace place, Predicate<String> explained) throws SQLException;

    /** Leave a mark in a configured shadow database, in place of any other one. */
    void mark(Connection shadow, SessionPlace place, ShadowMark mark) throws SQLException;

    /** The mark that is there. */
    Optional<ShadowMark> readMark(Connection shadow, SessionPlace place) throws SQLException;

    /** Take the mark away. */
    void unmark(Connection shadow, SessionPlace place) throws SQLException;

    /**
     * End the statement that another thread runs in a shadow database, so that its locks are free. The session is not
     * used any more. Does nothing where cutting a session off is enough.
     */
    default void interrupt(Connection shadow) throws SQLException {}

    /** The namespaces of a configured shadow database, those of the server left out; none where there are none. */
    default List<String> namespaces(Connection shadow) throws SQLException {
        return List.of();
    }

    /**
     * Drop namespaces that a replay has created in a configured shadow database, with all that is in them, and what it has
     * left outside of every namespace.
     */
    default void dropNamespaces(Connection shadow, List<String> namespaces) throws SQLException {
        if (!namespaces.isEmpty()) {
            throw new UnsupportedOperationException("a dialect that names namespaces has to drop them");
        }
    }

    /**
     * The databases that {@link ShadowDatabase#keep} has made on the server, oldest first: those of this session's user
     * that nobody can have changed since.
     */
    default List<Template> templates(Connection main) throws SQLException {
        return List.of();
    }

    /**
     * Create a shadow database that is a copy of a template.
     *
     * @throws SQLException the database's own refusal; the template may be gone
     */
    default ShadowDatabase createFrom(Connection main, DatabaseTarget target, Template template) throws SQLException {
        throw new UnsupportedOperationException("a dialect that names templates has to copy them");
    }

    /** An empty scratch database; closing it drops it, closing it twice does nothing. */
    interface ShadowDatabase extends AutoCloseable {

        /** Its name, or {@code :memory:}. */
        String name();

        Connection connection();

        @Override
        void close() throws SQLException;

        /**
         * Keep the database as a template instead of dropping it: under another name, with a label, closed to everybody,
         * all at once or not at all. After a success it is closed.
         *
         * @param label what {@link #templates} tells of it; printable ASCII
         * @return its name; empty where it cannot be kept, or where a script that follows would find the session in
         *     another state than a new one: it then still has to be closed
         */
        default Optional<String> keep(String label) throws SQLException {
            return Optional.empty();
        }
    }

    /**
     * A database that replays start from.
     *
     * @param label what it was kept with
     */
    record Template(String name, String label) {}

    /**
     * A shadow database found on the server.
     *
     * @param inUse somebody is connected to it
     */
    record Leftover(String name, boolean inUse) {}
}
