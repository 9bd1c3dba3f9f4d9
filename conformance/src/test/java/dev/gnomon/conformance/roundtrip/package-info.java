/** Random schemas, migrated one into the other on real databases. */
@NullMarked
package dev.gnomon.conformance.roundtrip;

import org.jspecify.annotations.NullMarked;
