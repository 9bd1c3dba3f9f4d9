package dev.gnomon.dialect.sqlite;

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
import dev.gnomon.engine.model.UnmodelledFeature;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a schema may say for SQLite. */
final class SqliteSchemaTraits implements SchemaTraits {

    private static final Set<SchemaFeature> FEATURES = Collections.unmodifiableSet(EnumSet.of(
            SchemaFeature.JSON,
            SchemaFeature.PARTIAL_INDEXES,
            SchemaFeature.IMPLICIT_AUTOINCREMENT,
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

    @Override
    public String connectorName() {
        return "sqlite";
    }

    /** SQLite has no limit; this one keeps names within reason. */
    @Override
    public int maxIdentifierLength() {
        return 10_000;
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
        return EnumStorage.TEXT;
    }

    @Override
    public List<NativeTypeDescriptor> nativeTypes() {
        return List.of();
    }

    @Override
    public Optional<NativeType> defaultNativeType(Scalar scalarType) {
        return Optional.empty();
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
        return List.of(ConstraintScope.global(ConstraintKind.INDEX));
    }

    @Override
    public JoinTableKey joinTableKey() {
        return JoinTableKey.UNIQUE_INDEX;
    }

    /** Nothing: what SQLite has besides is in nobody's way there. */
    @Override
    public Set<UnmodelledFeature.Kind> featuresToMention() {
        return Set.of();
    }
}
