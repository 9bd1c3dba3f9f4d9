/** The migration history and what a run makes of it. */
@NullMarked
package dev.gnomon.engine.migration;

import org.jspecify.annotations.NullMarked;
