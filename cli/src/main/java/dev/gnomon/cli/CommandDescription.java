package dev.gnomon.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * What a command is called, takes and does, for the option parser and the help.
 *
 * @param name     as typed, {@code migrate dev}
 * @param summary  one sentence
 * @param operands what follows the options, as the help shows it; empty if nothing may
 * @param options  all of them
 * @param examples whole command lines
 */
record CommandDescription(String name, String summary, String operands, List<Option> options, List<String> examples) {

    static final Option HELP = Option.flag("help", "Show this help").withShortName("h");
    static final Option CONFIG = Option.value("config", "FILE", "Read this file instead of prisma.config.ts");
    static final Option SCHEMA = Option.value("schema", "PATH", "The schema: a file or a folder");
    static final Option URL = Option.value("url", "URL", "Use this database instead of the configured one");
    static final Option SHADOW_URL =
            Option.value("shadow-database-url", "URL", "Replay migrations in this database, which gets emptied");
    static final Option ALLOW_SHADOW_RESET = Option.value(
            "allow-shadow-reset", "NAME", "Empty the configured shadow database of this name, whatever it holds");
    static final Option LOCK_TIMEOUT = Option.value(
            "lock-timeout", "SECONDS", "How long to wait for another migration to end (10), and for locks on tables");
    static final Option NO_CACHE = Option.flag("no-cache", "Replay the whole history, whatever earlier runs found out");
    private static final Option DIALECTS = Option.value("dialects", "FOLDER", "Look for more dialects in this folder");
    private static final Option AUDIT_JOURNAL =
            Option.value("audit-journal", "FILE", "Write down what is done in this file, chained by hashes");
    private static final Option POLICY = Option.value("policy", "FILE", "Do nothing that the rules in this file deny");
    private static final Option ENVIRONMENT =
            Option.value("environment", "NAME", "What the policy knows this place by (development)");
    static final Option JSON = Option.flag("json", "Print one JSON object instead of text");
    private static final Option PREVIEW = Option.flag("preview-feature", "");
    private static final Option EARLY_ACCESS = Option.flag("early-access-feature", "");
    private static final Option TELEMETRY = Option.value("telemetry-information", "TEXT", "");

    CommandDescription {
        options = List.copyOf(options);
        examples = List.copyOf(examples);
    }

    /** A description with the options that every command has. */
    static CommandDescription of(String name, String summary, List<Option> options, String... examples) {
        return new CommandDescription(name, summary, "", withCommon(options), List.of(examples));
    }

    CommandDescription withOperands(String shown) {
        return new CommandDescription(name, summary, shown, options, examples);
    }

    private static List<Option> withCommon(List<Option> own) {
        List<Option> all = new ArrayList<>(own);
        if (own.contains(URL)) {
            all.addAll(List.of(AUDIT_JOURNAL, POLICY, ENVIRONMENT));
        }
        all.addAll(List.of(DIALECTS, JSON, HELP, PREVIEW, EARLY_ACCESS, TELEMETRY));
        return all;
    }
}
