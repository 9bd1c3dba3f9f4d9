package dev.gnomon.schema.resolution;

import dev.gnomon.schema.syntax.ModelBlock;
import dev.gnomon.schema.syntax.Pieces;
import java.util.List;
import java.util.Optional;

/**
 * A model or view.
 *
 * @param name         in the schema
 * @param databaseName of {@code @@map}, or the name
 * @param namespace    of {@code @@schema}
 * @param fields       scalar and relation fields in the order of the text
 * @param primaryKey   of {@code @id} or {@code @@id}
 * @param indexes      those of fields in field order, then all {@code @@index}, all {@code @@unique}, all
 *     {@code @@fulltext}; the order in which they are created
 * @param shardKey     of {@code @shardKey} or {@code @@shardKey}
 * @param ignored      it has {@code @@ignore}; the table exists all the same
 * @param syntax       the block
 */
public record ResolvedModel(
        String name,
        String databaseName,
        Optional<NamespaceReference> namespace,
        List<ResolvedField> fields,
        Optional<ResolvedKey> primaryKey,
        List<ResolvedIndex> indexes,
        Optional<ShardKey> shardKey,
        boolean ignored,
        ModelBlock syntax) {

    public ResolvedModel {
        fields = List.copyOf(fields);
        indexes = List.copyOf(indexes);
    }

    public boolean isView() {
        return syntax.kind() == ModelBlock.Kind.VIEW;
    }

    /** Tell whether {@code @@map} gives it another name in the database. */
    public boolean isMapped() {
        return !name.equals(databaseName);
    }

    /** Give the fields with a column, in order. */
    public List<ResolvedScalarField> scalarFields() {
        return Pieces.of(ResolvedScalarField.class, fields);
    }

    /** Give the fields without a column, in order. */
    public List<ResolvedRelationField> relationFields() {
        return Pieces.of(ResolvedRelationField.class, fields);
    }

    /** Find a field with a column by its name in the schema. */
    public Optional<ResolvedScalarField> scalarField(String fieldName) {
        for (ResolvedField field : fields) {
            if (field instanceof ResolvedScalarField scalar && scalar.name().equals(fieldName)) {
                return Optional.of(scalar);
            }
        }
        return Optional.empty();
    }

    /** Find a relation field by its name. */
    public Optional<ResolvedRelationField> relationField(String fieldName) {
        for (ResolvedField field : fields) {
            if (field instanceof ResolvedRelationField relation
                    && relation.name().equals(fieldName)) {
                return Optional.of(relation);
            }
        }
        return Optional.empty();
    }
}
