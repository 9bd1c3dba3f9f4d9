package dev.gnomon.engine.support;

import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptFailedException.Failure;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A line of a script that is for a client program such as {@code psql}, not for the server.
 *
 * @param text the command as it stands there
 * @param line the line of the script, from 1
 */
public record ClientCommand(String text, int line) {

    public ClientCommand {
        Objects.requireNonNull(text, "text");
    }

    /** The command's name, in lower case, with the characters that mark it. */
    public String name() {
        String[] words = text.strip().split("[\\s;]+", 2);
        return words[0].toLowerCase(Locale.ROOT);
    }

    /**
     * The failure of a script that holds it, of which nothing ran.
     *
     * @param program what understands it, for example {@code psql}
     * @param remedy  what to write in its place, as whole sentences
     */
    public ScriptFailedException refused(String program, String remedy) {
        SQLException cause = new SQLException(
                "%s commands cannot be run: line %d is `%s`. It is for that program and not for the server. Nothing was run."
                        .formatted(program, line, name()));
        return new ScriptFailedException(
                new Failure(
                                Optional.empty(),
                                String.valueOf(cause.getMessage()),
                                Optional.empty(),
                                Optional.of(text.strip()),
                                Optional.of(line),
                                true)
                        .withRemedy(Optional.of(remedy)),
                cause);
    }
}
