package dev.gnomon.schema.resolution;

import dev.gnomon.engine.model.Arity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pairs relation fields to relations.
 *
 * <p>A field's opposite is the first field of the related model that leads back under the same name. Of both
 * fields only one makes the relation, so that each relation is found once.
 */
final class RelationInference {

    private final Map<String, ResolvedModel> models;
    private final Map<Route, List<ResolvedRelationField>> fieldsByRoute = new HashMap<>();
    private final List<ResolvedRelation> relations = new ArrayList<>();
    private final List<ResolvedManyToMany> manyToMany = new ArrayList<>();

    /** From one model to another, under a name. */
    private record Route(String from, String to, Optional<String> name) {}

    RelationInference(List<ResolvedModel> models) {
        this.models = new HashMap<>();
        for (ResolvedModel model : models) {
            if (this.models.putIfAbsent(model.name(), model) == null) {
                for (ResolvedRelationField field : model.relationFields()) {
                    fieldsByRoute
                            .computeIfAbsent(
                                    new Route(model.name(), field.relatedModel(), field.relationName()),
                                    route -> new ArrayList<>())
                            .add(field);
                }
            }
        }
        for (ResolvedModel model : models) {
            if (this.models.get(model.name()) == model) {
                model.relationFields().forEach(field -> infer(model, field));
            }
        }
    }

    List<ResolvedRelation> relations() {
        return relations;
    }

    List<ResolvedManyToMany> manyToMany() {
        return manyToMany;
    }

    private void infer(ResolvedModel model, ResolvedRelationField field) {
        boolean self = model.name().equals(field.relatedModel());
        Optional<ResolvedRelationField> opposite = Optional.empty();
        for (ResolvedRelationField candidate : fieldsByRoute.getOrDefault(
                new Route(field.relatedModel(), model.name(), field.relationName()), List.of())) {
            if (!self || candidate != field) {
                opposite = Optional.of(candidate);
                break;
            }
        }
        if (opposite.isEmpty()) {
            if (field.isList()) {
                relations.add(new ResolvedRelation(
                        false,
                        field.relatedModel(),
                        Optional.empty(),
                        model.name(),
                        Optional.of(field.name()),
                        field.relationName()));
            } else {
                add(isUnique(model, field), model, field, Optional.empty());
            }
            return;
        }
        ResolvedRelationField other = opposite.get();
        if (field.isList() && other.isList()) {
            if (comesFirst(model, field, other)) {
                manyToMany.add(new ResolvedManyToMany(
                        model.name(), field.name(), field.relatedModel(), other.name(), field.relationName()));
            }
        } else if (field.isList()) {
            return;
        } else if (other.isList()) {
            add(false, model, field, opposite);
        } else if (isForwardOfOneToOne(model, field, other)) {
            add(true, model, field, opposite);
        }
    }

    private void add(
            boolean oneToOne,
            ResolvedModel model,
            ResolvedRelationField field,
            Optional<ResolvedRelationField> opposite) {
        relations.add(new ResolvedRelation(
                oneToOne,
                model.name(),
                Optional.of(field.name()),
                field.relatedModel(),
                opposite.map(ResolvedRelationField::name),
                field.relationName()));
    }

    /** Tell whether model A of a many-to-many relation is this one, or field A this field. */
    private static boolean comesFirst(ResolvedModel model, ResolvedRelationField field, ResolvedRelationField other) {
        int byModel = compare(model.name(), field.relatedModel());
        return byModel < 0 || (byModel == 0 && compare(field.name(), other.name()) <= 0);
    }

    private static boolean isForwardOfOneToOne(
            ResolvedModel model, ResolvedRelationField field, ResolvedRelationField other) {
        if (field.arity() != other.arity()) {
            return field.arity() == Arity.REQUIRED;
        }
        if (field.arity() == Arity.NULLABLE) {
            if (field.fields().isPresent()) {
                return true;
            }
            if (other.fields().isPresent()) {
                return false;
            }
        }
        return comesFirst(model, field, other);
    }

    private static boolean isUnique(ResolvedModel model, ResolvedRelationField field) {
        return field.fields().isPresent()
                && model.indexes().stream()
                        .anyMatch(index -> index.isUnique()
                                && index.fieldNames().equals(field.fields().get()));
    }

    /** Compare as UTF-8 would. */
    private static int compare(String left, String right) {
        int[] leftPoints = left.codePoints().toArray();
        int[] rightPoints = right.codePoints().toArray();
        return java.util.Arrays.compare(leftPoints, rightPoints);
    }
}
