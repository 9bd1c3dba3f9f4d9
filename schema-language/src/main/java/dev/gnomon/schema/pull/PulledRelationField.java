package dev.gnomon.schema.pull;

import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.ObjectName;
import java.util.Optional;

/**
 * A relation field as it is written.
 *
 * @param owner     table or view of the model that it belongs to
 * @param name      of the field
 * @param target    table or view of the model that it stands for
 * @param arity     required, nullable or list
 * @param relation  the arguments of {@code @relation}; empty where it needs none
 * @param copied    it is from the previous schema, because the database has no foreign key for it
 */
record PulledRelationField(
        ObjectName owner, String name, ObjectName target, Arity arity, Optional<String> relation, boolean copied) {

    PulledRelationField withName(String other) {
        return new PulledRelationField(owner, other, target, arity, relation, copied);
    }
}
