package dev.gnomon.engine.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Knows what decides the result of a replay besides the text of its migrations, so that the result can be kept from
 * one run to the next.
 *
 * <p>A kept result is used only where the conditions are told in exactly the same words again. A wrong hit is worse
 * than none: whatever could make a difference belongs to them, and where that cannot be found out there are none.
 */
public interface ReplayConditions {

    /** Which database a session is connected to. */
    enum Place {
        /** The main database, beside which the shadow database would be made. */
        BESIDE,
        /** The user's own shadow database itself. */
        WITHIN
    }

    /**
     * Tell the conditions of a replay: version and settings of the server, the role and its rights, extensions, and
     * what a new database would already hold. Holds no password. Only reads, with one query or two.
     *
     * @return empty if they cannot be told completely, so that nothing may be kept
     */
    Optional<String> of(Connection session, Place place) throws SQLException;

    /** The same for a shadow database that needs no other beside it; empty where there is none such. */
    default Optional<String> alone() throws SQLException {
        return Optional.empty();
    }

    /**
     * Whether what a script builds depends on its text, on what the scripts before it built and on the conditions
     * alone: not on the time, on chance, on rows or on another database. In doubt it does not.
     */
    boolean isRepeatable(String script);

    /** How the dialect's own objects are written down. */
    DialectObjectFormat objects();
}
