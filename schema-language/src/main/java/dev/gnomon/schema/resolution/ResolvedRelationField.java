package dev.gnomon.schema.resolution;

import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.ReferentialAction;
import dev.gnomon.schema.syntax.Attribute;
import dev.gnomon.schema.syntax.FieldDeclaration;
import dev.gnomon.schema.syntax.Span;
import java.util.List;
import java.util.Optional;

/**
 * A field that leads to another model; it has no column.
 *
 * @param name         in the schema
 * @param relatedModel the model that it leads to
 * @param arity        how many of it
 * @param relationName as written
 * @param fields       of {@code fields:}, scalar fields of this model
 * @param references   of {@code references:}, scalar fields of the related model
 * @param onDelete     as written
 * @param onUpdate     as written
 * @param mappedName   of {@code map:}, the foreign key's name
 * @param ignored      it has {@code @ignore}
 * @param attribute    {@code @relation}
 * @param syntax       the line of the schema
 */
public record ResolvedRelationField(
        String name,
        String relatedModel,
        Arity arity,
        Optional<String> relationName,
        Optional<List<String>> fields,
        Optional<List<String>> references,
        Optional<ActionUse> onDelete,
        Optional<ActionUse> onUpdate,
        Optional<String> mappedName,
        boolean ignored,
        Optional<Attribute> attribute,
        FieldDeclaration syntax)
        implements ResolvedField {

    /** A referential action as written. */
    public record ActionUse(ReferentialAction action, Span span) {}

    ResolvedRelationField asIgnored() {
        return new ResolvedRelationField(
                name,
                relatedModel,
                arity,
                relationName,
                fields,
                references,
                onDelete,
                onUpdate,
                mappedName,
                true,
                attribute,
                syntax);
    }

    public boolean isRequired() {
        return arity == Arity.REQUIRED;
    }

    public boolean isList() {
        return arity == Arity.LIST;
    }
}
