package dev.gnomon.engine.dialect;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** How a database keeps the history table {@code _prisma_migrations}. */
public interface HistoryTable {

    /** The table's name without quotes. */
    String NAME = "_prisma_migrations";

    /** The statement that creates it, exactly as Prisma does. */
    String createStatement(Optional<String> defaultNamespace);

    /** Its name as statements write it: in quotes, and with database and namespace, so that no session leads elsewhere. */
    String quotedName(SessionPlace place);

    void bindInstant(PreparedStatement statement, int parameter, Instant instant) throws SQLException;

    Optional<Instant> readInstant(ResultSet row, String column) throws SQLException;

    /** Whether drift in a database without the table comes with a hint at the guide for existing databases. */
    default boolean hintsAtGuideWhereMissing() {
        return true;
    }
}
