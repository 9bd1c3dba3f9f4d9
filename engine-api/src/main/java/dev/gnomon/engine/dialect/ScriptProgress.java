package dev.gnomon.engine.dialect;

/** Hears how far a script came while it runs. */
@FunctionalInterface
public interface ScriptProgress {

    /** Nobody listens. */
    ScriptProgress UNHEARD = kept -> {};

    /**
     * Hear that a part of the script is done which a later failure does not take back. The session is
     * outside of a transaction.
     *
     * @param kept how many statements from the script's beginning stay in the database from now on
     */
    void reached(int kept);
}
