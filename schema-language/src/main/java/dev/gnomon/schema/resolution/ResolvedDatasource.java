package dev.gnomon.schema.resolution;

import dev.gnomon.schema.model.SettingValue;
import dev.gnomon.schema.syntax.ConfigBlock;
import dev.gnomon.schema.syntax.Span;
import java.util.List;
import java.util.Optional;

/**
 * The datasource block.
 *
 * @param name              the prefix of native types
 * @param provider          as written
 * @param url               of the database; in newer schemas it stands in the configuration instead
 * @param directUrl         of the database for migrations, where {@code url} names a pooler
 * @param shadowDatabaseUrl of a shadow database of one's own; an empty literal counts as none
 * @param usesForeignKeys   whether the database keeps references whole, not the client
 * @param namespaces        of {@code schemas}, sorted by name
 * @param namespacesSpan    of the whole list
 * @param extensions        of the database, sorted by name
 * @param extensionsSpan    of the whole list
 * @param syntax            the block
 */
public record ResolvedDatasource(
        String name,
        String provider,
        Optional<SettingValue> url,
        Optional<SettingValue> directUrl,
        Optional<SettingValue> shadowDatabaseUrl,
        boolean usesForeignKeys,
        List<NamespaceReference> namespaces,
        Optional<Span> namespacesSpan,
        List<ResolvedExtension> extensions,
        Optional<Span> extensionsSpan,
        ConfigBlock syntax) {

    public ResolvedDatasource {
        namespaces = List.copyOf(namespaces);
        extensions = List.copyOf(extensions);
    }

    /** Give the names of the namespaces, sorted. */
    public List<String> namespaceNames() {
        return namespaces.stream().map(NamespaceReference::name).toList();
    }
}
