package dev.gnomon.dialect.postgresql;

import dev.gnomon.dialect.postgresql.PostgresqlScriptSplitter.Piece;
import dev.gnomon.engine.dialect.ScriptFailedException.Failure;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postgresql.util.ServerErrorMessage;

/** Words a failed script as Prisma does: the server's message, the lines around the place, and all details. */
final class PostgresqlScriptReport {

    private static final int LINES_BEFORE = 5;
    private static final String BOLD = "\u001b[1m";
    private static final String BOLD_RED = "\u001b[1;31m";
    private static final String PLAIN = "\u001b[0m";

    private PostgresqlScriptReport() {}

    /**
     * Describe a failure.
     *
     * @param sentFrom where in the script the text began that the server got
     * @param kept     how many statements from the beginning stay
     */
    static Failure of(
            SQLException failure,
            String script,
            List<Piece> pieces,
            Optional<Integer> index,
            int sentFrom,
            boolean rolledBack,
            int kept) {
        Optional<ServerErrorMessage> message = PostgresqlFailures.serverMessage(failure);
        Optional<Integer> place = place(failure, script, sentFrom);
        String report = message.map(server -> summary(server)
                        + place.map(offset -> excerpt(script, offset)).orElse("") + "\n\n" + details(server))
                .orElseGet(() -> Optional.ofNullable(failure.getMessage()).orElse(""));
        Optional<Integer> line = place.map(offset -> lineOf(script, offset))
                .or(() -> index.map(number -> pieces.get(number).line()));
        return new Failure(
                Optional.ofNullable(failure.getSQLState()),
                report,
                index,
                index.map(number -> pieces.get(number).text(script).strip()),
                line,
                rolledBack,
                Optional.of(kept));
    }

    /** The place in the script that the server complains about; it counts code points of what it got. */
    static Optional<Integer> place(SQLException failure, String script, int sentFrom) {
        int position = PostgresqlFailures.serverMessage(failure)
                .map(ServerErrorMessage::getPosition)
                .orElse(0);
        if (position <= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(script.offsetByCodePoints(sentFrom, position - 1));
        } catch (IndexOutOfBoundsException e) {
            return Optional.of(script.length());
        }
    }

    private static int lineOf(String script, int offset) {
        int line = 1;
        for (int index = 0; index < offset; index++) {
            if (script.charAt(index) == '\n') {
                line++;
            }
        }
        return line;
    }

    private static String summary(ServerErrorMessage message) {
        StringBuilder text = new StringBuilder(severity(message)).append(": ").append(message.getMessage());
        if (message.getDetail() != null) {
            text.append("\nDETAIL: ").append(message.getDetail());
        }
        if (message.getHint() != null) {
            text.append("\nHINT: ").append(message.getHint());
        }
        return text.toString();
    }

    private static String severity(ServerErrorMessage message) {
        return Optional.ofNullable(message.getSeverity()).orElse("ERROR");
    }

    private static String excerpt(String script, int offset) {
        List<String> lines = script.lines().toList();
        int failing = Math.min(lineOf(script, offset), Math.max(1, lines.size()));
        StringBuilder text = new StringBuilder("\n\nPosition:\n");
        // Line 0 is what Prisma shows above the first line.
        for (int number = Math.max(0, failing - LINES_BEFORE); number < failing; number++) {
            String line = number == 0 ? "" : lines.get(number - 1);
            text.append(BOLD).append(numbered(number)).append(PLAIN);
            if (!line.isEmpty()) {
                text.append(' ').append(line);
            }
            text.append('\n');
        }
        return text.append(BOLD)
                .append(numbered(failing))
                .append(BOLD_RED)
                .append(' ')
                .append(lines.isEmpty() ? "" : lines.get(failing - 1))
                .append(PLAIN)
                .toString();
    }

    private static String numbered(int line) {
        return String.format(Locale.ROOT, "%3d", line);
    }

    private static String details(ServerErrorMessage message) {
        String severity = severity(message);
        String parsed = severity.isEmpty()
                ? "None"
                : "Some(" + severity.charAt(0) + severity.substring(1).toLowerCase(Locale.ROOT) + ")";
        return "DbError { severity: " + quoted(severity) + ", parsed_severity: " + parsed + ", code: SqlState(E"
                + message.getSQLState() + "), message: "
                + quoted(Optional.ofNullable(message.getMessage()).orElse(""))
                + ", detail: " + optional(Optional.ofNullable(message.getDetail()))
                + ", hint: " + optional(Optional.ofNullable(message.getHint()))
                + ", position: " + position(message)
                + ", where_: " + optional(Optional.ofNullable(message.getWhere()))
                + ", schema: " + optional(Optional.ofNullable(message.getSchema()))
                + ", table: " + optional(Optional.ofNullable(message.getTable()))
                + ", column: " + optional(Optional.ofNullable(message.getColumn()))
                + ", datatype: " + optional(Optional.ofNullable(message.getDatatype()))
                + ", constraint: " + optional(Optional.ofNullable(message.getConstraint()))
                + ", file: " + optional(Optional.ofNullable(message.getFile()))
                + ", line: " + (message.getLine() > 0 ? "Some(" + message.getLine() + ")" : "None")
                + ", routine: " + optional(Optional.ofNullable(message.getRoutine())) + " }";
    }

    private static String position(ServerErrorMessage message) {
        if (message.getPosition() > 0) {
            return "Some(Original(" + message.getPosition() + "))";
        }
        if (message.getInternalPosition() > 0) {
            return "Some(Internal { position: " + message.getInternalPosition() + ", query: "
                    + quoted(Optional.ofNullable(message.getInternalQuery()).orElse("")) + " })";
        }
        return "None";
    }

    private static String optional(Optional<String> text) {
        return text.map(value -> "Some(" + quoted(value) + ")").orElse("None");
    }

    private static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + "\"";
    }
}
