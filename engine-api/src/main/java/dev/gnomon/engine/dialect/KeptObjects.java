package dev.gnomon.engine.dialect;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** {@code P3016}: what a dialect says that cannot empty a database around them. */
    public GnomonException cannotBeKept() {
        return new GnomonException(
                EngineErrorCode.RESET_FAILED,
                "The database cannot be emptied around what is declared external: "
                        + Stream.concat(tables.stream(), enums.stream())
                                .map(name -> "`" + name + "`")
                                .collect(Collectors.joining(", "))
                        + ". Nothing was changed.",
                "Empty the database by hand, or install a dialect that can leave these objects alone.");
    }
}
