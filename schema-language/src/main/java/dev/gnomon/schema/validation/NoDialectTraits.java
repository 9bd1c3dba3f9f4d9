package dev.gnomon.schema.validation;

import dev.gnomon.engine.dialect.ConstraintScope;
import dev.gnomon.engine.dialect.EnumStorage;
import dev.gnomon.engine.dialect.JoinTableKey;
import dev.gnomon.engine.dialect.NativeTypeDescriptor;
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.TypeFamily;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a schema without a datasource may say: everything that any database might allow, but no native types. */
final class NoDialectTraits implements SchemaTraits {

    private static final Set<SchemaFeature> FEATURES =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(SchemaFeature.SET_NULL_ON_REQUIRED_FIELDS)));
    private static final Set<ReferentialAction> ACTIONS =
            Collections.unmodifiableSet(EnumSet.allOf(ReferentialAction.class));

    @Override
    public String connectorName() {
        return "Default";
    }

    @Override
    public int maxIdentifierLength() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Optional<String> defaultNamespace() {
        return Optional.empty();
    }

    @Override
    public Set<SchemaFeature> features() {
        return FEATURES;
    }

    @Override
    public EnumStorage enumStorage() {
        return EnumStorage.NAMED_TYPE;
    }

    @Override
    public List<NativeTypeDescriptor> nativeTypes() {
        return List.of();
    }

    @Override
    public Optional<NativeType> defaultNativeType(TypeFamily.Scalar scalarType) {
        return Optional.empty();
    }

    @Override
    public Set<ReferentialAction> referentialActions() {
        return ACTIONS;
    }

    @Override
    public Set<ReferentialAction> emulatedReferentialActions() {
        return ACTIONS;
    }

    @Override
    public List<ConstraintScope> constraintScopes() {
        return List.of();
    }

    @Override
    public JoinTableKey joinTableKey() {
        return JoinTableKey.UNIQUE_INDEX;
    }
}
