/** Resolves a schema's names and checks all its rules. */
@NullMarked
package dev.gnomon.schema.validation;

import org.jspecify.annotations.NullMarked;
