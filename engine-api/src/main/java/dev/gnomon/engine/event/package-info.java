/** What listeners are asked and told. */
@NullMarked
package dev.gnomon.engine.event;

import org.jspecify.annotations.NullMarked;
