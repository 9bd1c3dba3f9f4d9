/** What a command works on: the database, the migrations directory, and where the desired schema comes from. */
@NullMarked
package dev.gnomon.engine.core.workspace;

import org.jspecify.annotations.NullMarked;
