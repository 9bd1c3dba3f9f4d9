/** Starts the real database servers that tests need, from whatever the machine has. */
@NullMarked
package dev.gnomon.engine.tck.server;

import org.jspecify.annotations.NullMarked;
