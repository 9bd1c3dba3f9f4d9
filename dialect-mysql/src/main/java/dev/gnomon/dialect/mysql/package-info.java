/** MySQL and MariaDB, as a dialect of the engine. */
@NullMarked
package dev.gnomon.dialect.mysql;

import org.jspecify.annotations.NullMarked;
