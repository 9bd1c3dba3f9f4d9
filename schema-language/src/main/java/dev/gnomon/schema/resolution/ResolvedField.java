package dev.gnomon.schema.resolution;

import dev.gnomon.schema.syntax.FieldDeclaration;

/** A field of a model. */
public sealed interface ResolvedField permits ResolvedScalarField, ResolvedRelationField {

    /** Give the field's name in the schema. */
    String name();

    /** Tell whether {@code @ignore} hides it from the client. */
    boolean ignored();

    /** Give the line of the schema. */
    FieldDeclaration syntax();
}
