package dev.gnomon.engine.dialect;

import java.util.Objects;
import java.util.Optional;

/**
 * Where the unqualified names of a session lead, as the server itself tells. It is read before the first script runs in
 * the session, and whatever is dropped, marked or recorded afterwards is named by it.
 *
 * @param database  the database in use, for SQLite the name of the schema that stands for its file; empty where a session
 *     cannot leave its database and names need not tell it
 * @param namespace the default namespace; empty where a dialect has none
 */
public record SessionPlace(Optional<String> database, Optional<String> namespace) {
    public SessionPlace {
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(namespace, "namespace");
    }
}
