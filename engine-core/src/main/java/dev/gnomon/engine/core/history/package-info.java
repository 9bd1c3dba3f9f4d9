/** The history table, and what comparing it with the migrations directory shows. */
@NullMarked
package dev.gnomon.engine.core.history;

import org.jspecify.annotations.NullMarked;
