package dev.gnomon.schema.pull;

import dev.gnomon.schema.syntax.SchemaFile;
import java.util.List;
import java.util.Optional;

/**
 * What {@code db pull} found.
 *
 * @param files    all files of the schema with their new text; a last one may be new
 * @param warnings what the schema cannot say, as one text that ends with a line break; empty if nothing
 * @param views    the views with their queries, where views are asked for
 * @param empty    the database holds nothing that a schema could show
 */
public record PulledSchema(List<SchemaFile> files, Optional<String> warnings, List<PulledView> views, boolean empty) {

    /**
     * A view of the database.
     *
     * @param namespace it lies in, where the database has namespaces
     * @param name      in the database
     * @param query     as the database tells it, laid out for reading
     */
    public record PulledView(Optional<String> namespace, String name, String query) {}

    public PulledSchema {
        files = List.copyOf(files);
        views = List.copyOf(views);
    }
}
