package dev.gnomon.schema.syntax;

import java.util.List;

/**
 * What the parser read.
 *
 * @param document    everything that could be understood
 * @param diagnostics what could not, in the order of the text
 */
public record ParsedSchema(SchemaDocument document, List<Diagnostic> diagnostics) {

    public ParsedSchema {
        diagnostics = List.copyOf(diagnostics);
    }
}
