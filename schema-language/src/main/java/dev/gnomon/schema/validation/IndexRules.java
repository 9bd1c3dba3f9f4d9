package dev.gnomon.schema.validation;

import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.IndexAlgorithm;
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.model.Index;
import dev.gnomon.schema.model.IndexField;
import dev.gnomon.schema.resolution.DiagnosticCollector;
import dev.gnomon.schema.resolution.ResolvedIndex;
import dev.gnomon.schema.resolution.ResolvedKey;
import dev.gnomon.schema.resolution.ResolvedModel;
import dev.gnomon.schema.syntax.Span;
import java.util.Optional;

/** Rules about indexes and unique constraints. */
final class IndexRules {

    private final RuleContext context;
    private final DiagnosticCollector diagnostics;
    private final ConstraintNameRules constraintNames;

    IndexRules(RuleContext context, ConstraintNameRules constraintNames) {
        this.context = context;
        this.diagnostics = context.diagnostics();
        this.constraintNames = constraintNames;
    }

    void check(ResolvedModel model, ResolvedIndex index) {
        Span span = index.syntax().span();
        if (index.fields().isEmpty()) {
            complain(index, "The list of fields in an index cannot be empty. Please specify at least one field.");
        }
        constraintNames.check(model, index);
        checkUsualClientName(model, index);
        constraintNames.checkClientName(model, index.clientName(), index.attributeName(), span);
        if (!context.supports(SchemaFeature.INDEX_LENGTH)
                && index.fields().stream().anyMatch(RuleContext::hasLength)) {
            complain(index, "The length argument is not supported in an index definition with the current connector");
        }
        checkAlgorithm(index);
        checkFulltext(index);
        context.checkLength(model, index.mappedName(), index.attributeName(), span);
        checkClustering(model, index);
        if (index.kind() != Index.Kind.NORMAL
                && index.fields().stream()
                        .anyMatch(field -> field.operatorClass().isPresent())) {
            complain(index, "Operator classes can only be defined to fields in an @@index attribute.");
        }
        checkPredicate(index);
        for (IndexField field : index.fields()) {
            FieldRules.checkLengthType(
                    context, context.field(model, field.field()), field, index.attributeName(), span);
        }
    }

    private void complain(ResolvedIndex index, String message) {
        diagnostics.attribute(index.attributeName(), message, index.syntax().span());
    }

    private void checkUsualClientName(ResolvedModel model, ResolvedIndex index) {
        String name = String.join("_", index.fieldNames());
        if (index.isUnique()
                && index.fields().size() > 1
                && index.clientName().isEmpty()
                && ModelRules.hasScalarField(model, name)) {
            String attribute = index.attributeName();
            diagnostics.model(
                    model.syntax().keyword(),
                    model.name(),
                    "The field `%s` clashes with the `%s` name. Please resolve the conflict by providing a custom id name: `%s([...], name: \"custom_name\")`"
                            .formatted(name, attribute, attribute),
                    index.syntax().span());
        }
    }

    private void checkAlgorithm(ResolvedIndex index) {
        if (index.algorithm().isEmpty() || !context.knowsDialect()) {
            return;
        }
        String name = index.algorithm().get();
        Optional<IndexAlgorithm> algorithm = context.traits().indexes().algorithms().stream()
                .filter(known -> known.name().equals(name))
                .findFirst();
        if (algorithm.isEmpty()) {
            complain(index, "The given index type is not supported with the current connector");
        } else if (name.equals("Hash")
                && index.fields().stream().anyMatch(field -> field.sortOrder().isPresent())) {
            complain(index, "Hash type does not support sort option.");
        }
    }

    private void checkFulltext(ResolvedIndex index) {
        if (index.kind() != Index.Kind.FULLTEXT) {
            return;
        }
        if (!context.supports(SchemaFeature.FULLTEXT_INDEXES)) {
            complain(index, "Defining fulltext indexes is not supported with the current connector.");
            return;
        }
        if (index.fields().stream().anyMatch(RuleContext::hasLength)) {
            complain(index, "The length argument is not supported in a @@fulltext attribute.");
        }
        if (index.fields().stream().anyMatch(field -> field.sortOrder().isPresent())) {
            complain(index, "The sort argument is not supported in a @@fulltext attribute in the current connector.");
        }
    }

    private void checkClustering(ResolvedModel model, ResolvedIndex index) {
        if (!context.supports(SchemaFeature.CLUSTERING)) {
            if (index.clustered().isPresent()) {
                complain(index, "Defining clustering is not supported in the current connector.");
            }
            return;
        }
        if (!index.clustered().orElse(false)) {
            return;
        }
        if (context.hasDialect()
                && model.primaryKey().isPresent()
                && model.primaryKey().flatMap(ResolvedKey::clustered).orElse(true)) {
            complain(index, "A model can only hold one clustered index or key.");
        }
        boolean another = model.indexes().stream()
                .anyMatch(other -> other != index && other.clustered().orElse(false));
        if (another) {
            complain(index, "A model can only hold one clustered index.");
        }
    }

    private void checkPredicate(ResolvedIndex index) {
        if (index.predicate().isEmpty()) {
            return;
        }
        if (context.lacksPreviewFeature("partialIndexes")) {
            complain(
                    index,
                    "Partial indexes are a preview feature. Add \"partialIndexes\" to previewFeatures in your generator"
                            + " block.");
        } else if (!context.can(Capability.PARTIAL_INDEXES)) {
            complain(index, "Partial indexes (with a `where` clause) are not supported by the current connector.");
        }
    }
}
