package dev.gnomon.schema.syntax;

import java.util.List;

/** A value as written. */
public sealed interface Expression {

    /** Give the place in the text. */
    Span span();

    /**
     * A number.
     *
     * @param digits with the sign and the fraction as written
     */
    record NumberLiteral(String digits, Span span) implements Expression {}

    /**
     * A string in double quotes.
     *
     * @param value what the escapes stand for
     */
    record StringLiteral(String value, Span span) implements Expression {}

    /**
     * A bare word: {@code true}, {@code false}, a field, an enum value, a referential action …
     *
     * @param path perhaps dotted
     */
    record Constant(String path, Span span) implements Expression {}

    /** A function or a field with arguments. */
    record FunctionCall(String name, Arguments arguments, Span span) implements Expression {}

    /** A list in square brackets. */
    record ArrayLiteral(List<Expression> elements, Span span) implements Expression {
        public ArrayLiteral {
            elements = List.copyOf(elements);
        }
    }

    /** An object in curly braces, as the argument {@code where} takes it. */
    record ObjectLiteral(List<ObjectMember> members, Span span) implements Expression {
        public ObjectLiteral {
            members = List.copyOf(members);
        }
    }

    /** A member of an object. */
    record ObjectMember(Identifier name, Expression value, Span span) {}
}
