package dev.gnomon.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which of the listeners that gnomon comes with take part. Prints without the webhook's address.
 *
 * @param journal         the audit journal
 * @param rotateBytes     the size at which a file of the journal is set aside
 * @param policyFiles     the files of rules; the usual ones only if they are there
 * @param environment     what the rules know this place by, {@code production}
 * @param logLevel        of the lines in the log; empty for none
 * @param webhookUrl      where events are posted, secrets included: never print it
 * @param listenerTimeout how long a listener may take for an answer
 */
public record ListenerSettings(
        Optional<Path> journal,
        OptionalLong rotateBytes,
        List<Path> policyFiles,
        Optional<String> environment,
        Optional<String> logLevel,
        Optional<String> webhookUrl,
        Optional<Duration> listenerTimeout) {

    public ListenerSettings {
        Objects.requireNonNull(journal, "journal");
        policyFiles = List.copyOf(policyFiles);
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(logLevel, "logLevel");
        Objects.requireNonNull(webhookUrl, "webhookUrl");
        Objects.requireNonNull(listenerTimeout, "listenerTimeout");
    }

    /**
     * Read the variables {@code GNOMON_…} and the project's {@code gnomon.toml}, and nothing else: no schema has to be
     * there.
     *
     * @param schema where the schema lies, as far as that is known: the project is the one that it lies in
     * @throws dev.gnomon.engine.error.GnomonException {@code GN-1002} with every mistake
     */
    public static ListenerSettings read(Path workingDirectory, Map<String, String> environment, Optional<Path> schema) {
        return new ListenerSettingsReader(
                        workingDirectory.toAbsolutePath().normalize(), new Environment(environment), schema)
                .read();
    }

    /** The same, with what the command line says in place of the project; relative paths start at its folder. */
    public ListenerSettings with(
            Path workingDirectory, Optional<String> journalFile, Optional<String> policy, Optional<String> place) {
        return new ListenerSettings(
                journalFile.map(workingDirectory::resolve).or(() -> journal),
                rotateBytes,
                policy.map(workingDirectory::resolve).map(List::of).orElse(policyFiles),
                place.or(() -> environment),
                logLevel,
                webhookUrl,
                listenerTimeout);
    }

    @Override
    public String toString() {
        return "ListenerSettings[journal=" + journal + ", policyFiles=" + policyFiles + ", environment=" + environment
                + ", logLevel=" + logLevel + ", webhookUrl=" + (webhookUrl.isPresent() ? "***" : "none") + "]";
    }
}
