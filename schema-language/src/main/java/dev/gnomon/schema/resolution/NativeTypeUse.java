package dev.gnomon.schema.resolution;

import dev.gnomon.engine.model.NativeType;
import dev.gnomon.schema.syntax.Attribute;

/**
 * A type of the database's own on a field.
 *
 * @param prefix what stands in front of the dot; right if it is the datasource's name
 * @param type   with its arguments as written
 * @param syntax the attribute
 */
public record NativeTypeUse(String prefix, NativeType type, Attribute syntax) {}
