package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.ConfiguredShadowDatabase;
import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowMark;
import dev.gnomon.engine.dialect.ShadowNamespaces;
import dev.gnomon.engine.support.SqlText;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes a database of H2 that the user has set apart. */
final class H2ConfiguredShadowDatabase implements ConfiguredShadowDatabase {

    /** A comment of the default namespace, which is no table and survives the loss of all of them. */
    private static final String MARK = "shadow database of gnomon: ";

    @Override
    public MigrationLock.Held hold(Connection shadow, SessionPlace place, Duration patience) throws SQLException {
        return H2MigrationLock.acquire(shadow, "shadow ", patience);
    }

    @Override
    public Optional<String> signOfUse(Connection shadow, SessionPlace place, Predicate<String> explained)
            throws SQLException {
        return H2SignOfUse.find(shadow, explained);
    }

    @Override
    public void mark(Connection shadow, SessionPlace place, ShadowMark mark) throws SQLException {
        comment(shadow, place, SqlText.literal(MARK + mark.text()));
    }

    @Override
    public Optional<ShadowMark> readMark(Connection shadow, SessionPlace place) throws SQLException {
        return H2Session.text(
                        shadow,
                        "SELECT REMARKS FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = "
                                + SqlText.literal(namespace(place)))
                .filter(comment -> comment.startsWith(MARK))
                .map(comment -> ShadowMark.parse(comment.substring(MARK.length())));
    }

    @Override
    public void unmark(Connection shadow, SessionPlace place) throws SQLException {
        if (readMark(shadow, place).isPresent()) {
            comment(shadow, place, "NULL");
        }
    }

    private static void comment(Connection shadow, SessionPlace place, String text) throws SQLException {
        H2Session.execute(shadow, "COMMENT ON SCHEMA " + SqlText.identifier(namespace(place)) + " IS " + text);
    }

    private static String namespace(SessionPlace place) {
        return place.namespace().orElseThrow();
    }

    @Override
    public Optional<ShadowNamespaces> namespaces() {
        return Optional.of(new H2ShadowNamespaces());
    }
}
