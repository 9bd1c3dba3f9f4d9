/** Turns a data model into the structure that a database has for it. */
@NullMarked
package dev.gnomon.schema.lowering;

import org.jspecify.annotations.NullMarked;
