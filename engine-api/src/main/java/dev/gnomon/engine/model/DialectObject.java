package dev.gnomon.engine.model;

/**
 * Something that only one dialect knows: a trigger, a collation, a generated column's expression.
 *
 * <p>The open door of the model. The engine carries these values along and never looks inside; the
 * dialect that read them may use them when it renders. Implementations are records.
 */
public interface DialectObject {

    /** One line for a person, without a final stop. */
    String describe();
}
