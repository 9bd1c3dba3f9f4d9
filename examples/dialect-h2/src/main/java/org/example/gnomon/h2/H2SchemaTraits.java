package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.ConstraintKind;
import dev.gnomon.engine.dialect.ConstraintScope;
import dev.gnomon.engine.dialect.EnumStorage;
import dev.gnomon.engine.dialect.IndexAlgorithm;
import dev.gnomon.engine.dialect.JoinTableKey;
import dev.gnomon.engine.dialect.NativeTypeDescriptor;
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a schema may say for H2. */
final class H2SchemaTraits implements SchemaTraits {

    private static final Set<SchemaFeature> FEATURES = Collections.unmodifiableSet(EnumSet.of(
            SchemaFeature.JSON,
            SchemaFeature.NAMESPACES,
            SchemaFeature.NAMED_PRIMARY_KEYS,
            SchemaFeature.NAMED_FOREIGN_KEYS,
            SchemaFeature.AUTOINCREMENT_OUTSIDE_PRIMARY_KEY,
            SchemaFeature.AUTOINCREMENT_WITHOUT_INDEX,
            SchemaFeature.BYTES_IN_PRIMARY_KEY,
            SchemaFeature.CYCLIC_REFERENTIAL_ACTIONS,
            SchemaFeature.REFERENCES_IN_ANY_ORDER));

    private static final Set<ReferentialAction> ACTIONS = Collections.unmodifiableSet(new LinkedHashSet<>(List.of(
            ReferentialAction.CASCADE,
            ReferentialAction.RESTRICT,
            ReferentialAction.NO_ACTION,
            ReferentialAction.SET_NULL,
            ReferentialAction.SET_DEFAULT)));

    private static final Set<ReferentialAction> EMULATED_ACTIONS = Collections.unmodifiableSet(new LinkedHashSet<>(
            List.of(ReferentialAction.CASCADE, ReferentialAction.RESTRICT, ReferentialAction.SET_NULL)));

    private static final List<IndexAlgorithm> ALGORITHMS =
            List.of(new IndexAlgorithm("BTree", "BTREE", true, true, true, List.of(), false));

    /** H2 cuts names at 256 characters; this many bytes are never more. */
    private static final int LONGEST_NAME = 256;

    @Override
    public String connectorName() {
        return "H2";
    }

    @Override
    public int maxIdentifierLength() {
        return LONGEST_NAME;
    }

    @Override
    public Optional<String> defaultNamespace() {
        return Optional.of("PUBLIC");
    }

    @Override
    public Set<SchemaFeature> features() {
        return FEATURES;
    }

    @Override
    public EnumStorage enumStorage() {
        return EnumStorage.COLUMN_TYPE;
    }

    @Override
    public List<NativeTypeDescriptor> nativeTypes() {
        return H2Types.ALL;
    }

    @Override
    public Optional<NativeType> defaultNativeType(Scalar scalarType) {
        return Optional.of(H2Types.usual(scalarType));
    }

    @Override
    public List<IndexAlgorithm> indexAlgorithms() {
        return ALGORITHMS;
    }

    @Override
    public Set<ReferentialAction> referentialActions() {
        return ACTIONS;
    }

    @Override
    public Set<ReferentialAction> emulatedReferentialActions() {
        return EMULATED_ACTIONS;
    }

    @Override
    public List<ConstraintScope> constraintScopes() {
        return List.of(
                ConstraintScope.global(ConstraintKind.PRIMARY_KEY, ConstraintKind.INDEX, ConstraintKind.FOREIGN_KEY));
    }

    @Override
    public JoinTableKey joinTableKey() {
        return JoinTableKey.PRIMARY_KEY;
    }
}
