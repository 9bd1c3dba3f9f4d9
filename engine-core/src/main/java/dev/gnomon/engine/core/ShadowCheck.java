package dev.gnomon.engine.core;

import dev.gnomon.engine.dialect.PermissionReport;
import dev.gnomon.engine.dialect.PoolerReport;
import dev.gnomon.engine.error.GnomonException;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a shadow database can be had here.
 *
 * @param configured    the user named one; else one is made for each replay
 * @param serverVersion of the main database's server
 * @param permission    what the catalog says about creating databases
 * @param pooler        what stands between gnomon and the server
 * @param name          of the database that was made or used for the proof; empty where that failed
 * @param failure       why the proof failed; empty where one was made, reached and given back
 */
public record ShadowCheck(
        boolean configured,
        String serverVersion,
        PermissionReport permission,
        PoolerReport pooler,
        Optional<String> name,
        Optional<GnomonException> failure) {

    public ShadowCheck {
        Objects.requireNonNull(serverVersion, "serverVersion");
        Objects.requireNonNull(permission, "permission");
        Objects.requireNonNull(pooler, "pooler");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(failure, "failure");
    }
}
