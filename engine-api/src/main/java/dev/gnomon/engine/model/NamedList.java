package dev.gnomon.engine.model;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An unmodifiable list of objects that are found by their names without going through all of them. */
final class NamedList<T> extends AbstractList<T> implements RandomAccess {

    private final List<T> elements;
    private final Function<T, ObjectName> name;
    private volatile @Nullable Map<ObjectName, T> byName;

    NamedList(List<T> elements, Function<T, ObjectName> name) {
        this.elements = List.copyOf(elements);
        this.name = name;
    }

    /** Find the first element of a name in a list, which is fast if the list is one of these. */
    static <T> Optional<T> find(List<T> list, ObjectName wanted, Function<T, ObjectName> name) {
        return list instanceof NamedList<T> named
                ? Optional.ofNullable(named.index().get(wanted))
                : list.stream()
                        .filter(element -> name.apply(element).equals(wanted))
                        .findFirst();
    }

    @Override
    public T get(int index) {
        return elements.get(index);
    }

    @Override
    public int size() {
        return elements.size();
    }

    private Map<ObjectName, T> index() {
        Map<ObjectName, T> known = byName;
        if (known == null) {
            known = new HashMap<>();
            for (T element : elements) {
                known.putIfAbsent(name.apply(element), element);
            }
            byName = known;
        }
        return known;
    }
}
