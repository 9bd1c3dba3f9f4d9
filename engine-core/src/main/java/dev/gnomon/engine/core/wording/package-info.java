/** Compares defaults in the words of the server. */
@NullMarked
package dev.gnomon.engine.core.wording;

import org.jspecify.annotations.NullMarked;
