package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.model.Table;

/** A table with its place in the list of its schema. */
record PlacedTable(Table table, int position) {}
