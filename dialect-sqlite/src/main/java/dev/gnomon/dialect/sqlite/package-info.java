/** The dialect of SQLite: one class for each role. */
@NullMarked
package dev.gnomon.dialect.sqlite;

import org.jspecify.annotations.NullMarked;
