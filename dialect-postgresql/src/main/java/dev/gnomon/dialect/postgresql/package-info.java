/** PostgreSQL 10 and later, as a dialect of the engine. */
@NullMarked
package dev.gnomon.dialect.postgresql;

import org.jspecify.annotations.NullMarked;
