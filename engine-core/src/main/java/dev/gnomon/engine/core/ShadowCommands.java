package dev.gnomon.engine.core;

import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.ShadowDatabases.Leftover;
import java.util.List;

/** The {@code shadow} commands. */
public interface ShadowCommands {

    /** The automatic shadow databases on the server, those in use included. */
    List<Leftover> list(Workspace workspace);

    /**
     * Drop one that {@link #list} named.
     *
     * @throws dev.gnomon.engine.error.GnomonException {@code GN-1001} if there is none of that name
     */
    void drop(Workspace workspace, String name);

    /** Find out what a shadow database needs here, and prove it by making and dropping one. */
    ShadowCheck check(Workspace workspace);
}
