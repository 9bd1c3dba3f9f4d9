package dev.gnomon.schema.resolution;

import dev.gnomon.schema.syntax.Attribute;
import dev.gnomon.schema.syntax.Expression;
import java.util.Optional;

/**
 * The default of a field.
 *
 * @param value          as written
 * @param constraintName of {@code map:}
 * @param syntax         the attribute
 */
public record ResolvedDefault(Expression value, Optional<String> constraintName, Attribute syntax) {

    /** Tell whether it is a call of this function. */
    public boolean isFunction(String name) {
        return value instanceof Expression.FunctionCall call && call.name().equals(name);
    }
}
