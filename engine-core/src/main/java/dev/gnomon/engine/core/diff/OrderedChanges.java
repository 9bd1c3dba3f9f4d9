package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.change.SchemaChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Collects changes and puts them in order: first by kind, as {@link SchemaChange} declares the kinds,
 * then by the places of their objects in the schemas. A change that is found twice counts once, and one that the gate
 * keeps back not at all.
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
        int[] key = new int[places.length + 1];
        key[0] = rank(change);
        System.arraycopy(places, 0, key, 1, places.length);
        changes.put(key, change);
    }

    List<SchemaChange> inOrder() {
        return new ArrayList<>(changes.values());
    }

    private static int rank(SchemaChange change) {
        return switch (change) {
            case SchemaChange.CreateNamespace c -> 0;
            case SchemaChange.DropExtension c -> 1;
            case SchemaChange.CreateExtension c -> 2;
            case SchemaChange.AlterExtension c -> 3;
            case SchemaChange.DialectChange c -> 4;
            case SchemaChange.DropView c -> 5;
            case SchemaChange.DropUserDefinedType c -> 6;
            case SchemaChange.CreateEnum c -> 7;
            case SchemaChange.AlterEnum c -> 8;
            case SchemaChange.DropForeignKey c -> 9;
            case SchemaChange.DropIndex c -> 10;
            case SchemaChange.AlterTable c -> 11;
            case SchemaChange.DropTable c -> 12;
            case SchemaChange.DropEnum c -> 13;
            case SchemaChange.CreateTable c -> 14;
            case SchemaChange.RedefineTables c -> 15;
            case SchemaChange.CreateIndex c -> 16;
            case SchemaChange.RenameForeignKey c -> 17;
            case SchemaChange.AddForeignKey c -> 18;
            case SchemaChange.RenameIndex c -> 19;
            case SchemaChange.RedefineIndex c -> 20;
        };
    }
}
