package dev.gnomon.schema.validation;

import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.schema.model.IndexField;
import dev.gnomon.schema.resolution.DiagnosticCollector;
import dev.gnomon.schema.resolution.NamespaceReference;
import dev.gnomon.schema.resolution.ResolvedDatasource;
import dev.gnomon.schema.resolution.ResolvedIndex;
import dev.gnomon.schema.resolution.ResolvedKey;
import dev.gnomon.schema.resolution.ResolvedModel;
import dev.gnomon.schema.resolution.ResolvedScalarField;
import dev.gnomon.schema.resolution.ShardKey;
import dev.gnomon.schema.syntax.BlockAttribute;
import dev.gnomon.schema.syntax.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules about models as a whole and about their primary keys. */
final class ModelRules {

    private final RuleContext context;
    private final DiagnosticCollector diagnostics;
    private final ConstraintNameRules constraintNames;

    ModelRules(RuleContext context, ConstraintNameRules constraintNames) {
        this.context = context;
        this.diagnostics = context.diagnostics();
        this.constraintNames = constraintNames;
    }

    /** Check that no two models have one table. */
    static void checkDatabaseNames(RuleContext context) {
        Map<List<String>, ResolvedModel> tables = new HashMap<>();
        for (ResolvedModel model : context.schema().models()) {
            String namespace = model.namespace().map(NamespaceReference::name).orElse("");
            ResolvedModel existing = tables.put(List.of(namespace, model.databaseName()), model);
            if (existing == null || !context.isSound(model) || !context.isSound(existing)) {
                continue;
            }
            ResolvedModel mapped = model.isMapped() ? model : existing;
            ResolvedModel other = model.isMapped() ? existing : model;
            context.diagnostics()
                    .error(
                            "The " + mapped.syntax().keyword() + " with database name \"" + model.databaseName()
                                    + "\" could not be defined because another model or view with this name exists: \""
                                    + other.name() + "\"",
                            mapSpan(mapped));
        }
    }

    private static Span mapSpan(ResolvedModel model) {
        return model.syntax().attributes().stream()
                .map(BlockAttribute::attribute)
                .filter(attribute -> attribute.name().equals("map"))
                .findFirst()
                .map(attribute -> attribute.span())
                .orElse(model.syntax().span());
    }

    void check(ResolvedModel model) {
        checkUniqueCriterion(model);
        model.primaryKey().ifPresent(key -> checkKey(model, key));
        checkNamespace(model);
        model.shardKey().ifPresent(key -> checkShardKey(key));
    }

    private void checkUniqueCriterion(ResolvedModel model) {
        if (model.ignored()) {
            return;
        }
        List<List<String>> criteria = context.uniqueCriteria(model);
        for (List<String> criterion : criteria) {
            boolean strict = criterion.stream()
                    .map(name -> context.field(model, name))
                    .allMatch(field -> field.isRequired() && !field.isUnsupported());
            if (strict) {
                return;
            }
        }
        StringBuilder message = new StringBuilder("Each model must have at least one unique criteria that has only"
                + " required fields. Either mark a single field with `@id`, `@unique` or add a multi field criterion"
                + " with `@@id([])` or `@@unique([])` to the model.");
        if (!criteria.isEmpty()) {
            message.append(
                    " The following unique criterias were not considered as they contain fields that are not required:");
            criteria.forEach(criterion -> message.append("\n- ").append(String.join(", ", criterion)));
        }
        diagnostics.model(
                "model", model.name(), message.toString(), model.syntax().span());
    }

    private void checkKey(ResolvedModel model, ResolvedKey key) {
        Span span = key.syntax().span();
        constraintNames.check(model, key);
        constraintNames.checkClientName(model, key.clientName(), key.attributeName(), span);
        if (key.fields().isEmpty()) {
            diagnostics.attribute(
                    key.attributeName(),
                    "The list of fields in an `@@id()` attribute cannot be empty. Please specify at least one field.",
                    span);
        }
        String usualClientName = String.join("_", key.fieldNames());
        if (key.fields().size() > 1 && key.clientName().isEmpty() && hasScalarField(model, usualClientName)) {
            diagnostics.model(
                    "model",
                    model.name(),
                    "The field `" + usualClientName
                            + "` clashes with the `@@id` attribute's name. Please resolve the conflict by providing a"
                            + " custom id name: `@@id([...], name: \"custom_name\")`",
                    span);
        }
        if (key.mappedName().isPresent() && !context.supports(SchemaFeature.NAMED_PRIMARY_KEYS)) {
            diagnostics.model(
                    "model",
                    model.name(),
                    "You defined a database name for the primary key on the model. This is not supported by the provider.",
                    model.syntax().span());
        }
        if (!context.supports(SchemaFeature.INDEX_LENGTH)
                && key.fields().stream().anyMatch(RuleContext::hasLength)) {
            diagnostics.attribute(
                    key.attributeName(),
                    "The length argument is not supported in the primary key with the current connector",
                    span);
        }
        if (!context.supports(SchemaFeature.PRIMARY_KEY_SORT_ORDER)
                && key.fields().stream().anyMatch(field -> field.sortOrder().isPresent())) {
            diagnostics.attribute(
                    key.attributeName(),
                    "The sort argument is not supported in the primary key with the current connector",
                    span);
        }
    }

