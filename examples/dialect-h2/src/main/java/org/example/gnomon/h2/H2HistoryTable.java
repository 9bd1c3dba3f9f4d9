package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.HistoryTable;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.support.SqlText;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The history table. Its columns have no quotes: gnomon writes them without, and H2 makes them upper case. */
final class H2HistoryTable implements HistoryTable {

    @Override
    public String createStatement(Optional<String> defaultNamespace) {
        return """
            CREATE TABLE "_prisma_migrations" (
                id                      CHARACTER VARYING(36) PRIMARY KEY NOT NULL,
                checksum                CHARACTER VARYING(64) NOT NULL,
                finished_at             TIMESTAMP(3) WITH TIME ZONE,
                migration_name          CHARACTER VARYING(255) NOT NULL,
                logs                    CHARACTER VARYING,
                rolled_back_at          TIMESTAMP(3) WITH TIME ZONE,
                started_at              TIMESTAMP(3) WITH TIME ZONE NOT NULL DEFAULT CURRENT_TIMESTAMP,
                applied_steps_count     INTEGER NOT NULL DEFAULT 0
            )\
            """;
    }

    /** In full, since a migration may have chosen another namespace. */
    @Override
    public String quotedName(SessionPlace place) {
        return place.namespace().map(namespace -> SqlText.identifier(namespace) + ".").orElse("")
                + SqlText.identifier(NAME);
    }

    @Override
    public void bindInstant(PreparedStatement statement, int parameter, Instant instant) throws SQLException {
        statement.setObject(parameter, instant.atOffset(ZoneOffset.UTC));
    }

    @Override
    public Optional<Instant> readInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
