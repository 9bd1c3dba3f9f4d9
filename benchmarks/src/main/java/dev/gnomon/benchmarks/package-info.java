/** How long each stage takes once the JVM is warm. */
@NullMarked
package dev.gnomon.benchmarks;

import org.jspecify.annotations.NullMarked;
