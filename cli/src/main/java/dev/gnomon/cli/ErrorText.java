package dev.gnomon.cli;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.ErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** Words failures for the terminal and for programs. */
final class ErrorText {

    /** What a first connection fails with is told on one line. */
    private static final Set<ErrorCode> OF_CONNECTION = Set.of(
            EngineErrorCode.AUTHENTICATION_FAILED,
            EngineErrorCode.SERVER_UNREACHABLE,
            EngineErrorCode.SERVER_TIMED_OUT,
            EngineErrorCode.DATABASE_DOES_NOT_EXIST,
            EngineErrorCode.ACCESS_DENIED,
            EngineErrorCode.TLS_FAILED,
            EngineErrorCode.URL_INVALID);

    private ErrorText() {}

    /** The text after {@code Error: }, remedy included. */
    static String of(GnomonException failure) {
        String id = failure.code().id();
        StringBuilder text = new StringBuilder();
        if (OF_CONNECTION.contains(failure.code())) {
            text.append(id).append(": ").append(failure.problem());
        } else if (id.startsWith("P")
                && failure.code() != EngineErrorCode.SCHEMA_INVALID
                && failure.code() != EngineErrorCode.NO_URL) {
            text.append(id).append("\n\n").append(failure.problem());
        } else {
            text.append(failure.problem());
        }
        if (!failure.remedy().isEmpty()) {
            text.append(endsLine(text) ? "\n" : "\n\n").append(failure.remedy());
        }
        if (id.startsWith("GN-")) {
            text.append(endsLine(text) ? "\n" : "\n\n").append('(').append(id).append(')');
        }
        return text.append(endsLine(text) ? "" : "\n").toString();
    }

    private static boolean endsLine(StringBuilder text) {
        return !text.isEmpty() && text.charAt(text.length() - 1) == '\n';
    }

    /** The member {@code error} of a JSON answer. */
    static JsonReport.Members members(GnomonException failure) {
        return json -> write(json, failure.code().id(), failure.problem(), failure.remedy());
    }

    static void write(JsonGenerator json, String code, String message, String remedy) {
        json.writeObjectPropertyStart("error");
        json.writeStringProperty("code", code);
        json.writeStringProperty("message", ControlCharacters.tame(message, false));
        json.writeStringProperty("remedy", remedy);
        json.writeEndObject();
    }
}
