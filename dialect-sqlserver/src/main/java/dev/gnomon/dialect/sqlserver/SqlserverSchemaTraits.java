package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.IndexTraits;
import dev.gnomon.engine.dialect.NameTraits;
import dev.gnomon.engine.dialect.RelationTraits;
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.engine.dialect.TypeTraits;
import dev.gnomon.engine.model.UnmodelledFeature;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a schema may say for SQL Server. */
final class SqlserverSchemaTraits implements SchemaTraits {

    private static final Set<SchemaFeature> FEATURES = Collections.unmodifiableSet(EnumSet.of(
            SchemaFeature.NAMED_PRIMARY_KEYS,
            SchemaFeature.NAMED_FOREIGN_KEYS,
            SchemaFeature.NAMED_DEFAULTS,
            SchemaFeature.PRIMARY_KEY_SORT_ORDER,
            SchemaFeature.CLUSTERING,
            SchemaFeature.AUTOINCREMENT_OUTSIDE_PRIMARY_KEY,
            SchemaFeature.AUTOINCREMENT_WITHOUT_INDEX,
            SchemaFeature.SEVERAL_AUTOINCREMENTS));

    @Override
    public String connectorName() {
        return "SQL Server";
    }

    @Override
    public Set<SchemaFeature> features() {
        return FEATURES;
    }

    @Override
    public NameTraits names() {
        return new SqlserverNameTraits();
    }

    @Override
    public TypeTraits types() {
        return new SqlserverTypeTraits();
    }

    @Override
    public IndexTraits indexes() {
        return new SqlserverIndexTraits();
    }

    @Override
    public RelationTraits relations() {
        return new SqlserverRelationTraits();
    }

    @Override
    public Set<UnmodelledFeature.Kind> featuresToMention() {
        return Set.of();
    }
}
