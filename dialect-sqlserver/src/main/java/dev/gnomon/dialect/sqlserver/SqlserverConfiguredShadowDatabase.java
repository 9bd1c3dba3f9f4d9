package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.ConfiguredShadowDatabase;
import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowMark;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes a database of SQL Server that the user has set apart. */
final class SqlserverConfiguredShadowDatabase implements ConfiguredShadowDatabase {

    /** The name of the extended property of a database that is the mark. */
    private static final String MARK = "gnomon_shadow_database";

    @Override
    public MigrationLock.Held hold(Connection shadow, SessionPlace place, Duration patience) throws SQLException {
        return SqlserverMigrationLock.acquire(shadow, "gnomon_shadow", patience);
    }

    @Override
    public Optional<String> signOfUse(Connection shadow, SessionPlace place, Predicate<String> explained)
            throws SQLException {
        return SqlserverSignOfUse.find(shadow, explained);
    }

    @Override
    public void mark(Connection shadow, SessionPlace place, ShadowMark mark) throws SQLException {
        unmark(shadow, place);
        SqlserverSession.execute(
                shadow, "EXEC sp_addextendedproperty @name = N'" + MARK + "', @value = N'" + mark.text() + "'");
    }

    @Override
    public Optional<ShadowMark> readMark(Connection shadow, SessionPlace place) throws SQLException {
        return SqlserverSession.texts(
                        shadow,
                        "SELECT CONVERT(nvarchar(400), value) FROM sys.extended_properties WHERE class = 0 AND name = N'"
                                + MARK + "'")
                .stream()
                .findFirst()
                .map(ShadowMark::parse);
    }

    @Override
    public void unmark(Connection shadow, SessionPlace place) throws SQLException {
        if (readMark(shadow, place).isPresent()) {
            SqlserverSession.execute(shadow, "EXEC sp_dropextendedproperty @name = N'" + MARK + "'");
        }
    }
}
