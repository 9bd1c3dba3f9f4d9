/** The text of a schema as a tree: files, blocks, fields, attributes, comments, and what is wrong with them. */
@NullMarked
package dev.gnomon.schema.syntax;

import org.jspecify.annotations.NullMarked;
