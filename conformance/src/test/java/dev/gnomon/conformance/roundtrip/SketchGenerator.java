package dev.gnomon.conformance.roundtrip;

import dev.gnomon.conformance.roundtrip.SchemaSketch.EnumSketch;
import dev.gnomon.conformance.roundtrip.SchemaSketch.FieldSketch;
import dev.gnomon.conformance.roundtrip.SchemaSketch.IndexSketch;
import dev.gnomon.conformance.roundtrip.SchemaSketch.ModelSketch;
import dev.gnomon.conformance.roundtrip.SchemaSketch.RelationKind;
import dev.gnomon.conformance.roundtrip.SchemaSketch.RelationSketch;
import dev.gnomon.conformance.roundtrip.Vocabulary.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Makes random sketches, and random changes of them. */
final class SketchGenerator {
    private static final List<String> NAMES =
            List.of("User", "Post", "Tag", "Item", "Order", "Account", "Shelf", "Zone", "Event", "Person");
    private static final List<String> ODD_NAMES = List.of(
            "my table",
            "select",
            "Ünï",
            "quo\"te",
            "semi;colon",
            "it's",
            "back`tick",
            "per%cent",
            "-- dash",
            "日本",
            "UPPER_case",
            "[x]");

    private final RandomGenerator random;
    private final Vocabulary vocabulary;
    private final SketchRepair repair;

    SketchGenerator(RandomGenerator random, Vocabulary vocabulary) {
        this.random = random;
        this.vocabulary = vocabulary;
        this.repair = new SketchRepair(vocabulary);
    }

    /** A schema of one to five models. */
    SchemaSketch sketch() {
        SchemaSketch sketch =
                new SchemaSketch(vocabulary.provider(), vocabulary.features(), List.of(), List.of(), List.of());
        int enums = vocabulary.hasEnums() ? random.nextInt(3) : 0;
        for (int i = 0; i < enums; i++) {
            sketch = addEnum(sketch);
        }
        int models = 1 + random.nextInt(5);
        for (int i = 0; i < models; i++) {
            sketch = addModel(sketch);
        }
        int relations = random.nextInt(models + 1);
        for (int i = 0; i < relations; i++) {
            sketch = addRelation(sketch);
        }
        return repair.repair(sketch);
    }

