package dev.gnomon.engine.dialect;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What outlives the emptying of a database, because the user manages it elsewhere.
 *
 * @param tables {@code namespace.table} where the dialect has namespaces, bare names elsewhere
 * @param enums  in the same form
 */
public record KeptObjects(Set<String> tables, Set<String> enums) {

    public KeptObjects {
        tables = Collections.unmodifiableSet(new LinkedHashSet<>(tables));
        enums = Collections.unmodifiableSet(new LinkedHashSet<>(enums));
    }

    public boolean isEmpty() {
        return tables.isEmpty() && enums.isEmpty();
    }
}
