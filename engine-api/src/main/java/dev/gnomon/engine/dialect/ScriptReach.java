package dev.gnomon.engine.dialect;

import java.util.List;

/**
 * Reads, before a script runs in a shadow database, what of it would reach out: into other databases, files, programs,
 * servers, roles. With the dialect's own tokens, the bodies of routines and texts that are run as statements included.
 */
public interface ScriptReach {

    /** All that reaches out, in the order of the script; any input gives some list. */
    List<Reach> read(String script, ReachScope scope);
}
