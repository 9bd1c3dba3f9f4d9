package dev.gnomon.engine.core;

import dev.gnomon.engine.core.event.Steps;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.PermissionReport;
import dev.gnomon.engine.dialect.PoolerReport;
import dev.gnomon.engine.dialect.ShadowDatabases;
import dev.gnomon.engine.dialect.ShadowDatabases.Leftover;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.DropLeftoverProposed;
import dev.gnomon.engine.event.EngineEvent.LeftoverDropped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Lists, drops and proves shadow databases. */
final class DefaultShadowCommands implements ShadowCommands {

    private final DefaultEngine engine;

    DefaultShadowCommands(DefaultEngine engine) {
        this.engine = engine;
    }

    @Override
    public List<Leftover> list(Workspace workspace) {
        return engine.run(
                "shadow list", workspace, stages -> stages.steps().explained(() -> leftovers(stages.session())));
    }

    @Override
    public void drop(Workspace workspace, String name) {
        engine.run("shadow drop", workspace, stages -> drop(stages.session(), name));
    }

    private static String drop(Session session, String name) {
        return session.steps()
                .run(
                        new DropLeftoverProposed(name),
                        () -> {
                            if (leftovers(session).stream()
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

    @Override
    public ShadowCheck check(Workspace workspace) {
        return engine.run("shadow check", workspace, stages -> {
            Session session = stages.session();
            Steps steps = stages.steps();
            String version = steps.explained(session::serverVersion);
            PermissionReport permission =
                    steps.explained(() -> session.shadows().checkPermission(session.connection()));
            PoolerReport pooler = steps.explained(session::pooler);
            boolean configured = workspace.shadow().configured().isPresent();
            try {
                String name = stages.replays().prove();
                return new ShadowCheck(configured, version, permission, pooler, Optional.of(name), Optional.empty());
            } catch (GnomonException failure) {
                if (failure.code() == EngineErrorCode.STEP_VETOED) {
                    throw failure;
                }
                return new ShadowCheck(configured, version, permission, pooler, Optional.empty(), Optional.of(failure));
            }
        });
    }

    private static List<Leftover> leftovers(Session session) throws SQLException {
        return session.shadows().list(session.connection());
    }
}
