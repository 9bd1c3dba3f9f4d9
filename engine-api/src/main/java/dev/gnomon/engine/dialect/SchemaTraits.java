package dev.gnomon.engine.dialect;

import dev.gnomon.engine.model.UnmodelledFeature;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Describes a dialect to the schema language, by subject: its names, types, indexes and relations, and what else a schema
 * may say. What the database can do is not repeated here: its {@link Capability} says so. Pure; sets are ordered, so that
 * messages are repeatable.
 */
public interface SchemaTraits {

    /** The name that validation messages use, for example {@code Postgres}. */
    String connectorName();

    /** The provider's name that messages use, where a schema can write another one too. */
    default Optional<String> providerName() {
        return Optional.empty();
    }

    /** What a schema may say for this database, beyond what follows from its capabilities. */
    Set<SchemaFeature> features();

    /** What names a schema may give. */
    NameTraits names();

    /** Which native types fields can have. */
    default TypeTraits types() {
        return TypeTraits.NONE;
    }

    /** What a schema may say of indexes. */
    default IndexTraits indexes() {
        return IndexTraits.USUAL;
    }

    /** How relations are kept. */
    RelationTraits relations();

    /** The preview features that a schema can name for this database only. */
    default List<String> previewFeatures() {
        return List.of();
    }

    /** The preview features that have another name now. */
    default List<PreviewFeatureRename> renamedPreviewFeatures() {
        return List.of();
    }

    /** What {@code db pull} mentions of all that the schema language cannot say of a table. */
    default Set<UnmodelledFeature.Kind> featuresToMention() {
        return EnumSet.allOf(UnmodelledFeature.Kind.class);
    }
}
