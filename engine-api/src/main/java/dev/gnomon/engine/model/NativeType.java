package dev.gnomon.engine.model;

import java.util.List;

/**
 * A dialect's own type as the schema language writes it after {@code @db.}, for example
 * {@code VarChar(191)}.
 *
 * @param name      in the spelling of the schema language, {@code VarChar}
 * @param arguments as written, in order; empty where none were given
 */
public record NativeType(String name, List<String> arguments) {

    public NativeType {
        arguments = List.copyOf(arguments);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a native type needs a name");
        }
    }

    public static NativeType of(String name, Object... arguments) {
        return new NativeType(
                name, java.util.Arrays.stream(arguments).map(String::valueOf).toList());
    }

    @Override
    public String toString() {
        return arguments.isEmpty() ? name : name + "(" + String.join(",", arguments) + ")";
    }
}
