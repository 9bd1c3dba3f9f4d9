package dev.gnomon.conformance.roundtrip;

import java.util.List;
import java.util.Optional;

/**
 * A schema in pieces that are easy to change, to take away and to print.
 *
 * @param features the preview features that it needs
 */
record SchemaSketch(
        String provider,
        List<String> features,
        List<EnumSketch> enums,
        List<ModelSketch> models,
        List<RelationSketch> relations) {
    /** What stands for the arguments of an index that is one over the words of a text. */
    static final String FULL_TEXT = "@@fulltext";

    /** The feature of old that stands for models and enums in two namespaces. */
    static final String NAMESPACES = "multiSchema";

    static final List<String> TWO_NAMESPACES = List.of("public", "shop");

    /** The namespace of a model or enum, told by its name; empty where there is only one. */
    Optional<String> namespaceOf(String name) {
        return features.contains(NAMESPACES)
                ? Optional.of(TWO_NAMESPACES.get(name.length() % TWO_NAMESPACES.size()))
                : Optional.empty();
    }

    SchemaSketch {
        features = List.copyOf(features);
        enums = List.copyOf(enums);
        models = List.copyOf(models);
        relations = List.copyOf(relations);
    }

    SchemaSketch withEnums(List<EnumSketch> others) {
        return new SchemaSketch(provider, features, others, models, relations);
    }

    SchemaSketch withModels(List<ModelSketch> others) {
        return new SchemaSketch(provider, features, enums, others, relations);
    }

    SchemaSketch withRelations(List<RelationSketch> others) {
        return new SchemaSketch(provider, features, enums, models, others);
    }

    Optional<ModelSketch> model(String name) {
        return models.stream().filter(model -> model.name().equals(name)).findFirst();
    }

    Optional<EnumSketch> enumOf(String type) {
        return enums.stream().filter(sketch -> sketch.name().equals(type)).findFirst();
    }

    /** An enum; a value that is written {@code name=other} has another name in the database. */
    record EnumSketch(String name, Optional<String> map, List<String> values) {
        EnumSketch {
            values = List.copyOf(values);
        }

        static String valueName(String value) {
            int equals = value.indexOf('=');
            return equals < 0 ? value : value.substring(0, equals);
        }
    }

    /**
     * A model.
     *
     * @param key the fields of the primary key
     */
    record ModelSketch(
            String name, Optional<String> map, List<FieldSketch> fields, List<String> key, List<IndexSketch> indexes) {
        ModelSketch {
            fields = List.copyOf(fields);
            key = List.copyOf(key);
            indexes = List.copyOf(indexes);
        }

        Optional<FieldSketch> field(String fieldName) {
            return fields.stream()
                    .filter(field -> field.name().equals(fieldName))
                    .findFirst();
        }

        ModelSketch withFields(List<FieldSketch> others) {
            return new ModelSketch(name, map, others, key, indexes);
        }

        ModelSketch withKey(List<String> other) {
            return new ModelSketch(name, map, fields, other, indexes);
        }

        ModelSketch withIndexes(List<IndexSketch> others) {
            return new ModelSketch(name, map, fields, key, others);
        }

        ModelSketch withMap(Optional<String> other) {
            return new ModelSketch(name, other, fields, key, indexes);
        }

        /** Whether rows are unique in exactly these fields. */
        boolean isUniqueBy(List<String> names) {
            return key.equals(names)
                    || indexes.stream()
                            .anyMatch(index -> index.unique()
                                    && index.predicate().isEmpty()
                                    && index.arguments().isEmpty()
                                    && index.fieldNames().equals(names));
        }
    }

    /**
     * A field of a scalar or enum type.
     *
     * @param arity        nothing, {@code ?} or {@code []}
     * @param nativeType   as {@code @db.VarChar(20)}, or nothing
     * @param defaultValue as it stands in {@code @default(…)}, or nothing
     */
    record FieldSketch(
            String name, String type, String arity, String nativeType, String defaultValue, Optional<String> map) {

        FieldSketch withArity(String other) {
            return new FieldSketch(name, type, other, nativeType, defaultValue, map);
        }

        FieldSketch withType(String otherType, String otherNativeType) {
            return new FieldSketch(name, otherType, arity, otherNativeType, "", map);
        }

        FieldSketch withDefault(String other) {
            return new FieldSketch(name, type, arity, nativeType, other, map);
        }

        FieldSketch withMap(Optional<String> other) {
            return new FieldSketch(name, type, arity, nativeType, defaultValue, other);
        }

        boolean isRequired() {
            return arity.isEmpty();
        }

        boolean isList() {
            return arity.equals("[]");
        }
    }

    /**
     * An index or unique constraint.
     *
     * @param fields    with their arguments, as {@code a(sort: Desc)}
     * @param arguments further ones, as {@code type: Gin}; blank for one of a field that the others do not fit
     * @param predicate as it stands behind {@code where:}
     */
    record IndexSketch(
            boolean unique,
            List<String> fields,
            Optional<String> map,
            Optional<String> arguments,
            Optional<String> predicate) {
        IndexSketch {
            fields = List.copyOf(fields);
        }

        List<String> fieldNames() {
            return fields.stream()
                    .map(field -> field.contains("(") ? field.substring(0, field.indexOf('(')) : field)
                    .toList();
        }
    }

    /** How many rows of each side belong together. */
    enum RelationKind {
        ONE_TO_MANY,
        ONE_TO_ONE,
        MANY_TO_MANY
    }

    /**
     * A relation.
     *
     * @param holder     the model that has the fields; for many-to-many just one of the two
     * @param fields     empty for many-to-many
     * @param actions    as {@code onDelete: Cascade}, or nothing
     */
    record RelationSketch(
            String name,
            RelationKind kind,
            String holder,
            String target,
            List<String> fields,
            List<String> references,
            String actions) {
        RelationSketch {
            fields = List.copyOf(fields);
            references = List.copyOf(references);
        }

        RelationSketch withActions(String other) {
            return new RelationSketch(name, kind, holder, target, fields, references, other);
        }
    }
}
