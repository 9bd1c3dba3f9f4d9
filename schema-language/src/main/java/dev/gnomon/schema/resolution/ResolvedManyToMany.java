package dev.gnomon.schema.resolution;

import java.util.Optional;

/**
 * An implicit many-to-many relation: it has a table of its own.
 *
 * @param modelA       the first of both models by name
 * @param fieldA       its field; in a relation of a model with itself the first of both fields by name
 * @param modelB       the other model
 * @param fieldB       its field
 * @param relationName as written
 */
public record ResolvedManyToMany(
        String modelA, String fieldA, String modelB, String fieldB, Optional<String> relationName) {

    /** Give the relation's name: the written one, or {@code <A>To<B>}. The table is named after it. */
    public String name() {
        return relationName.orElseGet(() -> modelA + "To" + modelB);
    }

    public boolean isSelfRelation() {
        return modelA.equals(modelB);
    }
}
