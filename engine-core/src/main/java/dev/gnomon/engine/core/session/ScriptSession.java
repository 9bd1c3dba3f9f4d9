package dev.gnomon.engine.core.session;

import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptProgress;
import dev.gnomon.engine.dialect.SessionGuard;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.SessionState;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A session that scripts run in, with what it was before the first of them. After each script it is that again, or it is
 * of no more use: what comes after reads, records and drops in the database that the run was begun for.
 */
public final class ScriptSession {

    private final Connection connection;
    private final Dialect dialect;
    private final SessionPlace place;

    /** A guard and what it has seen; empty where a dialect needs none. */
    private final Optional<Guarded> guarded;

    private record Guarded(SessionGuard guard, SessionState before) {}

    private ScriptSession(Connection connection, Dialect dialect, SessionPlace place, Optional<Guarded> guarded) {
        this.connection = connection;
        this.dialect = dialect;
        this.place = place;
        this.guarded = guarded;
    }

    /** Look at a session in which no script has run yet. */
    public static ScriptSession of(Connection connection, Dialect dialect) throws SQLException {
        Optional<SessionGuard> guard = dialect.sessionGuard();
        if (guard.isEmpty()) {
            return new ScriptSession(connection, dialect, dialect.connector().place(connection), Optional.empty());
        }
        SessionState before = guard.get().read(connection);
        return new ScriptSession(connection, dialect, before.place(), Optional.of(new Guarded(guard.get(), before)));
    }

    public Connection connection() {
        return connection;
    }

    /** Where its names led before the first script. */
    public SessionPlace place() {
        return place;
    }

    /**
     * Run a script.
     *
     * @throws ScriptFailedException if a statement fails
     * @throws GnomonException {@code GN-6009} if the script left the session in another state that cannot be put back
     */
    public void run(String script, ScriptProgress progress) throws ScriptFailedException {
        within(script, () -> dialect.scriptRunner().run(connection, script, progress));
    }

    /** Something that runs a script, or the statements of one after the other. */
    @FunctionalInterface
    public interface Body {
        void run() throws ScriptFailedException;
    }

    /** Run the parts of a script, which may rely on what their session remembers from one to the next. */
    public void within(String script, Body body) throws ScriptFailedException {
        try {
            body.run();
        } catch (ScriptFailedException failure) {
            putBackAfter(failure, script);
            throw failure;
        }
        putBack(script);
    }

    /** Run as many scripts as can go together; how many ran. */
    public int runTogether(List<String> scripts) {
        int ran = dialect.scriptRunner().runTogether(connection, scripts);
        if (ran > 0) {
            putBack(String.join("\n", scripts.subList(0, ran)));
        }
        return ran;
    }

    /** Whether its names still lead where they led; asked between the parts of a script. */
    public boolean isInPlace() throws SQLException {
        return dialect.connector().place(connection).equals(place);
    }

    private void putBack(String script) {
        if (guarded.isPresent()) {
            try {
                guarded.get().guard().putBack(connection, guarded.get().before(), script);
            } catch (SQLException refused) {
                throw left(refused);
            }
        }
    }

    /** The failure of the script is the one to tell, unless what is told of it would go to another database. */
    private void putBackAfter(ScriptFailedException failure, String script) {
        try {
            putBack(script);
        } catch (GnomonException refused) {
            failure.addSuppressed(refused);
            abandon(failure);
        }
    }

    private void abandon(Exception failure) {
        try {
            connection.close();
        } catch (SQLException second) {
            failure.addSuppressed(second);
        }
    }

    private GnomonException left(SQLException refused) {
        GnomonException left = new GnomonException(
                EngineErrorCode.SESSION_LEFT,
                "A script changed the session that it ran in, and the server refuses to put that back: "
                        + refused.getMessage()
                        + ". Nothing was read, recorded or dropped through it any more.",
                "Take the statements out of the script that change the session's database, role or settings.",
                refused);
        abandon(left);
        return left;
    }
}
