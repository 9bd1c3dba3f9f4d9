package dev.gnomon.schema.validation;

import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.ConstraintScope;
import dev.gnomon.engine.dialect.IndexAlgorithm;
import dev.gnomon.engine.dialect.IndexTraits;
import dev.gnomon.engine.dialect.JoinTableKey;
import dev.gnomon.engine.dialect.NameTraits;
import dev.gnomon.engine.dialect.RelationTraits;
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.schema.target.TargetDatabase;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a schema without a datasource may say: everything that any database might allow, but no native types. */
final class NoDialectTraits implements SchemaTraits, NameTraits, IndexTraits, RelationTraits {

    static final TargetDatabase ANY_DATABASE =
            new TargetDatabase(new NoDialectTraits(), Collections.unmodifiableSet(EnumSet.allOf(Capability.class)));

    private static final Set<SchemaFeature> FEATURES =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(SchemaFeature.SET_NULL_ON_REQUIRED_FIELDS)));
    private static final Set<ReferentialAction> ACTIONS =
            Collections.unmodifiableSet(EnumSet.allOf(ReferentialAction.class));

    @Override
    public String connectorName() {
        return "Default";
    }

    @Override
    public Set<SchemaFeature> features() {
        return FEATURES;
    }

    @Override
    public NameTraits names() {
        return this;
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
    public List<ConstraintScope> constraintScopes() {
        return List.of();
    }

    @Override
    public IndexTraits indexes() {
        return this;
    }

    @Override
    public List<IndexAlgorithm> algorithms() {
        return List.of();
    }

    @Override
    public RelationTraits relations() {
        return this;
    }

    @Override
    public Set<ReferentialAction> actions() {
        return ACTIONS;
    }

    @Override
    public Set<ReferentialAction> emulatedActions() {
        return ACTIONS;
    }

    @Override
    public JoinTableKey joinTableKey() {
        return JoinTableKey.UNIQUE_INDEX;
    }
}
