package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.HistoryTable;
import dev.gnomon.engine.dialect.SessionPlace;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Keeps the history table as Prisma does: points in time in UTC, without saying so. */
final class MysqlHistoryTable implements HistoryTable {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

    @Override
    public String createStatement(Optional<String> defaultNamespace) {
        return """
                CREATE TABLE _prisma_migrations (
                    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
                    checksum                VARCHAR(64) NOT NULL,
                    finished_at             DATETIME(3),
                    migration_name          VARCHAR(255) NOT NULL,
                    logs                    TEXT,
                    rolled_back_at          DATETIME(3),
                    started_at              DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
                    applied_steps_count     INTEGER UNSIGNED NOT NULL DEFAULT 0
                ) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci""";
    }

    @Override
    public String quotedName(SessionPlace place) {
        return place.database()
                        .map(database -> MysqlNames.quote(database) + ".")
                        .orElse("")
                + MysqlNames.quote(NAME);
    }

    /** As text: to servers that call themselves 5.5, as MariaDB does, the driver sends whole seconds. */
    @Override
    public void bindInstant(PreparedStatement statement, int parameter, Instant instant) throws SQLException {
        statement.setString(parameter, TIME.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)));
    }

    @Override
    public Optional<Instant> readInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column))
                .map(text -> LocalDateTime.parse(text.strip().replace(' ', 'T')).toInstant(ZoneOffset.UTC));
    }
}
