package dev.gnomon.engine.model;

import java.util.Objects;
import java.util.Optional;

/**
 * Something of a table that the schema language cannot say, so that a migration must leave it alone
 * and {@code db pull} has to mention it.
 *
 * @param kind   what it is
 * @param name   of the constraint, index or trigger, where it has one
 * @param column the column it belongs to, where it belongs to one
 */
public record UnmodelledFeature(Kind kind, Optional<String> name, Optional<String> column) {

    /** What the feature is. */
    public enum Kind {
        CHECK_CONSTRAINT,
        EXCLUSION_CONSTRAINT,
        DEFERRABLE_CONSTRAINT,
        EXPRESSION_INDEX,
        NULL_SORT_ORDER,
        INVALID_INDEX,
        MATCH_FULL,
        DOMAIN,
        SEQUENCE_OPTIONS,
        PARTITION,
        SUBCLASS,
        ROW_LEVEL_SECURITY,
        COMMENT,
        TRIGGER,
        GENERATED_COLUMN,
        COLLATION,
        /** A column that takes the time of each change of its row. */
        ON_UPDATE
    }

    public UnmodelledFeature {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(column, "column");
    }

    public static UnmodelledFeature of(Kind kind) {
        return new UnmodelledFeature(kind, Optional.empty(), Optional.empty());
    }

    public static UnmodelledFeature of(Kind kind, String name) {
        return new UnmodelledFeature(kind, Optional.of(name), Optional.empty());
    }
}
