/** A session that somebody's scripts run in, kept what it was. */
@NullMarked
package dev.gnomon.engine.core.session;

import org.jspecify.annotations.NullMarked;
