/** The database that a schema is for. */
@NullMarked
package dev.gnomon.schema.target;

import org.jspecify.annotations.NullMarked;
