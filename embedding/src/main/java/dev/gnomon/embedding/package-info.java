/** gnomon within another program. */
@NullMarked
package dev.gnomon.embedding;

import org.jspecify.annotations.NullMarked;
