package dev.gnomon.schema.model;

import java.util.Optional;

/**
 * What the datasource block says of databases' addresses; in newer schemas they stand in the configuration.
 *
 * @param url               of the database
 * @param directUrl         of the database for migrations, where {@code url} names a pooler
 * @param shadowDatabaseUrl of a shadow database of one's own; an empty literal counts as none
 */
public record ConnectionSettings(
        Optional<SettingValue> url, Optional<SettingValue> directUrl, Optional<SettingValue> shadowDatabaseUrl) {

    /** Settings that say nothing. */
    public static ConnectionSettings none() {
        return new ConnectionSettings(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
