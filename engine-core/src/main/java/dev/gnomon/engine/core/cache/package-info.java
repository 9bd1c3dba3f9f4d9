/** What replays built, kept from one run to the next. */
@NullMarked
package dev.gnomon.engine.core.cache;

import org.jspecify.annotations.NullMarked;
