/** Finds what leads from one schema to another, and says it to people. */
@NullMarked
package dev.gnomon.engine.core.diff;

import org.jspecify.annotations.NullMarked;
