/** A project: opened once, for every door. */
@NullMarked
package dev.gnomon.project;

import org.jspecify.annotations.NullMarked;
