package dev.gnomon.conformance.roundtrip;

/** A schema, and the one that shall become of it. */
record SchemaPair(SchemaSketch from, SchemaSketch to) {}
