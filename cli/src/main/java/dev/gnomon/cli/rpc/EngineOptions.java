package dev.gnomon.cli.rpc;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * The command line of the schema engine. Options may stand before and after {@code cli}.
 *
 * @param datamodels        paths of schema files
 * @param url               of the database; empty: the schema says it
 * @param directUrl         of the same database, past a pooler
 * @param shadowDatabaseUrl of the user's own shadow database
 * @param dialects          folders with more dialects
 * @param command           the one-shot command; empty for the server
 */
record EngineOptions(
        List<String> datamodels,
        Optional<String> url,
        Optional<String> directUrl,
        Optional<String> shadowDatabaseUrl,
        Optional<String> dialects,
        Optional<String> command) {

    static EngineOptions parse(List<String> line) {
        List<String> datamodels = new ArrayList<>();
        Optional<String> datasource = Optional.empty();
        Optional<String> dialects = Optional.empty();
        Optional<String> command = Optional.empty();
        boolean oneShot = false;
        for (int i = 0; i < line.size(); i++) {
            String word = line.get(i);
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String name = equals < 0 ? word : word.substring(0, equals);
            boolean takesValue = switch (name) {
                case "--datamodels",
                        "--datamodel",
                        "-d",
                        "--datasource",
                        "--dialects",
                        "--enabled-preview-features",
                        "--extension-types" -> true;
                default -> false;
            };
            Optional<String> value = Optional.empty();
            if (takesValue) {
                if (equals < 0 && i + 1 >= line.size()) {
                    throw usage("The option " + name + " needs a value.");
                }
                value = Optional.of(equals < 0 ? line.get(++i) : word.substring(equals + 1));
            }
            switch (name) {
                case "--datamodels", "--datamodel", "-d" -> value.ifPresent(datamodels::add);
                case "--datasource" -> datasource = value;
                case "--dialects" -> dialects = value;
                case "cli" -> oneShot = true;
                default -> {
                    if (oneShot && !name.startsWith("-")) {
                        command = Optional.of(name);
                    } else if (!takesValue) {
                        throw usage("The schema engine has no option " + name + ".");
                    }
                }
            }
        }
        if (oneShot && command.isEmpty()) {
            throw usage("The schema engine's `cli` needs a command.");
        }
        return withDatasource(datamodels, datasource, dialects, command);
    }

    private static EngineOptions withDatasource(
            List<String> datamodels, Optional<String> datasource, Optional<String> dialects, Optional<String> command) {
        if (datasource.isEmpty()) {
            return new EngineOptions(
                    datamodels, Optional.empty(), Optional.empty(), Optional.empty(), dialects, command);
        }
        if (!datasource.get().stripLeading().startsWith("{")) {
            return new EngineOptions(datamodels, datasource, Optional.empty(), Optional.empty(), dialects, command);
        }
        JsonValue json;
        try {
            json = JsonValue.parse(datasource.get());
        } catch (JacksonException | ProtocolException broken) {
            throw usage("The value of --datasource is no JSON object.");
        }
        return new EngineOptions(
                datamodels,
                given(json, "url"),
                given(json, "directUrl"),
                given(json, "shadowDatabaseUrl"),
                dialects,
                command);
    }

    private static Optional<String> given(JsonValue json, String name) {
        return json.text(name).filter(text -> !text.isEmpty());
    }

    private static GnomonException usage(String problem) {
        return new GnomonException(
                EngineErrorCode.USAGE,
                problem,
                "Usage: schema-engine [--datamodels FILE]... [--datasource JSON] [--dialects FOLDER] [cli COMMAND]");
    }

    /** Says which parts are there: the URLs hold passwords. */
    @Override
    public String toString() {
        return "EngineOptions[datamodels=" + datamodels + ", command=" + command + "]";
    }
}
