package dev.gnomon.engine.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A mark inside a database which says that it must not be emptied, whoever asks and whatever URL led there.
 *
 * <p>Nothing that introspects the database shows the mark, and no diff sees it.
 */
public interface DatabaseProtection {

    /** The name of the mark where the database needs an object of its own for it. */
    String OBJECT_NAME = "_gnomon_protected";

    /**
     * Look, read-only, whether the mark is there.
     *
     * @throws SQLException if it cannot be told; the caller takes that for a yes
     */
    boolean isProtected(Connection connection) throws SQLException;

    /** Leave the mark; does nothing where it is already. */
    void protect(Connection connection) throws SQLException;

    /** Take the mark away; does nothing where there is none. */
    void unprotect(Connection connection) throws SQLException;
}
