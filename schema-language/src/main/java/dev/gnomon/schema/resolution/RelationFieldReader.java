package dev.gnomon.schema.resolution;

import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.schema.syntax.Attribute;
import dev.gnomon.schema.syntax.Expression;
import dev.gnomon.schema.syntax.FieldDeclaration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the attributes of relation fields. */
final class RelationFieldReader {

    private final Map<String, ModelDraft> models;
    private final DiagnosticCollector diagnostics;
    private final FieldListReader fieldLists;

    RelationFieldReader(Map<String, ModelDraft> models, DiagnosticCollector diagnostics) {
        this.models = models;
        this.diagnostics = diagnostics;
        this.fieldLists = new FieldListReader(diagnostics);
    }

    ResolvedRelationField read(ModelDraft model, ModelDraft.RelationDraft draft) {
        FieldDeclaration syntax = draft.syntax();
        String name = syntax.name().name();
        AttributeSet attributes = new AttributeSet(syntax.attributes(), diagnostics);
        Optional<ArgumentReader> relation = attributes.single("relation");
        ResolvedRelationField field =
                relation.isPresent() ? withRelation(model, draft, relation.get()) : without(draft, Optional.empty());
        relation.ifPresent(ArgumentReader::finish);
        attributes
                .single("id")
                .ifPresent(id -> id.complain("The field `" + name
                        + "` is a relation field and cannot be marked with `@id`. Only scalar fields can be declared"
                        + " as id."));
        Optional<ArgumentReader> ignore = attributes.single("ignore");
        ignore.ifPresent(ArgumentReader::finish);
        attributes
                .single("default")
                .ifPresent(given -> given.complain("Cannot set a default value on a relation field."));
        attributes.single("map").ifPresent(map -> {
            map.complain("The attribute `@map` cannot be used on relation fields.");
            map.byDefault("name");
        });
        attributes
                .single("unique")
                .ifPresent(unique -> unique.complain("The field `" + name
                        + "` is a relation field and cannot be marked with `unique`. Only scalar fields can be made unique."
                        + suggestion(field.fields().orElse(List.of()))));
        attributes.finish();
        return ignore.isPresent() ? field.asIgnored() : field;
    }

    private static String suggestion(List<String> fields) {
        return switch (fields.size()) {
            case 0 -> "";
            case 1 -> " Did you mean to put it on `" + fields.getFirst() + "`?";
            default -> " Did you mean to provide `@@unique([" + String.join(", ", fields) + "])`?";
        };
    }

    private ResolvedRelationField without(ModelDraft.RelationDraft draft, Optional<Attribute> attribute) {
        return new ResolvedRelationField(
                draft.syntax().name().name(),
                draft.relatedModel(),
                arity(draft.syntax()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                attribute,
                draft.syntax());
    }

    private ResolvedRelationField withRelation(
            ModelDraft model, ModelDraft.RelationDraft draft, ArgumentReader relation) {
        Optional<List<String>> fields = relation.optional("fields").map(list -> fields(list, model, relation));
        Optional<List<String>> references =
                relation.optional("references").map(list -> references(list, draft, relation));
        Optional<String> name =
                relation.optionalByDefault("name").flatMap(expression -> Expressions.string(expression, diagnostics));
        if (name.isPresent() && name.get().isEmpty()) {
            relation.complain("A relation cannot have an empty name.");
            name = Optional.empty();
        }
        Optional<ResolvedRelationField.ActionUse> onDelete =
                relation.optional("onDelete").flatMap(this::action);
        Optional<ResolvedRelationField.ActionUse> onUpdate =
                relation.optional("onUpdate").flatMap(this::action);
        Optional<String> mappedName = relation.nonEmptyString("map");
        return new ResolvedRelationField(
                draft.syntax().name().name(),
                draft.relatedModel(),
                arity(draft.syntax()),
                name,
                fields,
                references,
                onDelete,
                onUpdate,
                mappedName,
                false,
                Optional.of(relation.attribute()),
                draft.syntax());
    }

    private List<String> fields(Expression expression, ModelDraft model, ArgumentReader relation) {
        Optional<FieldListReader.FieldList> list = fieldLists.plain(expression, model, relation.span());
        if (list.isEmpty()) {
            return List.of();
        }
        if (!list.get().unknownFields().isEmpty()) {
            diagnostics.validation(
                    "The argument fields must refer only to existing fields. The following fields do not exist in this"
                            + " model: " + String.join(", ", list.get().unknownFields()),
                    expression.span());
        }
        if (!list.get().relationFields().isEmpty()) {
            diagnostics.validation(
                    "The argument fields must refer only to scalar fields. But it is referencing the following relation"
                            + " fields: " + String.join(", ", list.get().relationFieldNames()),
                    expression.span());
        }
        return list.get().isGood() ? list.get().fieldNames() : List.of();
    }

    private List<String> references(Expression expression, ModelDraft.RelationDraft draft, ArgumentReader relation) {
        ModelDraft related = models.get(draft.relatedModel());
        if (related == null) {
            return List.of();
        }
        Optional<FieldListReader.FieldList> list = fieldLists.plain(expression, related, relation.span());
        if (list.isEmpty()) {
            return List.of();
        }
        if (!list.get().unknownFields().isEmpty()) {
            diagnostics.validation(
                    "The argument `references` must refer only to existing fields in the related model `"
                            + related.name()
                            + "`. The following fields do not exist in the related model: "
                            + String.join(", ", list.get().unknownFields()),
                    relation.span());
        }
        if (!list.get().relationFields().isEmpty()) {
            diagnostics.validation(
                    "The argument `references` must refer only to scalar fields in the related model `"
                            + related.name()
                            + "`. But it is referencing the following relation fields: "
                            + String.join(", ", list.get().relationFieldNames()),
                    relation.span());
        }
        return list.get().isGood() ? list.get().fieldNames() : List.of();
    }

    private Optional<ResolvedRelationField.ActionUse> action(Expression expression) {
        Optional<String> name = Expressions.constant(expression, diagnostics);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<ReferentialAction> action = switch (name.get()) {
            case "Cascade" -> Optional.of(ReferentialAction.CASCADE);
            case "Restrict" -> Optional.of(ReferentialAction.RESTRICT);
            case "NoAction" -> Optional.of(ReferentialAction.NO_ACTION);
            case "SetNull" -> Optional.of(ReferentialAction.SET_NULL);
            case "SetDefault" -> Optional.of(ReferentialAction.SET_DEFAULT);
            default -> {
                diagnostics.error("Invalid referential action: `" + name.get() + "`", expression.span());
                yield Optional.empty();
            }
        };
        return action.map(known -> new ResolvedRelationField.ActionUse(known, expression.span()));
    }

    static Arity arity(FieldDeclaration field) {
        return switch (field.type().arity()) {
            case REQUIRED -> Arity.REQUIRED;
            case OPTIONAL -> Arity.NULLABLE;
            case LIST -> Arity.LIST;
        };
    }
}
