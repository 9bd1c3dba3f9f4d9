package dev.gnomon.engine.dialect;

import dev.gnomon.engine.model.ReferentialAction;
import java.util.Optional;
import java.util.Set;

/** How relations are kept in one kind of database. Pure; sets are ordered, so that messages are repeatable. */
public interface RelationTraits {

    /** The actions that foreign keys can have, in the order in which messages list them. */
    Set<ReferentialAction> actions();

    /** The actions that relations can have where the client stands in for foreign keys. */
    Set<ReferentialAction> emulatedActions();

    /** What keeps the pairs of an implicit many-to-many relation apart. */
    JoinTableKey joinTableKey();

    /**
     * Give the action on deletion of a relation that says none.
     *
     * @param required whether all fields of the foreign key are
     */
    default ReferentialAction defaultOnDelete(boolean required) {
        if (!required) {
            return ReferentialAction.SET_NULL;
        }
        return actions().contains(ReferentialAction.RESTRICT)
                ? ReferentialAction.RESTRICT
                : ReferentialAction.NO_ACTION;
    }

    /** Say why an action had better not be written, though it can be. */
    default Optional<String> adviceAgainst(ReferentialAction action) {
        return Optional.empty();
    }

    /** Give the page to read where {@link SchemaFeature#SET_NULL_ON_REQUIRED_FIELDS} is advised against. */
    default Optional<String> linkAboutSetNull() {
        return Optional.empty();
    }
}
