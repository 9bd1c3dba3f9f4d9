package dev.gnomon.schema.validation;

import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.schema.resolution.DiagnosticCollector;
import dev.gnomon.schema.resolution.ResolvedModel;
import dev.gnomon.schema.resolution.ResolvedRelation;
import dev.gnomon.schema.resolution.ResolvedRelationField;
import dev.gnomon.schema.resolution.ResolvedScalarField;
import dev.gnomon.schema.syntax.Attribute;
import dev.gnomon.schema.syntax.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Rules about relations with a foreign key, whatever their cardinality. */
final class RelationRules {

    static final String ATTRIBUTE = "@relation";

    private final RuleContext context;
    private final DiagnosticCollector diagnostics;
    private final ConstraintNameRules constraintNames;

    RelationRules(RuleContext context, ConstraintNameRules constraintNames) {
        this.context = context;
        this.diagnostics = context.diagnostics();
        this.constraintNames = constraintNames;
    }

    void check(ResolvedRelation relation) {
        Optional<ResolvedRelationField> forward = context.forward(relation);
        if (forward.isEmpty()) {
            return;
        }
        ResolvedModel referencing = context.model(relation.referencing());
        ResolvedModel referenced = context.model(relation.referenced());
        checkReferences(referenced, forward.get());
        checkLengths(forward.get());
        checkArity(referencing, forward.get());
        checkTypes(referencing, referenced, forward.get());
        constraintNames.check(relation);
        if (context.flaws().knowsDatasource()) {
            checkSetNull(referencing, forward.get());
        }
    }

    private void checkReferences(ResolvedModel referenced, ResolvedRelationField forward) {
        List<String> references = forward.references().orElse(List.of());
        if (references.isEmpty()) {
            return;
        }
        Span span = forward.syntax().span();
        List<List<String>> criteria = context.uniqueCriteria(referenced);
        boolean unique = criteria.stream()
                .anyMatch(criterion -> criterion.size() == references.size()
                        && new HashSet<>(criterion).equals(new HashSet<>(references)));
        if (!unique) {
            String fields = String.join(", ", references);
            diagnostics.attribute(
                    ATTRIBUTE,
                    "The argument `references` must refer to a unique criterion in the related model. Consider adding an "
                            + (references.size() == 1
                                    ? "`@unique` attribute to the field `" + fields + "` in the model `"
                                            + referenced.name() + "`."
                                    : "`@@unique([" + fields + "])` attribute to the model `" + referenced.name()
                                            + "`."),
                    span);
        } else if (!criteria.contains(references) && !context.supports(SchemaFeature.REFERENCES_IN_ANY_ORDER)) {
            diagnostics.validation(
                    "The argument `references` must refer to a unique criterion in the related model `"
                            + referenced.name()
                            + "` using the same order of fields. Please check the ordering in the following fields: `"
                            + String.join(", ", references) + "`.",
                    span);
        }
    }

    private void checkLengths(ResolvedRelationField forward) {
        if (forward.fields().isPresent()
                && forward.references().isPresent()
                && forward.fields().get().size() != forward.references().get().size()) {
            diagnostics.validation(
                    "You must specify the same number of fields in `fields` and `references`.",
                    forward.attribute()
                            .map(Attribute::span)
                            .orElse(forward.syntax().span()));
        }
    }

    private void checkArity(ResolvedModel referencing, ResolvedRelationField forward) {
        List<String> fields = forward.fields().orElse(List.of());
        boolean anyOptional = fields.stream()
                .map(name -> context.field(referencing, name))
                .anyMatch(field -> !field.isRequired() && !field.isList());
        if (forward.isRequired() && anyOptional) {
            diagnostics.validation(
                    "The relation field `" + forward.name() + "` uses the scalar fields " + String.join(", ", fields)
                            + ". At least one of those fields is optional. Hence the relation field must be optional as"
                            + " well.",
                    forward.syntax().span());
        }
    }

    private void checkTypes(ResolvedModel referencing, ResolvedModel referenced, ResolvedRelationField forward) {
        List<String> fields = forward.fields().orElse(List.of());
        List<String> references = forward.references().orElse(List.of());
        for (int index = 0; index < Math.min(fields.size(), references.size()); index++) {
            ResolvedScalarField field = context.field(referencing, fields.get(index));
            ResolvedScalarField reference = context.field(referenced, references.get(index));
            if (!field.type().equals(reference.type())) {
                diagnostics.attribute(
                        ATTRIBUTE,
                        "The type of the field `%s` in the model `%s` is not matching the type of the referenced field `%s` in model `%s`."
                                .formatted(field.name(), referencing.name(), reference.name(), referenced.name()),
                        forward.syntax().span());
            }
        }
    }

    private void checkSetNull(ResolvedModel referencing, ResolvedRelationField forward) {
        boolean noneRequired = forward.fields().isPresent()
                && forward.fields().get().stream()
                        .noneMatch(name -> context.field(referencing, name).isRequired());
        if (!noneRequired) {
            forward.onDelete().ifPresent(use -> checkSetNull("onDelete", use, forward));
            forward.onUpdate().ifPresent(use -> checkSetNull("onUpdate", use, forward));
        }
    }

    private void checkSetNull(String argument, ResolvedRelationField.ActionUse use, ResolvedRelationField forward) {
        if (use.action() != ReferentialAction.SET_NULL) {
            return;
        }
        Span span = forward.syntax().span();
        if (context.supports(SchemaFeature.SET_NULL_ON_REQUIRED_FIELDS) && context.usesForeignKeys()) {
            diagnostics.warning(
                    "The `" + argument
                            + "` referential action of a relation should not be set to `SetNull` when a referenced field"
                            + " is required. We recommend either to choose another referential action, or to make the"
                            + " referenced fields optional. "
                            + context.traits()
                                    .relations()
                                    .linkAboutSetNull()
                                    .map(link -> "Read more at " + link + " ")
                                    .orElse(""),
                    span);
        } else {
            diagnostics.attribute(
                    ATTRIBUTE,
                    "The `" + argument
                            + "` referential action of a relation must not be set to `SetNull` when a referenced field is"
                            + " required.\nEither choose another referential action, or make the referenced fields"
                            + " optional.\n",
                    span);
        }
    }
}
