package dev.gnomon.schema.validation;

import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.schema.resolution.DiagnosticCollector;
import dev.gnomon.schema.resolution.Flaws;
import dev.gnomon.schema.resolution.ResolvedDatasource;
import dev.gnomon.schema.resolution.ResolvedManyToMany;
import dev.gnomon.schema.resolution.ResolvedModel;
import dev.gnomon.schema.resolution.ResolvedRelation;
import dev.gnomon.schema.resolution.ResolvedRelationField;
import dev.gnomon.schema.resolution.ResolvedScalarField;
import dev.gnomon.schema.resolution.SchemaResolver;
import dev.gnomon.schema.syntax.Block;
import dev.gnomon.schema.syntax.Expression;
import dev.gnomon.schema.syntax.ModelBlock;
import dev.gnomon.schema.syntax.SchemaDocument;

/** All rules that a schema must keep beyond names and types, in the order in which they are checked. */
public final class SchemaRules {

    private SchemaRules() {}

    /**
     * Check everything that earlier errors do not speak of; a schema without a datasource by the rules that hold for
     * every database.
     */
    public static void check(
            SchemaResolver.Resolution resolution, SchemaDocument document, DiagnosticCollector diagnostics) {
        resolution.target().ifPresent(target -> checkCompositeTypes(document, target.traits(), diagnostics));
        checkFunctions(resolution, diagnostics);
        RuleContext context = new RuleContext(
                resolution.schema(),
                resolution.target().orElse(NoDialectTraits.ANY_DATABASE),
                resolution.flaws(),
                diagnostics);
        checkDatasource(context);
        checkModelsAndRelations(context);
    }

    private static void checkCompositeTypes(
            SchemaDocument document, SchemaTraits traits, DiagnosticCollector diagnostics) {
        for (Block block : document.blocks()) {
            if (block instanceof ModelBlock model && model.kind() == ModelBlock.Kind.TYPE) {
                diagnostics.validation(
                        "Composite types are not supported on " + traits.connectorName() + ".", model.span());
            }
        }
    }

    private static void checkFunctions(SchemaResolver.Resolution resolution, DiagnosticCollector diagnostics) {
        boolean knowsDialect =
                resolution.target().isPresent() || resolution.flaws().knowsDatasource();
        for (Expression.FunctionCall call : resolution.unknownFunctions()) {
            if (!knowsDialect || !resolution.flaws().isSound(call.span())) {
                continue;
            }
            diagnostics.error(
                    "Unknown function in @default(): `" + call.name()
                            + "` is not known. You can read about the available functions here:"
                            + " https://pris.ly/d/attribute-functions",
                    call.span());
        }
    }

    private static void checkDatasource(RuleContext context) {
        if (context.schema().datasource().isEmpty() || !context.flaws().knowsDatasource()) {
            return;
        }
        ResolvedDatasource datasource = context.schema().datasource().get();
        if (!context.can(Capability.NAMESPACES)) {
            datasource
                    .namespacesSpan()
                    .ifPresent(span -> context.diagnostics()
                            .error("The `schemas` property is not supported on the current connector.", span));
        }
        if (context.lacksPreviewFeature("postgresqlExtensions")) {
            datasource
                    .extensionsSpan()
                    .ifPresent(span -> context.diagnostics()
                            .error(
                                    "The `extensions` property is only available with the `postgresqlExtensions` preview"
                                            + " feature.",
                                    span));
        }
    }

    private static void checkModelsAndRelations(RuleContext context) {
        ModelRules.checkDatabaseNames(context);
        ConstraintNameRules constraintNames = new ConstraintNameRules(context);
        ModelRules models = new ModelRules(context, constraintNames);
        ViewRules views = new ViewRules(context);
        FieldRules fields = new FieldRules(context, constraintNames);
        RelationFieldRules relationFields = new RelationFieldRules(context);
        IndexRules indexes = new IndexRules(context, constraintNames);
        IndexTypeRules indexTypes = new IndexTypeRules(context);
        for (ResolvedModel model : context.schema().models()) {
            if (model.isView()) {
                continue;
            }
            if (!context.isSound(model)) {
                checkSoundFields(context, model, fields);
                continue;
            }
            models.check(model);
            indexTypes.check(model);
            models.checkAutoincrement(model);
            model.primaryKey().ifPresent(key -> models.checkKeyArguments(model, key));
            checkFields(model, fields, relationFields);
            model.indexes().forEach(index -> indexes.check(model, index));
        }
        for (ResolvedModel view : context.schema().models()) {
            if (!view.isView()) {
                continue;
            }
            if (!context.isSound(view)) {
                checkSoundFields(context, view, fields);
                continue;
            }
            views.checkPreviewFeature(view);
            models.checkNamespace(view);
            views.check(view);
            checkFields(view, fields, relationFields);
        }
        new EnumRules(context).check();
        NameLengthRules.check(context);
        checkRelations(context, constraintNames, relationFields);
    }

    private static void checkFields(ResolvedModel model, FieldRules fields, RelationFieldRules relationFields) {
        model.scalarFields().forEach(field -> fields.check(model, field));
        for (ResolvedRelationField field : model.relationFields()) {
            if (relationFields.isClear(model, field)) {
                fields.checkClientName(model, field);
                relationFields.check(model, field);
            }
        }
    }

    /** Check what can be said of a field alone, in a model of which not everything is known. */
    private static void checkSoundFields(RuleContext context, ResolvedModel model, FieldRules fields) {
        for (ResolvedScalarField field : model.scalarFields()) {
            if (context.flaws().isSound(model, field)) {
                fields.checkAlone(model, field);
            }
        }
    }

    private static void checkRelations(
            RuleContext context, ConstraintNameRules constraintNames, RelationFieldRules relationFields) {
        ReferentialCycleRules cycles = new ReferentialCycleRules(context);
        RelationRules relations = new RelationRules(context, constraintNames);
        RelationSideRules sides = new RelationSideRules(context);
        Flaws flaws = context.flaws();
        for (ResolvedRelation relation : context.schema().relations()) {
            if (relationFields.areUnclear(relation.referencing(), relation.referenced())) {
                continue;
            }
            if (flaws.isSound(relation.referencing()) && flaws.isSound(relation.referenced())) {
                cycles.check(relation);
                relations.check(relation);
                sides.check(relation);
            } else {
                sides.checkOpposite(relation);
            }
        }
        for (ResolvedManyToMany relation : context.schema().manyToManyRelations()) {
            if (flaws.isSound(relation.modelA())
                    && flaws.isSound(relation.modelB())
                    && !relationFields.areUnclear(relation.modelA(), relation.modelB())) {
                sides.check(relation);
            }
        }
    }
}
