/** Holds gnomon against recorded answers of the engine that it stands in for. */
@NullMarked
package dev.gnomon.conformance;

import org.jspecify.annotations.NullMarked;
