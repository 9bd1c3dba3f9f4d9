/** The roles that a database's dialect plays. */
@NullMarked
package dev.gnomon.engine.dialect;

import org.jspecify.annotations.NullMarked;
