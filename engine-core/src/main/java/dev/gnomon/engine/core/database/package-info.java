/** What is done to a whole database: emptied, looked at, filtered. */
@NullMarked
package dev.gnomon.engine.core.database;

import org.jspecify.annotations.NullMarked;