    /** The same schema after one to six changes; now and then another one altogether. */
    SchemaSketch changed(SchemaSketch sketch) {
        if (chance(20)) {
            return sketch();
        }
        SchemaSketch changed = sketch;
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            changed = repair.repair(change(changed));
        }
        return changed;
    }

    private SchemaSketch change(SchemaSketch sketch) {
        return switch (random.nextInt(20)) {
            case 0 -> addModel(sketch);
            case 1 ->
                sketch.models().size() < 2
                        ? sketch
                        : sketch.withModels(without(sketch.models(), pick(sketch.models())));
            case 2 -> addRelation(sketch);
            case 3 ->
                sketch.relations().isEmpty()
                        ? addRelation(sketch)
                        : sketch.withRelations(without(sketch.relations(), pick(sketch.relations())));
            case 4 -> sketch.relations().isEmpty() ? sketch : withOtherActions(sketch);
            case 5 -> vocabulary.hasEnums() ? addEnum(sketch) : sketch;
            case 6, 7 -> sketch.enums().isEmpty() ? sketch : withOtherValues(sketch);
            default -> changeModel(sketch);
        };
    }

    private SchemaSketch changeModel(SchemaSketch sketch) {
        if (sketch.models().isEmpty()) {
            return addModel(sketch);
        }
        ModelSketch model = pick(sketch.models());
        List<FieldSketch> fields = new ArrayList<>(model.fields());
        int position = random.nextInt(fields.size());
        FieldSketch field = fields.get(position);
        ModelSketch changed = switch (random.nextInt(13)) {
            case 0, 1 -> {
                fields.add(random.nextInt(fields.size() + 1), newField(model, sketch));
                yield model.withFields(fields);
            }
            case 2, 3 -> {
                fields.remove(position);
                yield model.withFields(fields);
            }
            case 4 -> {
                fields.set(position, field.isList() ? field : field.withArity(field.isRequired() ? "?" : ""));
                yield model.withFields(fields);
            }
            case 5 -> {
                FieldSketch other = newField(model, sketch);
                fields.set(
                        position,
                        new FieldSketch(
                                field.name(),
                                other.type(),
                                other.isList() ? "[]" : field.isList() ? "" : field.arity(),
                                other.nativeType(),
                                other.defaultValue(),
                                field.map()));
                yield model.withFields(fields);
            }
            case 6, 7 -> {
                fields.set(position, field.withDefault(chance(3) ? "" : someDefault(field, sketch)));
                yield model.withFields(fields);
            }
            case 8 -> {
                fields.set(
                        position,
                        field.withMap(field.map().isPresent() ? Optional.empty() : Optional.of(oddName(field.name()))));
                yield model.withFields(fields);
            }
            case 9, 10 -> model.withIndexes(with(model.indexes(), newIndex(model, sketch)));
            case 11 -> model.indexes().isEmpty() ? model : model.withIndexes(changedIndexes(model));
            default -> chance(2) ? model.withKey(someKey(model)) : shuffled(model);
        };
        return SketchRepair.replace(sketch, changed);
    }

    private List<IndexSketch> changedIndexes(ModelSketch model) {
        IndexSketch index = pick(model.indexes());
        List<IndexSketch> others = without(model.indexes(), index);
        return chance(2)
                ? others
                : with(
                        others,
                        new IndexSketch(
                                index.unique(),
                                index.fields(),
                                Optional.of(indexName()),
                                index.arguments(),
                                index.predicate()));
    }

    private ModelSketch shuffled(ModelSketch model) {
        List<FieldSketch> fields = new ArrayList<>(model.fields());
        fields.add(0, fields.remove(fields.size() - 1));
        return model.withFields(fields);
    }

    private SchemaSketch addEnum(SchemaSketch sketch) {
        String name =
                freshName("E", sketch.enums().stream().map(EnumSketch::name).toList());
        List<String> values = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> "v" + i + (chance(4) ? "=" + pick(ODD_NAMES) + i : ""))
                .toList();
        return sketch.withEnums(with(
                sketch.enums(),
                new EnumSketch(name, chance(4) ? Optional.of(oddName(name)) : Optional.empty(), values)));
    }

    private SchemaSketch withOtherValues(SchemaSketch sketch) {
        EnumSketch enumSketch = pick(sketch.enums());
        List<String> values = new ArrayList<>(enumSketch.values());
        if (chance(2) || values.size() < 2) {
            for (int i = 0; i <= random.nextInt(2); i++) {
                values.add(freshName(
                        "w", values.stream().map(EnumSketch::valueName).toList()));
            }
        } else {
            values.remove(random.nextInt(values.size()));
        }
        EnumSketch changed = new EnumSketch(enumSketch.name(), enumSketch.map(), values);
        return sketch.withEnums(sketch.enums().stream()
                .map(other -> other.equals(enumSketch) ? changed : other)
                .toList());
    }

    private SchemaSketch addModel(SchemaSketch sketch) {
        List<String> free =
                NAMES.stream().filter(name -> sketch.model(name).isEmpty()).toList();
        if (free.isEmpty()) {
            return sketch;
        }
        String name = pick(free);
        ModelSketch model = new ModelSketch(
                name,
                chance(5) ? Optional.of(oddName(name)) : Optional.empty(),
                List.of(keyField()),
                List.of("id"),
                List.of());
        int fields = random.nextInt(7);
        for (int i = 0; i < fields; i++) {
            model = model.withFields(with(model.fields(), newField(model, sketch)));
        }
        if (chance(4)) {
            model = model.withKey(someKey(model));
        }
        int indexes = random.nextInt(3);
        for (int i = 0; i < indexes; i++) {
            model = model.withIndexes(with(model.indexes(), newIndex(model, sketch)));
        }
        return sketch.withModels(with(sketch.models(), model));
    }

    private FieldSketch keyField() {
        FieldType type = chance(2)
                ? pick(vocabulary.numberedKeys())
                : pick(vocabulary.types().stream().filter(FieldType::forKeys).toList());
        boolean numbered = vocabulary.numberedKeys().contains(type) && chance(2);
        return new FieldSketch(
                "id", type.name(), "", type.nativeType(), numbered ? "autoincrement()" : "", Optional.empty());
    }

    private List<String> someKey(ModelSketch model) {
        List<String> names =
                new ArrayList<>(model.fields().stream().map(FieldSketch::name).toList());
        List<String> key = new ArrayList<>();
        int width = 1 + random.nextInt(2);
        while (key.size() < width && !names.isEmpty()) {
            key.add(names.remove(random.nextInt(names.size())));
        }
        return key;
    }

    private FieldSketch newField(ModelSketch model, SchemaSketch sketch) {
        String name =
                freshName("f", model.fields().stream().map(FieldSketch::name).toList());
        boolean ofEnum = !sketch.enums().isEmpty() && chance(5);
        FieldType type = ofEnum ? new FieldType(pick(sketch.enums()).name(), "", true) : pick(vocabulary.types());
        boolean list = vocabulary.hasLists() && chance(6);
        FieldSketch field = new FieldSketch(
                name,
                type.name(),
                list ? "[]" : chance(2) ? "?" : "",
                type.nativeType(),
                "",
                chance(8) ? Optional.of(oddName(name)) : Optional.empty());
        return chance(3) ? field.withDefault(someDefault(field, sketch)) : field;
    }

    private String someDefault(FieldSketch field, SchemaSketch sketch) {
        Optional<EnumSketch> enumSketch = sketch.enumOf(field.type());
        if (enumSketch.isPresent()) {
            String value = pick(vocabulary.enumDefaults(enumSketch.get()));
            return field.isList() ? "[" + value + "]" : value;
        }
        return vocabulary
                .type(field.type(), field.nativeType())
                .map(type -> vocabulary.defaults(type, field.isList(), random))
                .filter(defaults -> !defaults.isEmpty())
                .map(this::pick)
                .orElse("");
    }

    private IndexSketch newIndex(ModelSketch model, SchemaSketch sketch) {
        Optional<String> map = chance(4) ? Optional.of(indexName()) : Optional.empty();
        FieldSketch first = pick(model.fields());
        Optional<FieldType> type = vocabulary.type(first.type(), first.nativeType());
        List<String> special = type.map(known -> vocabulary.indexArguments(known, first.isList()))
                .orElse(List.of());
        if (!special.isEmpty() && chance(2)) {
            String chosen = pick(special);
            if (chosen.startsWith("length: ")) {
                return new IndexSketch(
                        chance(4), List.of(first.name() + "(" + chosen + ")"), map, Optional.of(""), Optional.empty());
            }
            String[] argument = chosen.split("; ", 2);
            String field = first.name() + (argument.length > 1 ? "(ops: " + argument[1] + ")" : "");
            return new IndexSketch(false, List.of(field), map, Optional.of(argument[0]), Optional.empty());
        }
        List<FieldSketch> others = new ArrayList<>(model.fields());
        List<String> fields = new ArrayList<>();
        int width = 1 + random.nextInt(3);
        while (fields.size() < width && !others.isEmpty()) {
            FieldSketch field = others.remove(random.nextInt(others.size()));
            if (!field.isList()) {
                fields.add(field.name() + (chance(4) ? chance(2) ? "(sort: Desc)" : "(sort: Asc)" : ""));
            }
        }
        List<String> predicates =
                type.map(known -> vocabulary.predicates(first.name(), known)).orElse(List.of());
        Optional<String> predicate = !predicates.isEmpty() && chance(4) && !first.isList()
                ? Optional.of(pick(predicates))
                : Optional.empty();
        return new IndexSketch(chance(3), fields.isEmpty() ? model.key() : fields, map, Optional.empty(), predicate);
    }

    private SchemaSketch addRelation(SchemaSketch sketch) {
        if (sketch.models().isEmpty()) {
            return sketch;
        }
        ModelSketch holder = pick(sketch.models());
        ModelSketch target = pick(sketch.models());
        String name = freshName(
                "r", sketch.relations().stream().map(RelationSketch::name).toList());
        if (chance(4)) {
            return sketch.withRelations(with(
                    sketch.relations(),
                    new RelationSketch(
                            name, RelationKind.MANY_TO_MANY, holder.name(), target.name(), List.of(), List.of(), "")));
        }
        List<List<String>> keys = new ArrayList<>(List.of(target.key()));
        target.indexes().stream()
                .filter(index -> index.unique()
                        && index.predicate().isEmpty()
                        && index.arguments().isEmpty())
                .map(IndexSketch::fieldNames)
                .forEach(keys::add);
        List<String> references = pick(keys);
        List<String> fields = new ArrayList<>();
        List<FieldSketch> allFields = new ArrayList<>(holder.fields());
        String arity = chance(2) ? "?" : "";
        for (String reference : references) {
            FieldSketch referenced = target.field(reference).orElseThrow();
            String fieldName = name + "_" + reference;
            allFields.add(new FieldSketch(
                    fieldName, referenced.type(), arity, referenced.nativeType(), "", Optional.empty()));
            fields.add(fieldName);
        }
        boolean single = chance(4);
        ModelSketch changed = holder.withFields(allFields);
        if (single) {
            changed = changed.withIndexes(with(
                    changed.indexes(),
                    new IndexSketch(true, fields, Optional.empty(), Optional.empty(), Optional.empty())));
        }
        RelationSketch relation = new RelationSketch(
                name,
                single ? RelationKind.ONE_TO_ONE : RelationKind.ONE_TO_MANY,
                holder.name(),
                target.name(),
                fields,
                references,
                actions());
        return SketchRepair.replace(sketch, changed).withRelations(with(sketch.relations(), relation));
    }

    private SchemaSketch withOtherActions(SchemaSketch sketch) {
        RelationSketch relation = pick(sketch.relations());
        return relation.kind() == RelationKind.MANY_TO_MANY
                ? sketch
                : sketch.withRelations(sketch.relations().stream()
                        .map(other -> other.equals(relation) ? other.withActions(actions()) : other)
                        .toList());
    }

    private String actions() {
        String onDelete = chance(2) ? "" : "onDelete: " + pick(vocabulary.referentialActions());
        String onUpdate = chance(2) ? "" : "onUpdate: " + pick(vocabulary.referentialActions());
        return onDelete.isEmpty() || onUpdate.isEmpty() ? onDelete + onUpdate : onDelete + ", " + onUpdate;
    }

    private String oddName(String name) {
        return pick(ODD_NAMES) + "_" + name;
    }

    private String indexName() {
        return pick(ODD_NAMES) + random.nextInt(10_000);
    }

    private String freshName(String prefix, List<String> taken) {
        String name = prefix + random.nextInt(30);
        return taken.contains(name) ? freshName(prefix + "x", taken) : name;
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static <T> List<T> with(List<T> list, T element) {
        List<T> copy = new ArrayList<>(list);
        copy.add(element);
        return copy;
    }

    private static <T> List<T> without(List<T> list, T element) {
        List<T> copy = new ArrayList<>(list);
        copy.remove(element);
        return copy;
    }
}
