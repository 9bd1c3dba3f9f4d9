package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.HistoryTable;
import dev.gnomon.engine.dialect.SessionPlace;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** The history table, with times as {@code TIMESTAMPTZ}. */
final class PostgresqlHistoryTable implements HistoryTable {

    @Override
    public String createStatement(Optional<String> defaultNamespace) {
        return """
                CREATE TABLE _prisma_migrations (
                    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
                    checksum                VARCHAR(64) NOT NULL,
                    finished_at             TIMESTAMPTZ,
                    migration_name          VARCHAR(255) NOT NULL,
                    logs                    TEXT,
                    rolled_back_at          TIMESTAMPTZ,
                    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
                    applied_steps_count     INTEGER NOT NULL DEFAULT 0
                )""";
    }

    @Override
    public String quotedName(SessionPlace place) {
        // In full, since a migration may have changed the search path.
        return place.namespace()
                        .map(namespace -> PostgresqlNames.quote(namespace) + ".")
                        .orElse("")
                + PostgresqlNames.quote(NAME);
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
