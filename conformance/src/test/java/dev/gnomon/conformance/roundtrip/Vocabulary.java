package dev.gnomon.conformance.roundtrip;

import dev.gnomon.conformance.roundtrip.SchemaSketch.EnumSketch;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What the schema language offers for one provider. */
interface Vocabulary {

    /**
     * A type for a field.
     *
     * @param nativeType as {@code @db.VarChar(20)}, or nothing
     * @param forKeys    values can be keys and indexed
     */
    record FieldType(String name, String nativeType, boolean forKeys) {}

    String provider();

    List<String> features();

    List<FieldType> types();

    boolean hasLists();

    /** Further arguments of an index over one field of a type, or of a list of it. */
    List<String> indexArguments(FieldType type, boolean list);

    /** Defaults for a type, as they stand in {@code @default(…)}. */
    List<String> defaults(FieldType type, boolean list, RandomGenerator random);

    /** Types that are keys which number themselves. */
    List<FieldType> numberedKeys();

    /** What may stand behind {@code where:} for a field of a type. */
    List<String> predicates(String field, FieldType type);

    List<String> referentialActions();

    /** Whether enums exist, and how many values of one may be taken away at once. */
    boolean hasEnums();

    default List<String> enumDefaults(EnumSketch enumSketch) {
        return enumSketch.values().stream().map(EnumSketch::valueName).toList();
    }

    default Optional<FieldType> type(String name, String nativeType) {
        return types().stream()
                .filter(type -> type.name().equals(name) && type.nativeType().equals(nativeType))
                .findFirst();
    }
}
