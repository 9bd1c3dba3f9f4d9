/** What both the commands and the schema engine's protocol need of a project. */
@NullMarked
package dev.gnomon.cli.project;

import org.jspecify.annotations.NullMarked;
