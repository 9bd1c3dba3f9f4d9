/** The audit journal: a file whose every line vouches for the one before. */
@NullMarked
package dev.gnomon.listeners.journal;

import org.jspecify.annotations.NullMarked;
