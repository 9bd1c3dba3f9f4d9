package dev.gnomon.engine.dialect;

import java.util.Objects;

/**
 * What makes a database this one and no other, as the server itself tells, so that two spellings of
 * one address compare equal.
 *
 * @param server   the server's own mark: a system identifier, a server UUID, a file's key
 * @param database the database within that server
 */
public record DatabaseIdentity(String server, String database) {
    public DatabaseIdentity {
        Objects.requireNonNull(server, "server");
        Objects.requireNonNull(database, "database");
    }
}
