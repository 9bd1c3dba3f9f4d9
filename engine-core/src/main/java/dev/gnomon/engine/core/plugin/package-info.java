/** Finds dialects, those that gnomon comes with and those of others, and loads each so that it meets no other. */
@NullMarked
package dev.gnomon.engine.core.plugin;

import org.jspecify.annotations.NullMarked;
