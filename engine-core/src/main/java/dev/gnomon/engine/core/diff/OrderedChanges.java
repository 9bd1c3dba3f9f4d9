package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.change.SchemaChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Collects changes and puts them in order: first by kind, as {@link dev.gnomon.engine.change.ChangeKind} declares the
 * kinds, then by the places of their objects in the schemas. A change that is found twice counts once, and one that the
 * gate keeps back not at all.
 */
final class OrderedChanges {

    private final TreeMap<int[], SchemaChange> changes = new TreeMap<>(Arrays::compare);
    private final CapabilityGate gate;
    private int unplaced;

    OrderedChanges(CapabilityGate gate) {
        this.gate = gate;
    }

    /** Add a change that stands where it was found among those of its kind. */
    void add(SchemaChange change) {
        add(change, unplaced++);
    }

    /**
     * Add a change.
     *
     * @param places of the objects it is about, in the lists of their schema; the more significant first
     */
    void add(SchemaChange change, int... places) {
        if (!gate.allows(change)) {
            return;
        }
        int[] key = new int[places.length + 2];
        key[0] = change.place().ordinal();
        // A dialect's own change that chose another kind's place stands behind those of that kind.
        key[1] = change.kind() == change.place() ? 0 : 1;
        System.arraycopy(places, 0, key, 2, places.length);
        changes.put(key, change);
    }

    List<SchemaChange> inOrder() {
        return new ArrayList<>(changes.values());
    }
}
