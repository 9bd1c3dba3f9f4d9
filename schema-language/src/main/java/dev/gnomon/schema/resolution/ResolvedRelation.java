package dev.gnomon.schema.resolution;

import java.util.Optional;

/**
 * A relation whose foreign key lies in the table of one of its models.
 *
 * @param oneToOne     whether at most one row refers to another
 * @param referencing  the model with the foreign key
 * @param forwardField its field; empty in an incomplete schema
 * @param referenced   the model that is referred to
 * @param backField    its field; empty in an incomplete schema
 * @param relationName as written
 */
public record ResolvedRelation(
        boolean oneToOne,
        String referencing,
        Optional<String> forwardField,
        String referenced,
        Optional<String> backField,
        Optional<String> relationName) {

    public boolean isSelfRelation() {
        return referencing.equals(referenced);
    }
}
