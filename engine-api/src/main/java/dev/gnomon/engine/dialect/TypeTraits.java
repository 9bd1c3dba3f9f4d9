package dev.gnomon.engine.dialect;

import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.TypeFamily;
import java.util.List;
import java.util.Optional;

/** Which native types fields can have in one kind of database. Pure. */
public interface TypeTraits {

    /** A database without a choice of types for one scalar type. */
    TypeTraits NONE = new TypeTraits() {
        @Override
        public List<NativeTypeDescriptor> nativeTypes() {
            return List.of();
        }

        @Override
        public Optional<NativeType> defaultNativeType(TypeFamily.Scalar scalarType) {
            return Optional.empty();
        }
    };

    /** All types that fields can be given after {@code @db.}; empty where there are none. */
    List<NativeTypeDescriptor> nativeTypes();

    /** Look a native type up by its name in the schema language. */
    default Optional<NativeTypeDescriptor> nativeType(String name) {
        return nativeTypes().stream()
                .filter(descriptor -> descriptor.name().equals(name))
                .findFirst();
    }

    /**
     * Give the native type of a field that says none.
     *
     * @return empty where the dialect has no native types, or none for this scalar type
     */
    Optional<NativeType> defaultNativeType(TypeFamily.Scalar scalarType);

    /**
     * Say why fields of a scalar type cannot have a native type with its arguments, though the type as such would do.
     *
     * @param nativeType type with readable arguments within the ranges of their parameters
     * @return end of the sentence that tells it, or empty when there is nothing against it
     */
    default Optional<String> objectionTo(NativeType nativeType, TypeFamily.Scalar scalarType) {
        return Optional.empty();
    }
}
