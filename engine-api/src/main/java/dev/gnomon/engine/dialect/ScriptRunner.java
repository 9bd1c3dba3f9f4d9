package dev.gnomon.engine.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Runs whole scripts: migrations, {@code db execute}. */
public interface ScriptRunner {

    /**
     * Split a script into its statements, without running anything. Quotes, comments, dollar quotes and
     * the bodies of triggers and procedures are respected; any input gives some list.
     */
    List<ScriptStatement> split(String script);

    /**
     * Split a script as a session would have it, whose settings may decide where quotes end.
     *
     * @throws SQLException if the session does not answer
     */
    default List<ScriptStatement> split(Connection connection, String script) throws SQLException {
        return split(script);
    }

    /**
     * The words of one statement of a script, for whoever wants to know what it does before it runs. A sign {@code ;}
     * stands between statements that the database runs as one. {@code support.StandardWords} reads them as most databases do.
     */
    List<StatementWord> wordsOf(String statement);

    /**
     * Refuse a script with what only a client program of the database understands, before any of it runs.
     * {@link #run(Connection, String)} refuses it as well.
     *
     * @throws ScriptFailedException with the line and what to write in its place
     */
    default void check(Connection connection, String script) throws ScriptFailedException {}

    /**
     * Run a script as one transaction where the database and the script's own statements allow it. On
     * a failure the session is usable again: an open transaction is rolled back.
     *
     * @throws ScriptFailedException if a statement fails
     */
    void run(Connection connection, String script) throws ScriptFailedException;

    /**
     * Run a script as {@link #run(Connection, String)} does, and tell whenever a part of it is done that
     * stays whatever comes next; not after the last statement. A dialect that always runs a script as a
     * whole has nothing to tell.
     *
     * @throws ScriptFailedException if a statement fails
     */
    default void run(Connection connection, String script, ScriptProgress progress) throws ScriptFailedException {
        run(connection, script);
    }

    /**
     * End the statement that another thread runs in a session, so that its locks are free. The session is not used any
     * more. Does nothing where cutting a session off is enough.
     */
    default void interrupt(Connection connection) throws SQLException {}

    /**
     * Whether a script runs as one transaction, so that a run that is cut off leaves all of it or nothing. Where it is not
     * certain, the answer is no.
     */
    default boolean isAtomic(String script) {
        return false;
    }

    /**
     * Run as many scripts as can go together, one after the other and each as {@link #run(Connection, String)} runs it,
     * with fewer waits for the database than it takes to run them one by one. None runs after one that fails, and of that
     * one nothing stays. Only for a database whose content nobody will miss.
     *
     * @return how many ran, from the first on; the next one has to be run by itself, and then says what is the matter if
     *     it fails. None where a dialect has no quicker way than one by one
     */
    default int runTogether(Connection connection, List<String> scripts) {
        return 0;
    }
}
