/** Reads the tree of a schema: names, settings, attributes with their arguments, relations. Not API. */
@NullMarked
package dev.gnomon.schema.resolution;

import org.jspecify.annotations.NullMarked;
