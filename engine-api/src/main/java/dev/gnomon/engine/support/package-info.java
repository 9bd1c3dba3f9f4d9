/** What most dialects need and none has to write itself. */
@NullMarked
package dev.gnomon.engine.support;

import org.jspecify.annotations.NullMarked;
