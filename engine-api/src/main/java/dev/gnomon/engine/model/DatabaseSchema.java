package dev.gnomon.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything gnomon knows about the structure of one database, at one moment.
 *
 * <p>Immutable. Objects refer to each other by name, never by reference, so two schemas compare with
 * {@code equals} and print without cycles. The order of each list is meaningful: it is the order of
 * declaration where a schema file was read, and the order of names where a database was, and it
 * decides the order of the changes that a diff finds.
 *
 * @param defaultNamespace the namespace that objects without one lie in ({@code public}, {@code dbo},
 *     or what the URL says); empty where a database has no namespaces, and for {@link #EMPTY}, which
 *     does not even have the default one
 * @param namespaces       the namespaces that a schema lists or a database has, in order, the default one among them
 *     only if it is listed or there; none listed means the default one alone
 */
public record DatabaseSchema(
        Optional<String> defaultNamespace,
        List<String> namespaces,
        List<EnumType> enums,
        List<Table> tables,
        List<View> views,
        List<Sequence> sequences,
        List<Extension> extensions,
        List<UserDefinedType> userDefinedTypes,
        List<DialectObject> dialectObjects) {

    /** Nothing at all, of no database in particular. */
    public static final DatabaseSchema EMPTY = builder().build();

    public DatabaseSchema {
        Objects.requireNonNull(defaultNamespace, "defaultNamespace");
        namespaces = List.copyOf(namespaces);
        enums = new NamedList<>(enums, EnumType::name);
        tables = new NamedList<>(tables, Table::name);
        views = List.copyOf(views);
        sequences = List.copyOf(sequences);
        extensions = List.copyOf(extensions);
        userDefinedTypes = List.copyOf(userDefinedTypes);
        dialectObjects = List.copyOf(dialectObjects);
    }

    /** Look a table up by its exact name. */
    public Optional<Table> table(ObjectName name) {
        return NamedList.find(tables, name, Table::name);
    }

    /** Look an enum up by its exact name. */
    public Optional<EnumType> enumType(ObjectName name) {
        return NamedList.find(enums, name, EnumType::name);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder that starts with everything this schema has. */
    public Builder toBuilder() {
        return new Builder()
                .defaultNamespace(defaultNamespace)
                .namespaces(namespaces)
                .enums(enums)
                .tables(tables)
                .views(views)
                .sequences(sequences)
                .extensions(extensions)
                .userDefinedTypes(userDefinedTypes)
                .dialectObjects(dialectObjects);
    }

    /** Collects the parts of a schema; each method replaces what was there. */
    public static final class Builder {
        private Optional<String> defaultNamespace = Optional.empty();
        private List<String> namespaces = List.of();
        private List<EnumType> enums = List.of();
        private List<Table> tables = List.of();
        private List<View> views = List.of();
        private List<Sequence> sequences = List.of();
        private List<Extension> extensions = List.of();
        private List<UserDefinedType> userDefinedTypes = List.of();
        private List<DialectObject> dialectObjects = List.of();

        private Builder() {}

        public Builder defaultNamespace(Optional<String> value) {
            defaultNamespace = value;
            return this;
        }

        public Builder namespaces(List<String> value) {
            namespaces = new ArrayList<>(value);
            return this;
        }

        public Builder enums(List<EnumType> value) {
            enums = new ArrayList<>(value);
            return this;
        }

        public Builder tables(List<Table> value) {
            tables = new ArrayList<>(value);
            return this;
        }

        public Builder views(List<View> value) {
            views = new ArrayList<>(value);
            return this;
        }

        public Builder sequences(List<Sequence> value) {
            sequences = new ArrayList<>(value);
            return this;
        }

        public Builder extensions(List<Extension> value) {
            extensions = new ArrayList<>(value);
            return this;
        }

        public Builder userDefinedTypes(List<UserDefinedType> value) {
            userDefinedTypes = new ArrayList<>(value);
            return this;
        }

        public Builder dialectObjects(List<DialectObject> value) {
            dialectObjects = new ArrayList<>(value);
            return this;
        }

        public DatabaseSchema build() {
            return new DatabaseSchema(
                    defaultNamespace,
                    namespaces,
                    enums,
                    tables,
                    views,
                    sequences,
                    extensions,
                    userDefinedTypes,
                    dialectObjects);
        }
    }
}
