package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.NameTraits;
import dev.gnomon.engine.dialect.RelationTraits;
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.engine.dialect.TypeTraits;
import dev.gnomon.engine.model.UnmodelledFeature;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a schema may say for MySQL and MariaDB. */
final class MysqlSchemaTraits implements SchemaTraits {

    private static final Set<SchemaFeature> FEATURES = Collections.unmodifiableSet(EnumSet.of(
            SchemaFeature.JSON,
            SchemaFeature.NAMED_FOREIGN_KEYS,
            SchemaFeature.FULLTEXT_INDEXES,
            SchemaFeature.INDEX_LENGTH,
            SchemaFeature.SHARD_KEYS,
            SchemaFeature.AUTOINCREMENT_OUTSIDE_PRIMARY_KEY,
            SchemaFeature.BYTES_IN_PRIMARY_KEY,
            SchemaFeature.CYCLIC_REFERENTIAL_ACTIONS,
            SchemaFeature.REFERENCES_IN_ANY_ORDER));

    @Override
    public String connectorName() {
        return "MySQL";
    }

    @Override
    public Set<SchemaFeature> features() {
        return FEATURES;
    }

    @Override
    public NameTraits names() {
        return new MysqlNameTraits();
    }

    @Override
    public TypeTraits types() {
        return new MysqlTypeTraits();
    }

    @Override
    public RelationTraits relations() {
        return new MysqlRelationTraits();
    }

    @Override
    public Set<UnmodelledFeature.Kind> featuresToMention() {
        return EnumSet.of(
                UnmodelledFeature.Kind.PARTITION,
                UnmodelledFeature.Kind.CHECK_CONSTRAINT,
                UnmodelledFeature.Kind.COMMENT,
                UnmodelledFeature.Kind.ON_UPDATE);
    }
}
