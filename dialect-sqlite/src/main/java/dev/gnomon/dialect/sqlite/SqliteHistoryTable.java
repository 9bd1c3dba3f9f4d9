package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.HistoryTable;
import dev.gnomon.engine.dialect.SessionPlace;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Keeps times as milliseconds since 1970, as Prisma does, and reads them as texts too. */
final class SqliteHistoryTable implements HistoryTable {
    @Override
    public String createStatement(Optional<String> defaultNamespace) {
        return """
                CREATE TABLE "_prisma_migrations" (
                    "id"                    TEXT PRIMARY KEY NOT NULL,
                    "checksum"              TEXT NOT NULL,
                    "finished_at"           DATETIME,
                    "migration_name"        TEXT NOT NULL,
                    "logs"                  TEXT,
                    "rolled_back_at"        DATETIME,
                    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
                    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
                )""";
    }

    @Override
    public String quotedName(SessionPlace place) {
        // In full, since a temporary table would come first.
        return "main." + SqliteNames.quote(NAME);
    }

    /** Prisma gives no hint here, whatever the database holds. */
    @Override
    public boolean hintsAtGuideWhereMissing() {
        return false;
    }

    @Override
    public void bindInstant(PreparedStatement statement, int parameter, Instant instant) throws SQLException {
        statement.setLong(parameter, instant.toEpochMilli());
    }

    @Override
    public Optional<Instant> readInstant(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? Optional.empty() : Optional.of(parse(text.strip()));
    }

    /** Milliseconds, an ISO time with or without offset, or what {@code current_timestamp} writes. */
    private static Instant parse(String text) throws SQLException {
        boolean digits = !text.isEmpty()
                && text.chars().skip(text.startsWith("-") ? 1 : 0).allMatch(c -> c >= '0' && c <= '9');
        try {
            if (digits) {
                return Instant.ofEpochMilli(Long.parseLong(text));
            }
            String withoutZone = text.endsWith(" UTC") ? text.substring(0, text.length() - 4) : text;
            int time = withoutZone.indexOf(' ');
            String iso = time < 0
                    ? withoutZone
                    : withoutZone.substring(0, time) + "T"
                            + withoutZone.substring(time + 1).replace(" ", "");
            boolean hasOffset = iso.endsWith("Z") || iso.indexOf('+') > 0 || iso.lastIndexOf('-') > iso.indexOf('T');
            return hasOffset
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException | NumberFormatException e) {
            throw new SQLException("the history table holds a time that cannot be read: " + text, e);
        }
    }
}
