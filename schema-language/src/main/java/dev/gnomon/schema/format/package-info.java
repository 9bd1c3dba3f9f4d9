/** Lays out schemas: indentation, columns, blank lines, the order of attributes; and completes relations. */
@NullMarked
package dev.gnomon.schema.format;

import org.jspecify.annotations.NullMarked;
