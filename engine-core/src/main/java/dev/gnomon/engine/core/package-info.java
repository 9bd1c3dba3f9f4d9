/** The engine: from a migration history and a desired schema to the next migration. */
@NullMarked
package dev.gnomon.engine.core;

import org.jspecify.annotations.NullMarked;
