/** The structure of a database, as values. */
@NullMarked
package dev.gnomon.engine.model;

import org.jspecify.annotations.NullMarked;
