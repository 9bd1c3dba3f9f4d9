/** Writes the schema of an existing database. */
@NullMarked
package dev.gnomon.schema.pull;

import org.jspecify.annotations.NullMarked;
