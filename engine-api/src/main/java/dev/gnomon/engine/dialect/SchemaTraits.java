package dev.gnomon.engine.dialect;

import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.UnmodelledFeature;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Describes a dialect to the schema language: its types, names, limits and abilities. Pure; sets are
 * ordered, so that messages are repeatable.
 */
public interface SchemaTraits {

    /** The name that validation messages use, for example {@code Postgres}. */
    String connectorName();

    /** The longest name of a constraint or index, in bytes of UTF-8. */
    int maxIdentifierLength();

    /** How long the names may be that a schema itself gives to tables, columns, enums and namespaces; empty: as it likes. */
    default Optional<NameLimit> nameLimit() {
        return Optional.empty();
    }

    /** The namespace of objects that say none, where neither schema nor URL says another; empty without namespaces. */
    Optional<String> defaultNamespace();

    /** What a schema may say for this database. */
    Set<SchemaFeature> features();

    /** Tell whether a schema may say this for this database. */
    default boolean supports(SchemaFeature feature) {
        return features().contains(feature);
    }

    /** How the database keeps enums. */
    EnumStorage enumStorage();

    /** All types that fields can be given after {@code @db.}; empty where there are none. */
    List<NativeTypeDescriptor> nativeTypes();

    /** Look a native type up by its name in the schema language. */
    default Optional<NativeTypeDescriptor> nativeType(String name) {
        return nativeTypes().stream()
                .filter(descriptor -> descriptor.name().equals(name))
                .findFirst();
    }

    /**
     * Say why fields of a scalar type cannot have a native type with its arguments, though the type as such would do.
     *
     * @param nativeType type with readable arguments within the ranges of their parameters
     * @return end of the sentence that tells it, or empty when there is nothing against it
     */
    default Optional<String> objectionTo(NativeType nativeType, TypeFamily.Scalar scalarType) {
        return Optional.empty();
    }

    /**
     * Give the native type of a field that says none.
     *
     * @return empty where the dialect has no native types, or none for this scalar type
     */
    Optional<NativeType> defaultNativeType(TypeFamily.Scalar scalarType);

    /** The access methods of indexes, the default one included; empty where there is nothing to choose. */
    default List<IndexAlgorithm> indexAlgorithms() {
        return List.of();
    }

    /** The operator classes that have a name in the schema language. */
    default List<OperatorClassDescriptor> operatorClasses() {
        return List.of();
    }

    /** The actions that foreign keys can have, in the order in which messages list them. */
    Set<ReferentialAction> referentialActions();

    /** The actions that relations can have where the client stands in for foreign keys. */
    Set<ReferentialAction> emulatedReferentialActions();

    /**
     * Give the action on deletion of a relation that says none.
     *
     * @param required whether all fields of the foreign key are
     */
    default ReferentialAction defaultOnDelete(boolean required) {
        if (!required) {
            return ReferentialAction.SET_NULL;
        }
        return referentialActions().contains(ReferentialAction.RESTRICT)
                ? ReferentialAction.RESTRICT
                : ReferentialAction.NO_ACTION;
    }

    /** Which names must differ from each other. */
    List<ConstraintScope> constraintScopes();

    /** What keeps the pairs of an implicit many-to-many relation apart. */
    JoinTableKey joinTableKey();

    /** What {@code db pull} mentions of all that the schema language cannot say of a table. */
    default Set<UnmodelledFeature.Kind> featuresToMention() {
        return EnumSet.allOf(UnmodelledFeature.Kind.class);
    }

    /** Write a truth value as it stands in a predicate. */
    default String booleanLiteral(boolean value) {
        return value ? "true" : "false";
    }

    /** The names of constraints and indexes that a schema gives none. */
    default ConstraintNames constraintNames() {
        return new ConstraintNames(maxIdentifierLength());
    }

    /** Give the preview features that a schema can name for this database only. */
    default List<String> previewFeatures() {
        return List.of();
    }

    /** Give the preview features that have another name now. */
    default List<PreviewFeatureRename> renamedPreviewFeatures() {
        return List.of();
    }

    /** Say why an action had better not be written, though it can be. */
    default Optional<String> adviceAgainst(ReferentialAction action) {
        return Optional.empty();
    }

    /** Give the page to read where {@link SchemaFeature#SET_NULL_ON_REQUIRED_FIELDS} is advised against. */
    default Optional<String> linkAboutSetNull() {
        return Optional.empty();
    }

    /** Give the provider's name that messages use, where a schema can write another one too. */
    default Optional<String> providerName() {
        return Optional.empty();
    }
}
