/** What a schema means: names resolved, defaults filled in, relations paired. */
@NullMarked
package dev.gnomon.schema.model;

import org.jspecify.annotations.NullMarked;
