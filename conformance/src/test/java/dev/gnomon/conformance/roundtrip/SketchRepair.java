package dev.gnomon.conformance.roundtrip;

import dev.gnomon.conformance.roundtrip.SchemaSketch.EnumSketch;
import dev.gnomon.conformance.roundtrip.SchemaSketch.FieldSketch;
import dev.gnomon.conformance.roundtrip.SchemaSketch.IndexSketch;
import dev.gnomon.conformance.roundtrip.SchemaSketch.ModelSketch;
import dev.gnomon.conformance.roundtrip.SchemaSketch.RelationKind;
import dev.gnomon.conformance.roundtrip.SchemaSketch.RelationSketch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a sketch that lost some of its pieces a schema again, by taking more away. */
final class SketchRepair {
    private final Vocabulary vocabulary;

    SketchRepair(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    SchemaSketch repair(SchemaSketch broken) {
        SchemaSketch sketch = broken.withEnums(broken.enums().stream()
                .filter(sketchOf -> !sketchOf.values().isEmpty())
                .toList());
        SchemaSketch withEnums = sketch;
        sketch = sketch.withModels(
                sketch.models().stream().map(model -> repair(model, withEnums)).toList());
        List<RelationSketch> relations = new ArrayList<>();
        Set<List<String>> held = new LinkedHashSet<>();
        for (RelationSketch relation : sketch.relations()) {
            boolean first = relation.fields().isEmpty()
                    || held.add(java.util.stream.Stream.concat(
                                    java.util.stream.Stream.of(relation.holder()), relation.fields().stream())
                            .toList());
            if (first) {
                SchemaSketch soFar = sketch;
                Optional<ModelSketch> holder = fittingHolder(relation, soFar);
                if (holder.isPresent()) {
                    sketch = replace(soFar, holder.get());
                    relations.add(withFittingActions(relation, holder.get()));
                }
            }
        }
        return sketch.withRelations(relations);
    }

    private ModelSketch repair(ModelSketch model, SchemaSketch sketch) {
        List<FieldSketch> fields = new ArrayList<>();
        for (FieldSketch field : model.fields()) {
            fits(withTellableType(field), sketch).ifPresent(fields::add);
        }
        List<String> key = model.key().stream()
                .filter(name -> fields.stream().anyMatch(field -> field.name().equals(name) && canBeKey(field, sketch)))
                .toList();
        if (key.isEmpty()) {
            fields.removeIf(field -> field.name().equals("id"));
            fields.add(0, new FieldSketch("id", "Int", "", "", "autoincrement()", Optional.empty()));
            key = List.of("id");
        }
        List<String> finalKey = key;
        fields.replaceAll(field -> repairKeyField(field, finalKey));
        ModelSketch repaired = model.withFields(fields).withKey(key);
        List<IndexSketch> indexes = model.indexes().stream()
                .filter(index -> index.fieldNames().stream()
                        .allMatch(name -> repaired.field(name).isPresent()))
                .filter(index -> !isOfPart(index)
                        || index.fieldNames().stream()
                                .allMatch(name -> canBeIndexedInPart(
                                        index, repaired.field(name).orElseThrow())))
                .filter(index -> index.arguments().isPresent()
                        ? isOfPart(index) || fitsArguments(index, repaired)
                        : index.fieldNames().stream()
                                .allMatch(name ->
                                        canBeIndexed(repaired.field(name).orElseThrow(), sketch)))
                .toList();
        // Two indexes over the same columns are one for the recorded engine: it makes no second one and renames
        // neither.
        Set<List<String>> covered = new LinkedHashSet<>();
        return repaired.withIndexes(indexes.stream()
                .filter(index -> covered.add(index.fieldNames()))
                .toList());
    }

    /** Over words, or over the beginning of a value. */
    private static boolean isOfPart(SchemaSketch.IndexSketch index) {
        return index.arguments()
                .filter(arguments -> arguments.isEmpty() || arguments.equals(SchemaSketch.FULL_TEXT))
                .isPresent();
    }

    private boolean canBeIndexedInPart(SchemaSketch.IndexSketch index, FieldSketch field) {
        List<String> possible = vocabulary
                .type(field.type(), field.nativeType())
                .map(type -> vocabulary.indexArguments(type, field.isList()))
                .orElse(List.of());
        String wanted = index.arguments().orElse("");
        return wanted.isEmpty() ? !possible.isEmpty() : possible.contains(wanted);
    }

    /** The kind of an index and the class of its operators belong to the type of its field. */
    private boolean fitsArguments(IndexSketch index, ModelSketch model) {
        FieldSketch field = model.field(index.fieldNames().getFirst()).orElseThrow();
        String written = index.fields().getFirst();
        String suffix = written.contains("(ops: ")
                ? "; " + written.substring(written.indexOf("(ops: ") + 6, written.length() - 1)
                : "";
        return vocabulary.type(field.type(), field.nativeType()).stream()
                .flatMap(type -> vocabulary.indexArguments(type, field.isList()).stream())
                .anyMatch((index.arguments().orElse("") + suffix)::equals);
    }

    private static FieldSketch repairKeyField(FieldSketch field, List<String> key) {
        boolean inKey = key.contains(field.name());
        FieldSketch repaired = inKey ? field.withArity("") : field;
        boolean numbers = repaired.defaultValue().equals("autoincrement()");
        return numbers && !key.equals(List.of(field.name())) ? repaired.withDefault("") : repaired;
    }

    private boolean canBeKey(FieldSketch field, SchemaSketch sketch) {
        return !field.isList() && canBeIndexed(field, sketch);
    }

    private boolean canBeIndexed(FieldSketch field, SchemaSketch sketch) {
        return sketch.enumOf(field.type()).isPresent()
                || vocabulary
                        .type(field.type(), field.nativeType())
                        .filter(Vocabulary.FieldType::forKeys)
                        .isPresent();
    }

    /** Two unsupported types are not told apart, so that a field that has one always has the same. */
    private FieldSketch withTellableType(FieldSketch field) {
        if (!field.type().startsWith("Unsupported(")) {
            return field;
        }
        List<Vocabulary.FieldType> unsupported = vocabulary.types().stream()
                .filter(type -> type.name().startsWith("Unsupported("))
                .toList();
        Vocabulary.FieldType own = unsupported.get(Math.floorMod(field.name().hashCode(), unsupported.size()));
        return own.name().equals(field.type()) ? field : field.withType(own.name(), own.nativeType());
    }

    private static Optional<FieldSketch> fits(FieldSketch field, SchemaSketch sketch) {
        boolean mayBeEnum = field.type().startsWith("E");
        Optional<EnumSketch> enumSketch = sketch.enumOf(field.type());
        if (mayBeEnum && enumSketch.isEmpty()) {
            return Optional.empty();
        }
        boolean lostDefault = enumSketch.isPresent()
                && !field.defaultValue().isEmpty()
                && enumSketch.get().values().stream()
                        .noneMatch(value -> EnumSketch.valueName(value).equals(field.defaultValue()));
        return Optional.of(lostDefault ? field.withDefault("") : field);
    }

    /** The holder of a relation with fields that fit the target's; empty if the relation cannot be. */
    private static Optional<ModelSketch> fittingHolder(RelationSketch relation, SchemaSketch sketch) {
        Optional<ModelSketch> found = sketch.model(relation.holder());
        Optional<ModelSketch> target = sketch.model(relation.target());
        if (found.isEmpty() || target.isEmpty()) {
            return Optional.empty();
        }
        ModelSketch holder = found.get();
        if (relation.kind() == RelationKind.MANY_TO_MANY) {
            boolean single = holder.key().size() == 1 && target.get().key().size() == 1;
            return single && isNoEnum(holder, sketch) && isNoEnum(target.get(), sketch) ? found : Optional.empty();
        }
        boolean complete =
                relation.fields().stream().allMatch(name -> holder.field(name).isPresent())
                        && target.get().isUniqueBy(relation.references())
                        && (relation.kind() != RelationKind.ONE_TO_ONE || holder.isUniqueBy(relation.fields()));
        if (!complete) {
            return Optional.empty();
        }
        List<FieldSketch> fields = new ArrayList<>(holder.fields());
        for (int i = 0; i < relation.fields().size(); i++) {
            String name = relation.fields().get(i);
            FieldSketch referenced =
                    target.get().field(relation.references().get(i)).orElseThrow();
            FieldSketch own = holder.field(name).orElseThrow();
            boolean sameType =
                    own.type().equals(referenced.type()) && own.nativeType().equals(referenced.nativeType());
            // No enum that a foreign key uses can change its values: the recorded script does not run.
            boolean isEnum = sketch.enumOf(referenced.type()).isPresent();
            if (isEnum || own.isList() || referenced.isList()) {
                return Optional.empty();
            }
            // Newer servers of MariaDB refuse a key whose cascade could write null where none may be.
            if (sketch.provider().equals("mysql") && own.isRequired() && !referenced.isRequired()) {
                return Optional.empty();
            }
            if (!sameType) {
                boolean isReferencedItself = sketch.relations().stream()
                        .anyMatch(other -> other.target().equals(holder.name())
                                && other.references().contains(name));
                if (isReferencedItself || relation.holder().equals(relation.target())) {
                    return Optional.empty();
                }
                fields.replaceAll(field ->
                        field.name().equals(name) ? field.withType(referenced.type(), referenced.nativeType()) : field);
            }
        }
        return Optional.of(holder.withFields(fields));
    }

    /** No enum that a foreign key uses can change its values, and the table of such a relation has foreign keys. */
    private static boolean isNoEnum(ModelSketch model, SchemaSketch sketch) {
        return model.field(model.key().getFirst())
                .filter(field -> sketch.enumOf(field.type()).isPresent())
                .isEmpty();
    }

    /** A column that is required cannot be set to null. */
    private static RelationSketch withFittingActions(RelationSketch relation, ModelSketch holder) {
        boolean required = relation.fields().stream()
                .anyMatch(name -> holder.field(name).orElseThrow().isRequired());
        return required && relation.actions().contains("SetNull") ? relation.withActions("") : relation;
    }

    static SchemaSketch replace(SchemaSketch sketch, ModelSketch model) {
        return sketch.withModels(sketch.models().stream()
                .map(other -> other.name().equals(model.name()) ? model : other)
                .toList());
    }
}
