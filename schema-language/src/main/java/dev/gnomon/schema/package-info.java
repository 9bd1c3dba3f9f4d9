/** Reads and checks schemas. */
@NullMarked
package dev.gnomon.schema;

import org.jspecify.annotations.NullMarked;
