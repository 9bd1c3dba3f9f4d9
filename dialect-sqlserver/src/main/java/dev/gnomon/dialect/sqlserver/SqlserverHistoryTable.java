package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.HistoryTable;
import dev.gnomon.engine.dialect.SessionPlace;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Keeps the history table as Prisma does. */
final class SqlserverHistoryTable implements HistoryTable {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS xxx");

    @Override
    public String createStatement(Optional<String> defaultNamespace) {
        return """
                CREATE TABLE %s (
                    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
                    checksum                VARCHAR(64) NOT NULL,
                    finished_at             DATETIMEOFFSET,
                    migration_name          NVARCHAR(250) NOT NULL,
                    logs                    NVARCHAR(MAX) NULL,
                    rolled_back_at          DATETIMEOFFSET,
                    started_at              DATETIMEOFFSET NOT NULL DEFAULT CURRENT_TIMESTAMP,
                    applied_steps_count     INT NOT NULL DEFAULT 0
                )""".formatted(quotedName(new SessionPlace(Optional.empty(), defaultNamespace)));
    }

    @Override
    public String quotedName(SessionPlace place) {
        return place.database()
                        .map(database -> SqlserverNames.quote(database) + ".")
                        .orElse("")
                + SqlserverNames.quote(place.namespace().orElse(SqlserverNames.USUAL_NAMESPACE)) + "."
                + SqlserverNames.quote(NAME);
    }

    @Override
    public void bindInstant(PreparedStatement statement, int parameter, Instant instant) throws SQLException {
        statement.setString(parameter, TIME.format(instant.atOffset(ZoneOffset.UTC)));
    }

    @Override
    public Optional<Instant> readInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(SqlserverHistoryTable::parse);
    }

    /** {@code 2026-02-03 04:05:06.7890000 +00:00}. */
    private static Instant parse(String text) {
        String iso = text.strip().replaceFirst(" ", "T").replace(" ", "");
        return OffsetDateTime.parse(iso).toInstant();
    }
}
