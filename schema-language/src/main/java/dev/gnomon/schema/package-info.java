/** Reads, checks, formats and writes schemas. */
@NullMarked
package dev.gnomon.schema;

import org.jspecify.annotations.NullMarked;
