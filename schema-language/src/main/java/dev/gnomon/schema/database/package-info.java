/** The database that a schema is for. */
@NullMarked
package dev.gnomon.schema.database;

import org.jspecify.annotations.NullMarked;
