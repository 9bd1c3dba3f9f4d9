/** Makes the text of a migration out of its changes. */
@NullMarked
package dev.gnomon.engine.core.script;

import org.jspecify.annotations.NullMarked;
