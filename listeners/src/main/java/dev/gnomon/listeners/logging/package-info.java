/** Events in a log. */
@NullMarked
package dev.gnomon.listeners.logging;

import org.jspecify.annotations.NullMarked;
