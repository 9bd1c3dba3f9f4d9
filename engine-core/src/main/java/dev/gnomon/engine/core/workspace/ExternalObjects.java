package dev.gnomon.engine.core.workspace;

import java.util.List;

/**
 * Tables and enums that the user manages elsewhere: no diff sees them, no reset drops them.
 *
 * @param tables {@code namespace.table} where the dialect has namespaces, bare names elsewhere
 * @param enums  in the same form
 */
public record ExternalObjects(List<String> tables, List<String> enums) {

    public static final ExternalObjects NONE = new ExternalObjects(List.of(), List.of());

    public ExternalObjects {
        tables = List.copyOf(tables);
        enums = List.copyOf(enums);
    }

    public boolean isEmpty() {
        return tables.isEmpty() && enums.isEmpty();
    }
}
