package dev.gnomon.schema.model;

import java.util.List;
import java.util.Optional;

/**
 * A model or view.
 *
 * @param name           in the schema
 * @param isView         it is a view
 * @param databaseName   of the table or view, {@code @@map} or the name
 * @param namespace      of {@code @@schema}
 * @param fields         scalar fields in the order of the text
 * @param relationFields relation fields in the order of the text
 * @param primaryKey     {@code @id} or {@code @@id}
 * @param indexes        field-level {@code @unique} in field order, then every {@code @@index}, then every
 *     {@code @@unique}, then every {@code @@fulltext}
 * @param ignored        {@code @@ignore}
 * @param documentation  the lines of {@code ///} comments, joined with a newline
 */
public record Model(
        String name,
        boolean isView,
        String databaseName,
        Optional<String> namespace,
        List<ScalarField> fields,
        List<RelationField> relationFields,
        Optional<KeyModel> primaryKey,
        List<IndexModel> indexes,
        boolean ignored,
        Optional<String> documentation) {

    public Model {
        fields = List.copyOf(fields);
        relationFields = List.copyOf(relationFields);
        indexes = List.copyOf(indexes);
    }

    /** Look a scalar field up by its name in the schema. */
    public Optional<ScalarField> field(String fieldName) {
        return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
    }
}
