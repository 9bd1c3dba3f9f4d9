/** Runs and their steps as spans. */
@NullMarked
package dev.gnomon.listener.opentelemetry;

import org.jspecify.annotations.NullMarked;
