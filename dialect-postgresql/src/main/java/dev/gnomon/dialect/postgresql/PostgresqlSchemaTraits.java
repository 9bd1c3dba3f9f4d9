package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.IndexTraits;
import dev.gnomon.engine.dialect.NameTraits;
import dev.gnomon.engine.dialect.PreviewFeatureRename;
import dev.gnomon.engine.dialect.RelationTraits;
import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.dialect.SchemaTraits;
import dev.gnomon.engine.dialect.TypeTraits;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a schema may say for PostgreSQL. */
final class PostgresqlSchemaTraits implements SchemaTraits {

    private static final Set<SchemaFeature> FEATURES = Collections.unmodifiableSet(EnumSet.of(
            SchemaFeature.JSON,
            SchemaFeature.SCALAR_LISTS,
            SchemaFeature.NAMED_PRIMARY_KEYS,
            SchemaFeature.NAMED_FOREIGN_KEYS,
            SchemaFeature.AUTOINCREMENT_OUTSIDE_PRIMARY_KEY,
            SchemaFeature.AUTOINCREMENT_WITHOUT_INDEX,
            SchemaFeature.SEVERAL_AUTOINCREMENTS,
            SchemaFeature.BYTES_IN_PRIMARY_KEY,
            SchemaFeature.CYCLIC_REFERENTIAL_ACTIONS,
            SchemaFeature.SET_NULL_ON_REQUIRED_FIELDS,
            SchemaFeature.REFERENCES_IN_ANY_ORDER));

    @Override
    public String connectorName() {
        return "Postgres";
    }

    @Override
    public Set<SchemaFeature> features() {
        return FEATURES;
    }

    @Override
    public NameTraits names() {
        return new PostgresqlNameTraits();
    }

    @Override
    public TypeTraits types() {
        return new PostgresqlTypeTraits();
    }

    @Override
    public IndexTraits indexes() {
        return new PostgresqlIndexTraits();
    }

    @Override
    public RelationTraits relations() {
        return new PostgresqlRelationTraits();
    }

    @Override
    public List<String> previewFeatures() {
        return List.of("fullTextSearchPostgres");
    }

    @Override
    public List<PreviewFeatureRename> renamedPreviewFeatures() {
        return List.of(new PreviewFeatureRename(
                "postgresql", "fullTextSearch", "fullTextSearchPostgres", "https://pris.ly/d/fts-postgres"));
    }

    @Override
    public Optional<String> providerName() {
        return Optional.of("postgresql");
    }
}
