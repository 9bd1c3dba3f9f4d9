package dev.gnomon.engine.model;

/** What a column gets when an INSERT does not name it. */
public sealed interface DefaultValue {

    record Literal(LiteralValue value) implements DefaultValue {}

    /** The time of the statement or transaction: {@code now()}, {@code CURRENT_TIMESTAMP}. */
    record CurrentTimestamp() implements DefaultValue {}

    /** An expression of the database, verbatim: {@code dbgenerated("…")}. */
    record Expression(String sql) implements DefaultValue {}

    /** {@code dbgenerated()} without a text: whatever the database has is right. */
    record AnyExpression() implements DefaultValue {}

    /** The next value of a sequence, as an introspected column of a serial type has it. */
    record NextValue(ObjectName sequence) implements DefaultValue {}

    /**
     * A value that the client makes ({@code uuid()}, {@code cuid()}, …): the database has no default.
     *
     * @param function the schema language's function with its arguments
     */
    record ClientGenerated(String function) implements DefaultValue {}
}
