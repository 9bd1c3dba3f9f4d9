package dev.gnomon.schema.pull;

import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.model.DataModel;
import dev.gnomon.schema.syntax.SchemaDocument;
import java.util.List;
import java.util.Objects;

/**
 * What {@code db pull} starts from.
 *
 * @param database   what the database holds
 * @param dialect    of that database
 * @param document   the schema files as they are: their datasource and generators stay
 * @param previous   what those files mean: names, order and comments are taken from it
 * @param force      take nothing from the previous data model, only the datasource and the generators
 * @param namespaces what was read instead of the namespaces that the datasource names; empty: those
 */
public record PullRequest(
        DatabaseSchema database,
        Dialect dialect,
        SchemaDocument document,
        DataModel previous,
        boolean force,
        List<String> namespaces) {

    public PullRequest {
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(dialect, "dialect");
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(previous, "previous");
        namespaces = List.copyOf(namespaces);
    }

    /** Start from a schema whose datasource names what was read. */
    public PullRequest(
            DatabaseSchema database, Dialect dialect, SchemaDocument document, DataModel previous, boolean force) {
        this(database, dialect, document, previous, force, List.of());
    }
}
