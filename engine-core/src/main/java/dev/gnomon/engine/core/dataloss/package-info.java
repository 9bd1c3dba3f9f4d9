/** Finds out what data a migration would lose, and which of its steps cannot run. */
@NullMarked
package dev.gnomon.engine.core.dataloss;

import org.jspecify.annotations.NullMarked;
