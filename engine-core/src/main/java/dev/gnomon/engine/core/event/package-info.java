/** Asks and tells the listeners. */
@NullMarked
package dev.gnomon.engine.core.event;

import org.jspecify.annotations.NullMarked;
