/** The whole engine on real databases: commands, history, shadow databases, events. */
@NullMarked
package dev.gnomon.conformance.engine;

import org.jspecify.annotations.NullMarked;
