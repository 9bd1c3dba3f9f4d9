/** What leads from one schema to another. */
@NullMarked
package dev.gnomon.engine.change;

import org.jspecify.annotations.NullMarked;
