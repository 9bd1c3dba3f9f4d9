package dev.gnomon.engine.dialect;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a database is, as it may be shown to anybody.
 *
 * @param database its name; for SQLite the file's name; empty where the URL does not say
 * @param schema   the default namespace that the URL chooses, where a dialect has namespaces
 * @param address  {@code host:port} with the port only if the URL has one, {@code unix:<socket>}, or
 *     {@code file:…}; empty where the URL does not say
 */
public record DatabaseLocation(Optional<String> database, Optional<String> schema, Optional<String> address) {
    public DatabaseLocation {
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(address, "address");
    }

    /** Address and name as one text: {@code localhost:5432/shop}, or the file as the URL has it, which is both. */
    public String shown() {
        return address.filter(at -> at.startsWith("file:"))
                .orElseGet(
                        () -> Stream.concat(address.stream(), database.stream()).collect(Collectors.joining("/")));
    }
}
