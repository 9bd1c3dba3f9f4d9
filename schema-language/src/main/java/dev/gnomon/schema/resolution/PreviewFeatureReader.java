package dev.gnomon.schema.resolution;

import dev.gnomon.engine.dialect.PreviewFeatureRename;
import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.schema.syntax.Expression;
import dev.gnomon.schema.syntax.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code previewFeatures} of generators. */
final class PreviewFeatureReader {

    private static final List<String> ACTIVE = List.of(
            "nativeDistinct",
            "partialIndexes",
            "postgresqlExtensions",
            "relationJoins",
            "schemaEngineDriverAdapters",
            "shardKeys",
            "strictUndefinedChecks",
            "typedSql",
            "views");

    /** Features of old that came to stay, or to nothing. */
    private static final List<String> DEPRECATED = List.of(
            "aggregateApi",
            "atomicNumberOperations",
            "clientExtensions",
            "cockroachdb",
            "connectOrCreate",
            "createMany",
            "dataProxy",
            "deno",
            "distinct",
            "driverAdapters",
            "esm",
            "extendedIndexes",
            "extendedWhereUnique",
            "fieldReference",
            "filteredRelationCount",
            "filterJson",
            "fullTextIndex",
            "fullTextSearch",
            "groupBy",
            "improvedQueryRaw",
            "interactiveTransactions",
            "jsonProtocol",
            "microsoftSqlServer",
            "middlewares",
            "mongoDb",
            "multiSchema",
            "namedConstraints",
            "nApi",
            "nativeTypes",
            "omitApi",
            "orderByAggregateGroup",
            "orderByNulls",
            "orderByRelation",
            "prismaSchemaFolder",
            "queryCompiler",
            "reactNative",
            "referentialActions",
            "referentialIntegrity",
            "selectRelationCount",
            "tracing",
            "transactionApi",
            "uncheckedScalarInputs");

    /** Features of old that went away. */
    private static final List<String> REMOVED = List.of("metrics");

    private final List<String> ofDialect;
    private final List<PreviewFeatureRename> renames;
    private final DiagnosticCollector diagnostics;

    PreviewFeatureReader(Optional<SchemaTraits> traits, DiagnosticCollector diagnostics) {
        this.ofDialect = traits.map(SchemaTraits::previewFeatures).orElse(List.of());
        this.renames = traits.map(SchemaTraits::renamedPreviewFeatures).orElse(List.of());
        this.diagnostics = diagnostics;
    }

    List<String> read(Expression expression) {
        List<String> features = new ArrayList<>();
        Expressions.array(expression, element -> Expressions.string(element, diagnostics))
                .orElse(List.of())
                .forEach(name -> read(name, expression.span(), features));
        return features;
    }

    private void read(String written, Span span, List<String> features) {
        List<String> active = new ArrayList<>(ofDialect);
        active.addAll(ACTIVE);
        active.sort(null);
        Optional<String> known = find(active, written);
        if (known.isPresent()) {
            features.add(known.get());
            return;
        }
        Optional<PreviewFeatureRename> rename = renames.stream()
                .filter(candidate -> candidate.oldName().equalsIgnoreCase(written))
                .findFirst();
        if (rename.isPresent()) {
            features.add(rename.get().newName());
            diagnostics.warning(
                    "On `provider = \"%s\"`, preview feature \"%s\" has been renamed to \"%s\". Learn more at %s."
                            .formatted(
                                    rename.get().provider(),
                                    written,
                                    rename.get().newName(),
                                    rename.get().link()),
                    span);
            return;
        }
        Optional<String> deprecated = find(DEPRECATED, written);
        Optional<String> removed = find(REMOVED, written);
        if (deprecated.isPresent()) {
            features.add(deprecated.get());
            diagnostics.warning(
                    "Preview feature \"" + written
                            + "\" is deprecated. The functionality can be used without specifying it as a preview"
                            + " feature.",
                    span);
        } else if (removed.isPresent()) {
            diagnostics.warning(
                    "Preview feature \"" + written
                            + "\" is deprecated. It will be removed in a future version of Prisma.",
                    span);
        } else {
            diagnostics.error(
                    "The preview feature \"" + written + "\" is not known. Expected one of: "
                            + String.join(", ", active),
                    span);
        }
    }

    private static Optional<String> find(List<String> features, String written) {
        return features.stream()
                .filter(feature -> feature.equalsIgnoreCase(written))
                .findFirst();
    }
}
