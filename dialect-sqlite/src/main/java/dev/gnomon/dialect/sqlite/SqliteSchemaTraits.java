package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.NameTraits;
import dev.gnomon.engine.dialect.RelationTraits;
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.engine.model.UnmodelledFeature;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a schema may say for SQLite. */
final class SqliteSchemaTraits implements SchemaTraits {

    private static final Set<SchemaFeature> FEATURES = Collections.unmodifiableSet(EnumSet.of(
            SchemaFeature.JSON,
            SchemaFeature.ENUMS_AS_TEXT,
            SchemaFeature.IMPLICIT_AUTOINCREMENT,
            SchemaFeature.BYTES_IN_PRIMARY_KEY,
            SchemaFeature.CYCLIC_REFERENTIAL_ACTIONS,
            SchemaFeature.REFERENCES_IN_ANY_ORDER));

    @Override
    public String connectorName() {
        return "sqlite";
    }

    @Override
    public Set<SchemaFeature> features() {
        return FEATURES;
    }

    @Override
    public NameTraits names() {
        return new SqliteNameTraits();
    }

    @Override
    public RelationTraits relations() {
        return new SqliteRelationTraits();
    }

    /** Nothing: what SQLite has besides is in nobody's way there. */
    @Override
    public Set<UnmodelledFeature.Kind> featuresToMention() {
        return Set.of();
    }
}
