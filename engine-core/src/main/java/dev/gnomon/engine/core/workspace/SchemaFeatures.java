package dev.gnomon.engine.core.workspace;

/**
 * Parts of a schema that take part only if the user asked for them; else they are left out of both sides of a diff.
 *
 * @param extensions     the server's extensions ({@code postgresqlExtensions})
 * @param partialIndexes the predicates of indexes ({@code partialIndexes})
 */
public record SchemaFeatures(boolean extensions, boolean partialIndexes) {

    public static final SchemaFeatures NONE = new SchemaFeatures(false, false);

    public static final SchemaFeatures ALL = new SchemaFeatures(true, true);
}
