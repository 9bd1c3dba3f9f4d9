/** The command line program: options in, text and exit codes out. */
@NullMarked
package dev.gnomon.cli;

import org.jspecify.annotations.NullMarked;
