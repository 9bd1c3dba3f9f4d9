package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.DatabaseProtection;
import dev.gnomon.engine.support.SqlText;
import java.sql.Connection;
import java.sql.SQLException;

/** Protects a database by a constant in it, which is no part of any schema that gnomon knows. */
final class H2DatabaseProtection implements DatabaseProtection {

    /** The namespace that every database has. */
    private static final String CONSTANT = "PUBLIC." + SqlText.identifier(OBJECT_NAME);

    @Override
    public boolean isProtected(Connection connection) throws SQLException {
        return H2Session.text(
                        connection,
                        "SELECT 1 FROM INFORMATION_SCHEMA.CONSTANTS WHERE CONSTANT_NAME = "
                                + SqlText.literal(OBJECT_NAME))
                .isPresent();
    }

    @Override
    public void protect(Connection connection) throws SQLException {
        H2Session.execute(connection, "CREATE CONSTANT IF NOT EXISTS " + CONSTANT + " VALUE TRUE");
    }

    @Override
    public void unprotect(Connection connection) throws SQLException {
        H2Session.execute(connection, "DROP CONSTANT IF EXISTS " + CONSTANT);
    }
}
