package dev.gnomon.engine.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes a database that the user has set apart as the shadow database, and gives it back as it was. */
public interface ConfiguredShadowDatabase {

    /**
     * Keep every other run out of it, from before it is looked at until it is given back.
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

    /** Leave a mark in it, in place of any other one. */
    void mark(Connection shadow, SessionPlace place, ShadowMark mark) throws SQLException;

    /** The mark that is there. */
    Optional<ShadowMark> readMark(Connection shadow, SessionPlace place) throws SQLException;

    /** Take the mark away. */
    void unmark(Connection shadow, SessionPlace place) throws SQLException;

    /** Takes namespaces away that a replay has made; empty: those stay that no schema lists. */
    default Optional<ShadowNamespaces> namespaces() {
        return Optional.empty();
    }
}
