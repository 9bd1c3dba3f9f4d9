package dev.gnomon.schema.model;

import dev.gnomon.engine.model.Arity;
import java.util.Optional;

/**
 * A field that stands for rows of another model.
 *
 * @param name            in the schema
 * @param referencedModel its name in the schema
 * @param arity           required, nullable or list
 * @param ignored         {@code @ignore}
 * @param documentation   the lines of {@code ///} comments, joined with a newline
 */
public record RelationField(
        String name, String referencedModel, Arity arity, boolean ignored, Optional<String> documentation) {}
