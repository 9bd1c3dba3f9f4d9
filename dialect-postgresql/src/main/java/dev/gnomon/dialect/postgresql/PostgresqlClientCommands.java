package dev.gnomon.dialect.postgresql;

import dev.gnomon.dialect.postgresql.PostgresqlScriptSplitter.Command;
import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.support.ClientCommand;
import java.util.Optional;
import java.util.regex.Pattern;

/** The commands of {@code psql} that a script may hold: those around a dump mean nothing here, others cannot be run. */
final class PostgresqlClientCommands {

    /** What {@code pg_dump} puts around a dump, so that no name in it can be a command. */
    private static final Pattern AROUND_DUMP =
            Pattern.compile("\\\\(un)?restrict(\\s+\\S+)?\\s*", Pattern.CASE_INSENSITIVE);

    private PostgresqlClientCommands() {}

    /** The first command that cannot be run; empty if there is none. */
    static Optional<Command> refused(String script) {
        return PostgresqlScriptSplitter.commands(script).stream()
                .filter(command -> !AROUND_DUMP
                        .matcher(script.substring(command.start(), command.end()))
                        .matches())
                .findFirst();
    }

    static ScriptFailedException refusal(String script, Command command) {
        ClientCommand found = new ClientCommand(script.substring(command.start(), command.end()), command.line());
        return found.refused(
                "psql",
                switch (found.name()) {
                    case "\\connect", "\\c" -> "Take the line out: a script runs in the database of the URL.";
                    case "\\i", "\\ir", "\\include", "\\include_relative" ->
                        "Put the text of the other file in its place.";
                    case "\\copy" -> "Write the rows as INSERT statements.";
                    case "\\set", "\\unset", "\\gset" ->
                        "Write the value where the variable is used, and take the line out.";
                    default -> "Take it out, or write the statement that it stands for.";
                });
    }

    /** The script with blanks in place of the commands, so that everything else keeps its place. */
    static String blanked(String script) {
        StringBuilder text = new StringBuilder(script);
        for (Command command : PostgresqlScriptSplitter.commands(script)) {
            text.replace(command.start(), command.end(), " ".repeat(command.end() - command.start()));
        }
        return text.toString();
    }
}
