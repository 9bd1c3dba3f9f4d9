/** The fault kit: ways to hurt a run, for tests that show what is left afterwards. */
@NullMarked
package dev.gnomon.engine.tck.fault;

import org.jspecify.annotations.NullMarked;
