package dev.gnomon.cli.rpc;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.ErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** What the protocol says of a failure. */
final class FailureData {

    private FailureData() {}

    /** The object {@code data} of an error answer. */
    static void write(JsonGenerator json, GnomonException failure) {
        json.writeStartObject();
        writeMembers(json, failure);
        json.writeEndObject();
    }

    /** The same members within another object. */
    static void writeMembers(JsonGenerator json, GnomonException failure) {
        json.writeBooleanProperty("is_panic", failure.code().kind() == ErrorCode.Kind.INTERNAL);
        json.writeStringProperty("message", message(failure));
        json.writeObjectPropertyStart("meta");
        writeMeta(json, failure);
        json.writeEndObject();
        if (hasPublicCode(failure)) {
            json.writeStringProperty("error_code", failure.code().id());
        } else {
            json.writeNullProperty("error_code");
        }
    }

    private static boolean hasPublicCode(GnomonException failure) {
        return failure.code().id().startsWith("P");
    }

    /** The words of the failures that clients know; gnomon's own come with their remedy. */
    private static String message(GnomonException failure) {
        return hasPublicCode(failure) || failure.remedy().isEmpty()
                ? failure.problem()
                : failure.problem() + "\n\n" + failure.remedy();
    }

    /** The parameters that a message has between back quotes, by the names that the protocol gives them. */
    private static void writeMeta(JsonGenerator json, GnomonException failure) {
        if (failure.code() == EngineErrorCode.MIGRATION_FAILED) {
            writeFailedMigration(json, failure.problem());
            return;
        }
        List<String> quoted = quoted(failure.problem());
        if (!(failure.code() instanceof EngineErrorCode code) || quoted.isEmpty()) {
            return;
        }
        switch (code) {
            case AUTHENTICATION_FAILED -> json.writeStringProperty("database_user", quoted.get(0));
            case SERVER_UNREACHABLE -> json.writeStringProperty("database_location", quoted.get(0));
            case DATABASE_DOES_NOT_EXIST, DATABASE_ALREADY_EXISTS, ACCESS_DENIED ->
                json.writeStringProperty("database_name", quoted.get(0));
            case MIGRATION_DOES_NOT_REPLAY, MIGRATION_ALREADY_APPLIED, MIGRATION_NEVER_APPLIED, MIGRATION_NOT_FAILED ->
                json.writeStringProperty("migration_name", quoted.get(0));
            case PROVIDER_SWITCHED -> {
                json.writeStringProperty("provider", quoted.get(0));
                if (quoted.size() > 1) {
                    json.writeStringProperty("expected_provider", quoted.get(1));
                }
            }
            default -> {}
        }
    }

    /** The parts of this message follow one another, each after its own heading. */
    private static void writeFailedMigration(JsonGenerator json, String problem) {
        String nameHeading = "\nMigration name: ";
        String codeHeading = "\n\nDatabase error code: ";
        String errorHeading = "\n\nDatabase error:\n";
        int name = problem.indexOf(nameHeading);
        int code = problem.indexOf(codeHeading, Math.max(name, 0));
        int error = problem.indexOf(errorHeading, Math.max(code, 0));
        if (name < 0 || code < 0 || error < 0) {
            return;
        }
        json.writeStringProperty("migration_name", problem.substring(name + nameHeading.length(), code));
        json.writeStringProperty("database_error_code", problem.substring(code + codeHeading.length(), error));
        json.writeStringProperty(
                "database_error",
                problem.substring(error + errorHeading.length()).strip());
    }

    private static List<String> quoted(String text) {
        List<String> parts = new ArrayList<>();
        int open = text.indexOf('`');
        while (open >= 0 && parts.size() < 2) {
            int close = text.indexOf('`', open + 1);
            if (close < 0) {
                break;
            }
            parts.add(text.substring(open + 1, close));
            open = text.indexOf('`', close + 1);
        }
        return parts;
    }
}
