package dev.gnomon.schema.model;

import dev.gnomon.engine.model.ReferentialAction;
import java.util.List;
import java.util.Optional;

/** Two fields that stand for each other's models. */
public sealed interface Relation {

    /** Give the relation's name as written. */
    Optional<String> name();

    /**
     * A relation that one side's fields hold.
     *
     * @param model           of the foreign key
     * @param field           relation field of that model
     * @param fields          scalar fields of that model, in order
     * @param referencedModel the other model
     * @param references      scalar fields of the other model, in order
     * @param oppositeField   relation field of the other model
     * @param mappedName      {@code map:}
     * @param onDelete        as written
     * @param onUpdate        as written
     */
    record Inline(
            Optional<String> name,
            String model,
            String field,
            List<String> fields,
            String referencedModel,
            List<String> references,
            Optional<String> oppositeField,
            Optional<String> mappedName,
            Optional<ReferentialAction> onDelete,
            Optional<ReferentialAction> onUpdate)
            implements Relation {
        public Inline {
            fields = List.copyOf(fields);
            references = List.copyOf(references);
        }
    }

    /**
     * An implicit many-to-many relation. A comes first in the order of the models' names, and of the
     * fields' names where both are of one model.
     */
    record ManyToMany(Optional<String> name, String modelA, String fieldA, String modelB, String fieldB)
            implements Relation {

        /** Give the name of the relation: the one written, or that of both models. */
        public String effectiveName() {
            return name.orElse(modelA + "To" + modelB);
        }
    }
}
