package dev.gnomon.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    /** None of them. */
    public static final ListenerSettings NONE = new ListenerSettings(
            Optional.empty(),
            OptionalLong.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    @Override
    public String toString() {
        return "ListenerSettings[journal=" + journal + ", policyFiles=" + policyFiles + ", environment=" + environment
                + ", logLevel=" + logLevel + ", webhookUrl=" + (webhookUrl.isPresent() ? "***" : "none") + "]";
    }
}