    static boolean hasScalarField(ResolvedModel model, String name) {
        return model.scalarFields().stream().anyMatch(field -> field.name().equals(name));
    }

    void checkNamespace(ResolvedModel model) {
        checkNamespaceExists(context, model.namespace());
        if (context.flaws().knowsDatasource()
                && context.can(Capability.NAMESPACES)
                && model.namespace().isEmpty()
                && context.listsNamespaces()) {
            diagnostics.model(
                    model.syntax().keyword(),
                    model.name(),
                    "This " + model.syntax().keyword() + " is missing an `@@schema` attribute.",
                    model.syntax().span());
        }
    }

    /** Check that {@code @@schema} names a namespace that the datasource has. */
    static void checkNamespaceExists(RuleContext context, Optional<NamespaceReference> namespace) {
        if (namespace.isEmpty() || !context.flaws().knowsDatasource()) {
            return;
        }
        if (!context.can(Capability.NAMESPACES)) {
            // Where the datasource lists namespaces too, that is what is complained about.
            if (!context.listsNamespaces()) {
                context.diagnostics()
                        .error(
                                "@@schema is not supported on the current datasource provider",
                                namespace.get().span());
            }
            return;
        }
        boolean exists = context.schema()
                .datasource()
                .map(ResolvedDatasource::namespaceNames)
                .orElse(List.of())
                .contains(namespace.get().name());
        if (!exists) {
            context.diagnostics()
                    .error(
                            "This schema is not defined in the datasource. Read more on `@@schema` at"
                                    + " https://pris.ly/d/multi-schema",
                            namespace.get().span());
        }
    }

    private void checkShardKey(ShardKey key) {
        String attribute = key.onField() ? "@shardKey" : "@@shardKey";
        Span span = key.syntax().span();
        if (context.lacksPreviewFeature("shardKeys")) {
            diagnostics.attribute(
                    attribute, "Defining shard keys requires enabling the `shardKeys` preview feature", span);
        }
        if (!context.supports(SchemaFeature.SHARD_KEYS)) {
            diagnostics.attribute(
                    attribute, "Shard keys are not currently supported for provider " + context.providerName(), span);
        }
        if (key.fields().isEmpty()) {
            diagnostics.attribute(
                    attribute,
                    "The list of fields in a `" + attribute
                            + "()` attribute cannot be empty. Please specify at least one field.",
                    span);
        }
    }

    /** Check that the database can number rows where the schema wants it to. */
    void checkAutoincrement(ResolvedModel model) {
        List<ResolvedScalarField> fields = model.scalarFields().stream()
                .filter(ResolvedScalarField::isAutoincrement)
                .toList();
        if (fields.size() > 1 && !context.supports(SchemaFeature.SEVERAL_AUTOINCREMENTS)) {
            diagnostics.attribute(
                    "@default",
                    "The `autoincrement()` default value is used multiple times on this model even though the underlying"
                            + " datasource only supports one instance per table.",
                    model.syntax().span());
        }
        for (ResolvedScalarField field : fields) {
            if (!context.supports(SchemaFeature.AUTOINCREMENT_OUTSIDE_PRIMARY_KEY)
                    && !model.primaryKey()
                            .map(ResolvedKey::fieldNames)
                            .orElse(List.of())
                            .equals(List.of(field.name()))) {
                diagnostics.attribute(
                        "@default",
                        "The `autoincrement()` default value is used on a non-id field even though the datasource does"
                                + " not support this.",
                        field.syntax().span());
            }
            if (!context.supports(SchemaFeature.AUTOINCREMENT_WITHOUT_INDEX) && !leadsAnIndex(model, field)) {
                diagnostics.attribute(
                        "@default",
                        "The `autoincrement()` default value is used on a non-indexed field even though the datasource"
                                + " does not support this.",
                        field.syntax().span());
            }
        }
    }

    private static boolean leadsAnIndex(ResolvedModel model, ResolvedScalarField field) {
        return model.primaryKey().filter(key -> leads(key.fields(), field)).isPresent()
                || model.indexes().stream().map(ResolvedIndex::fields).anyMatch(fields -> leads(fields, field));
    }

    private static boolean leads(List<IndexField> fields, ResolvedScalarField field) {
        return !fields.isEmpty() && fields.getFirst().field().equals(field.name());
    }

    /** Check what a key's fields say of length and clustering. */
    void checkKeyArguments(ResolvedModel model, ResolvedKey key) {
        Span span = key.syntax().span();
        for (IndexField field : key.fields()) {
            FieldRules.checkLengthType(context, context.field(model, field.field()), field, key.attributeName(), span);
        }
        if (key.clustered().isPresent() && !context.supports(SchemaFeature.CLUSTERING)) {
            diagnostics.attribute(
                    key.attributeName(), "Defining clustering is not supported in the current connector.", span);
        }
        if (context.hasDialect()
                && context.supports(SchemaFeature.CLUSTERING)
                && key.clustered().orElse(true)
                && model.indexes().stream().anyMatch(index -> index.clustered().orElse(false))) {
            diagnostics.attribute(key.attributeName(), "A model can only hold one clustered index or id.", span);
        }
    }
}
