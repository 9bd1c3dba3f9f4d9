package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.NativeTypeDescriptor;
import dev.gnomon.engine.dialect.TypeTraits;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.util.List;
import java.util.Optional;

/** The native types of H2. */
final class H2TypeTraits implements TypeTraits {

    @Override
    public List<NativeTypeDescriptor> nativeTypes() {
        return H2Types.ALL;
    }

    @Override
    public Optional<NativeType> defaultNativeType(Scalar scalarType) {
        return Optional.of(H2Types.usual(scalarType));
    }
}
