package dev.gnomon.schema.validation;

import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.schema.resolution.DiagnosticCollector;
import dev.gnomon.schema.resolution.ResolvedDatasource;
import dev.gnomon.schema.resolution.ResolvedManyToMany;
import dev.gnomon.schema.resolution.ResolvedModel;
import dev.gnomon.schema.resolution.ResolvedRelation;
import dev.gnomon.schema.resolution.ResolvedRelationField;
import dev.gnomon.schema.resolution.SchemaResolver;
import dev.gnomon.schema.syntax.Block;
import dev.gnomon.schema.syntax.Expression;
import dev.gnomon.schema.syntax.ModelBlock;
import dev.gnomon.schema.syntax.SchemaDocument;

/** All rules that a schema with resolved names must keep, in the order in which they are checked. */
public final class SchemaRules {

    private SchemaRules() {}

    /** Check everything; a schema without a datasource by the rules that hold for every database. */
    public static void check(
            SchemaResolver.Resolution resolution, SchemaDocument document, DiagnosticCollector diagnostics) {
        resolution.traits().ifPresent(traits -> checkCompositeTypes(document, traits, diagnostics));
        checkFunctions(resolution, diagnostics);
        RuleContext context =
                new RuleContext(resolution.schema(), resolution.traits().orElseGet(NoDialectTraits::new), diagnostics);
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
        for (Expression.FunctionCall call : resolution.unknownFunctions()) {
            diagnostics.error(
                    "Unknown function in @default(): `" + call.name()
                            + "` is not known. You can read about the available functions here:"
                            + " https://pris.ly/d/attribute-functions",
                    call.span());
        }
    }

    private static void checkDatasource(RuleContext context) {
        if (context.schema().datasource().isEmpty()) {
            return;
        }
        ResolvedDatasource datasource = context.schema().datasource().get();
        if (!context.supports(SchemaFeature.NAMESPACES)) {
            datasource
                    .namespacesSpan()
                    .ifPresent(span -> context.diagnostics()
                            .error("The `schemas` property is not supported on the current connector.", span));
        }
        if (!context.schema().previewFeatures().contains("postgresqlExtensions")) {
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
            if (!model.isView()) {
                models.check(model);
                indexTypes.check(model);
                models.checkAutoincrement(model);
                model.primaryKey().ifPresent(key -> models.checkKeyArguments(model, key));
                if (!checkFields(model, fields, relationFields)) {
                    return;
                }
                model.indexes().forEach(index -> indexes.check(model, index));
            }
        }
        for (ResolvedModel view : context.schema().models()) {
            if (view.isView()) {
                views.checkPreviewFeature(view);
                models.checkNamespace(view);
                views.check(view);
                if (!checkFields(view, fields, relationFields)) {
                    return;
                }
            }
        }
        new EnumRules(context).check();
        ReferentialCycleRules cycles = new ReferentialCycleRules(context);
        RelationRules relations = new RelationRules(context, constraintNames);
        RelationSideRules sides = new RelationSideRules(context);
        for (ResolvedRelation relation : context.schema().relations()) {
            cycles.check(relation);
            relations.check(relation);
            sides.check(relation);
        }
        for (ResolvedManyToMany relation : context.schema().manyToManyRelations()) {
            sides.check(relation);
        }
    }

    /** Check the fields of a model; false where a relation is not clear and all else would be noise. */
    private static boolean checkFields(ResolvedModel model, FieldRules fields, RelationFieldRules relationFields) {
        model.scalarFields().forEach(field -> fields.check(model, field));
        for (ResolvedRelationField field : model.relationFields()) {
            if (!relationFields.isClear(model, field)) {
                return false;
            }
            fields.checkClientName(model, field);
            relationFields.check(model, field);
        }
        return true;
    }
}
