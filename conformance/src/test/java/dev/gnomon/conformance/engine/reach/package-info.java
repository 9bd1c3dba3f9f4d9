/** Replays that try to reach out of their shadow database, on every database and through every door. */
@NullMarked
package dev.gnomon.conformance.engine.reach;

import org.jspecify.annotations.NullMarked;
