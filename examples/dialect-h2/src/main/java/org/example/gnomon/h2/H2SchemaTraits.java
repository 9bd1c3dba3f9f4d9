package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.NameTraits;
import dev.gnomon.engine.dialect.RelationTraits;
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.engine.dialect.TypeTraits;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a schema may say for H2. */
final class H2SchemaTraits implements SchemaTraits {

    private static final Set<SchemaFeature> FEATURES = Collections.unmodifiableSet(EnumSet.of(
            SchemaFeature.JSON,
            SchemaFeature.NAMED_PRIMARY_KEYS,
            SchemaFeature.NAMED_FOREIGN_KEYS,
            SchemaFeature.AUTOINCREMENT_OUTSIDE_PRIMARY_KEY,
            SchemaFeature.AUTOINCREMENT_WITHOUT_INDEX,
            SchemaFeature.BYTES_IN_PRIMARY_KEY,
            SchemaFeature.CYCLIC_REFERENTIAL_ACTIONS,
            SchemaFeature.REFERENCES_IN_ANY_ORDER));

    @Override
    public String connectorName() {
        return "H2";
    }

    @Override
    public Set<SchemaFeature> features() {
        return FEATURES;
    }

    @Override
    public NameTraits names() {
        return new H2NameTraits();
    }

    @Override
    public TypeTraits types() {
        return new H2TypeTraits();
    }

    @Override
    public RelationTraits relations() {
        return new H2RelationTraits();
    }
}
