/** What every dialect must do, as tests to extend. */
@NullMarked
package dev.gnomon.engine.tck;

import org.jspecify.annotations.NullMarked;
