package dev.gnomon.engine.core;

import dev.gnomon.engine.dialect.ShadowDatabases;
import dev.gnomon.engine.dialect.ShadowDatabases.Leftover;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.DropLeftoverProposed;
import dev.gnomon.engine.event.EngineEvent.LeftoverDropped;
import java.sql.SQLException;
import java.util.List;

/** {@code shadow list} and {@code shadow drop}: the automatic shadow databases on a server. */
final class ShadowLeftovers {

    private final Session session;

    ShadowLeftovers(Session session) {
        this.session = session;
    }

    List<Leftover> list() {
        return session.steps().explained(this::found);
    }

    String drop(String name) {
        return session.steps()
                .run(
                        new DropLeftoverProposed(name),
                        () -> {
                            if (found().stream()
                                    .noneMatch(leftover -> leftover.name().equals(name))) {
                                throw new GnomonException(
                                        EngineErrorCode.USAGE,
                                        "There is no shadow database called `%s` on the server.".formatted(name),
                                        "Run `shadow list` to see which there are; their names start with "
                                                + ShadowDatabases.NAME_PREFIX + ".");
                            }
                            session.shadows().drop(session.connection(), name);
                            return name;
                        },
                        LeftoverDropped::new);
    }

    private List<Leftover> found() throws SQLException {
        return session.shadows().list(session.connection());
    }
}
