package dev.gnomon.engine.model;

import java.util.Objects;
import java.util.Optional;

/**
 * The type of a column.
 *
 * @param family     what the engine reasons about
 * @param arity      required, nullable or list
 * @param nativeType the dialect's own type; empty for enums, unsupported types, and where a dialect
 *     has no native types (SQLite)
 */
public record ColumnType(TypeFamily family, Arity arity, Optional<NativeType> nativeType) {

    public ColumnType {
        Objects.requireNonNull(family, "family");
        Objects.requireNonNull(arity, "arity");
        Objects.requireNonNull(nativeType, "nativeType");
    }

    public static ColumnType of(TypeFamily family, Arity arity) {
        return new ColumnType(family, arity, Optional.empty());
    }

    public static ColumnType of(TypeFamily family, Arity arity, NativeType nativeType) {
        return new ColumnType(family, arity, Optional.of(nativeType));
    }

    public ColumnType withArity(Arity other) {
        return new ColumnType(family, other, nativeType);
    }

    public boolean isRequired() {
        return arity == Arity.REQUIRED;
    }

    public boolean isList() {
        return arity == Arity.LIST;
    }
}
