/** Events as names and plain values, and as JSON. */
@NullMarked
package dev.gnomon.listeners.event;

import org.jspecify.annotations.NullMarked;
