package dev.gnomon.schema.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Picks things out of lists. Plain loops: a process that lives for a moment runs each stream for the first time. */
public final class Pieces {

    private Pieces() {}

    /** Give the elements of one type, in order. */
    public static <T> List<T> of(Class<T> type, List<? super T> all) {
        List<T> found = new ArrayList<>(all.size());
        for (Object one : all) {
            if (type.isInstance(one)) {
                found.add(type.cast(one));
            }
        }
        return Collections.unmodifiableList(found);
    }
}
