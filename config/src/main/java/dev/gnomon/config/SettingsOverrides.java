package dev.gnomon.config;

import java.util.Objects;
import java.util.Optional;

/**
 * What the command line says in place of the project's files; each part is empty where it says nothing.
 *
 * @param configFile        {@code --config}
 * @param schema            {@code --schema}
 * @param url               {@code --url}
 * @param shadowDatabaseUrl {@code --shadow-database-url}
 */
public record SettingsOverrides(
        Optional<String> configFile,
        Optional<String> schema,
        Optional<String> url,
        Optional<String> shadowDatabaseUrl) {

    public static final SettingsOverrides NONE =
            new SettingsOverrides(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public SettingsOverrides {
        Objects.requireNonNull(configFile, "configFile");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(shadowDatabaseUrl, "shadowDatabaseUrl");
    }

    /** Says which parts are there, without their values: URLs hold passwords. */
    @Override
    public String toString() {
        return "SettingsOverrides[configFile=" + configFile + ", schema=" + schema + ", url="
                + (url.isPresent() ? "***" : "none") + ", shadowDatabaseUrl="
                + (shadowDatabaseUrl.isPresent() ? "***" : "none") + "]";
    }
}
