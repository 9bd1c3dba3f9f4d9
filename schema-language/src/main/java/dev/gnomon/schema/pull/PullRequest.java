package dev.gnomon.schema.pull;

import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.model.DataModel;
import dev.gnomon.schema.syntax.SchemaDocument;
import java.util.Objects;

/**
 * What {@code db pull} starts from.
 *
 * @param database  what the database holds
 * @param dialect   of that database
 * @param document  the schema files as they are: their datasource and generators stay
 * @param previous  what those files mean: names, order and comments are taken from it
 * @param force     take nothing from the previous data model, only the datasource and the generators
 */
public record PullRequest(
        DatabaseSchema database, Dialect dialect, SchemaDocument document, DataModel previous, boolean force) {

    public PullRequest {
        Objects.requireNonNull(database, "database");
        Objects.requireNonNull(dialect, "dialect");
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(previous, "previous");
    }
}
