/** What a user is told when something could not be done. */
@NullMarked
package dev.gnomon.engine.error;

import org.jspecify.annotations.NullMarked;
