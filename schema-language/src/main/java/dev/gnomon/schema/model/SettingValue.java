package dev.gnomon.schema.model;

import dev.gnomon.schema.syntax.Span;

/** A text of the datasource or a generator: written there, or in the environment. */
public sealed interface SettingValue {

    /** Give the place in the text. */
    Span span();

    /** A text written in the schema. */
    record Literal(String value, Span span) implements SettingValue {}

    /** The value of an environment variable. */
    record EnvironmentVariable(String name, Span span) implements SettingValue {}

    /** Tell whether both say the same, wherever they stand. */
    default boolean saysTheSameAs(SettingValue other) {
        return switch (this) {
            case Literal literal ->
                other instanceof Literal that && literal.value().equals(that.value());
            case EnvironmentVariable variable ->
                other instanceof EnvironmentVariable that && variable.name().equals(that.name());
        };
    }
}
