/** The shadow database: getting one, replaying in it, giving it back. */
@NullMarked
package dev.gnomon.engine.core.shadow;

import org.jspecify.annotations.NullMarked;
