package dev.gnomon.config;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody says in place of the project's files: the command line, or the program that opens the project. Each part
 * is empty where it says nothing.
 *
 * @param configFile         {@code --config}
 * @param schema             {@code --schema}
 * @param url                {@code --url}
 * @param shadowDatabaseUrl  {@code --shadow-database-url}
 * @param shadowResetAllowed {@code --allow-shadow-reset}: the name of the shadow database that may be emptied whatever is
 *                           in it
 * @param lockTimeout        {@code --lock-timeout}
 * @param noCache            {@code --no-cache}
 * @param dialects           {@code --dialects}: folders, written like the system's search path
 * @param journal            {@code --audit-journal}: a file
 * @param policy             {@code --policy}: a file
 * @param environment        {@code --environment}: what policies know this place by
 */
public record SettingsOverrides(
        Optional<String> configFile,
        Optional<String> schema,
        Optional<String> url,
        Optional<String> shadowDatabaseUrl,
        Optional<String> shadowResetAllowed,
        Optional<Duration> lockTimeout,
        boolean noCache,
        Optional<String> dialects,
        Optional<String> journal,
        Optional<String> policy,
        Optional<String> environment) {

    public static final SettingsOverrides NONE = builder().build();

    public SettingsOverrides {
        Objects.requireNonNull(configFile, "configFile");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(shadowDatabaseUrl, "shadowDatabaseUrl");
        Objects.requireNonNull(shadowResetAllowed, "shadowResetAllowed");
        Objects.requireNonNull(lockTimeout, "lockTimeout");
        Objects.requireNonNull(dialects, "dialects");
        Objects.requireNonNull(journal, "journal");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(environment, "environment");
    }

    /** Start with nothing said. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what is said. */
    public static final class Builder {
        private Optional<String> configFile = Optional.empty();
        private Optional<String> schema = Optional.empty();
        private Optional<String> url = Optional.empty();
        private Optional<String> shadowDatabaseUrl = Optional.empty();
        private Optional<String> shadowResetAllowed = Optional.empty();
        private Optional<Duration> lockTimeout = Optional.empty();
        private boolean noCache;
        private Optional<String> dialects = Optional.empty();
        private Optional<String> journal = Optional.empty();
        private Optional<String> policy = Optional.empty();
        private Optional<String> environment = Optional.empty();

        private Builder() {}

        public Builder configFile(Optional<String> value) {
            configFile = value;
            return this;
        }

        public Builder schema(Optional<String> value) {
            schema = value;
            return this;
        }

        public Builder url(Optional<String> value) {
            url = value;
            return this;
        }

        public Builder shadowDatabaseUrl(Optional<String> value) {
            shadowDatabaseUrl = value;
            return this;
        }

        public Builder shadowResetAllowed(Optional<String> value) {
            shadowResetAllowed = value;
            return this;
        }

        public Builder lockTimeout(Optional<Duration> value) {
            lockTimeout = value;
            return this;
        }

        /**
         * The same as a command line has it.
         *
         * @throws GnomonException {@code GN-1001} if it is no whole number of seconds
         */
        public Builder lockTimeoutSeconds(Optional<String> value) {
            return lockTimeout(value.map(seconds -> LayeredSettings.secondsOf(seconds)
                    .orElseThrow(() -> new GnomonException(
                            EngineErrorCode.USAGE,
                            "--lock-timeout is no number of seconds.",
                            "Pass a whole number, for example --lock-timeout 30."))));
        }

        public Builder noCache(boolean value) {
            noCache = value;
            return this;
        }

        public Builder dialects(Optional<String> value) {
            dialects = value;
            return this;
        }

        public Builder journal(Optional<String> value) {
            journal = value;
            return this;
        }

        public Builder policy(Optional<String> value) {
            policy = value;
            return this;
        }

        public Builder environment(Optional<String> value) {
            environment = value;
            return this;
        }

        public SettingsOverrides build() {
            return new SettingsOverrides(
                    configFile,
                    schema,
                    url,
                    shadowDatabaseUrl,
                    shadowResetAllowed,
                    lockTimeout,
                    noCache,
                    dialects,
                    journal,
                    policy,
                    environment);
        }
    }

    /** Says which parts are there, without the URLs: they hold passwords. */
    @Override
    public String toString() {
        return "SettingsOverrides[configFile=" + configFile + ", schema=" + schema + ", url="
                + (url.isPresent() ? "***" : "none") + ", shadowDatabaseUrl="
                + (shadowDatabaseUrl.isPresent() ? "***" : "none") + ", journal=" + journal + ", policy=" + policy
                + ", environment=" + environment + "]";
    }
}
