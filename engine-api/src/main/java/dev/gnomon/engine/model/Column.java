package dev.gnomon.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A column of a table or view.
 *
 * @param name           as the catalog stores it
 * @param type           its type
 * @param defaultValue   what an INSERT that does not name it stores
 * @param defaultName    the name of the default's constraint, where a database names them
 * @param autoIncrement  the database numbers new rows itself
 * @param dialectObjects what only the dialect knows of it (collation, generation expression, …)
 */
public record Column(
        String name,
        ColumnType type,
        Optional<DefaultValue> defaultValue,
        Optional<String> defaultName,
        boolean autoIncrement,
        List<DialectObject> dialectObjects) {

    public Column {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(defaultValue, "defaultValue");
        Objects.requireNonNull(defaultName, "defaultName");
        dialectObjects = List.copyOf(dialectObjects);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a column needs a name");
        }
    }

    /** A column without default, numbering or anything of the dialect's own. */
    public static Column of(String name, ColumnType type) {
        return new Column(name, type, Optional.empty(), Optional.empty(), false, List.of());
    }

    public Column withDefault(DefaultValue value) {
        return new Column(name, type, Optional.of(value), defaultName, autoIncrement, dialectObjects);
    }

    /** The same column without a default. */
    public Column withoutDefault() {
        return new Column(name, type, Optional.empty(), Optional.empty(), autoIncrement, dialectObjects);
    }

    public Column withAutoIncrement() {
        return new Column(name, type, defaultValue, defaultName, true, dialectObjects);
    }

    /** The same column with one more thing that only a dialect knows. */
    public Column with(DialectObject object) {
        List<DialectObject> objects = new ArrayList<>(dialectObjects);
        objects.add(object);
        return new Column(name, type, defaultValue, defaultName, autoIncrement, objects);
    }

    /** The default that the database itself applies; a client's default is none. */
    public Optional<DefaultValue> databaseDefault() {
        return defaultValue.filter(value -> !(value instanceof DefaultValue.ClientGenerated));
    }

    public Arity arity() {
        return type.arity();
    }
}
