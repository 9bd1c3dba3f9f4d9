/** A project's settings: where they are looked for, how they are read, and the one value they become. */
@NullMarked
package dev.gnomon.config;

import org.jspecify.annotations.NullMarked;

