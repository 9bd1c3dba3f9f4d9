package dev.gnomon.engine.core.database;

import dev.gnomon.engine.core.diff.UnmanagedPartialIndexes;
import dev.gnomon.engine.core.diff.UnmanagedTables;
import dev.gnomon.engine.core.workspace.SchemaFeatures;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ObjectName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of a schema takes part in a diff: not what the user manages elsewhere, and not what the user did not ask for.
 *
 * @param externalTables with their namespace where the dialect has namespaces
 * @param externalEnums  in the same form
 * @param qualified      whether external names carry a namespace
 * @param features       what takes part besides
 */
public record SchemaView(
        Set<String> externalTables, Set<String> externalEnums, boolean qualified, SchemaFeatures features) {

    /** What takes part for a workspace. */
    public static SchemaView of(Workspace workspace) {
        return new SchemaView(
                new HashSet<>(workspace.external().tables()),
                new HashSet<>(workspace.external().enums()),
                workspace.dialect().capabilities().contains(Capability.NAMESPACES),
                workspace.features());
    }

    /** The same with external objects in it. */
    SchemaView withExternalObjects() {
        return new SchemaView(Set.of(), Set.of(), qualified, features);
    }

    /**
     * Make sure that the names of external objects have the form that this database needs; a name of another form
     * filters nothing.
     *
     * @throws GnomonException {@code P3023} or {@code P3024} if one has not
     */
    public void checkNames() {
        for (Set<String> names : List.of(externalTables, externalEnums)) {
            for (String name : names) {
                if (qualified != name.contains(".")) {
                    throw qualified
                            ? new GnomonException(
                                    EngineErrorCode.EXTERNAL_NAME_NOT_QUALIFIED,
                                    "For the current database, `externalTables` & `externalEnums` in your prisma config"
                                            + " must contain only fully qualified identifiers (e.g."
                                            + " `schema_name.table_name`).",
                                    "Write the namespace before `%s`.".formatted(name))
                            : new GnomonException(
                                    EngineErrorCode.EXTERNAL_NAME_QUALIFIED,
                                    "For the current database, `externalTables` & `externalEnums` in your prisma config"
                                            + " must contain only simple identifiers without a schema name.",
                                    "Write `%s` without its namespace.".formatted(name));
                }
            }
        }
    }

    /** Leave out of both sides of a diff what does not take part; partial indexes then stay as they are. */
    public BeforeAfter<DatabaseSchema> apply(BeforeAfter<DatabaseSchema> schemas) {
        BeforeAfter<DatabaseSchema> viewed = UnmanagedTables.leftOut(schemas).map(this::apply);
        return features.partialIndexes() ? viewed : UnmanagedPartialIndexes.carriedOver(viewed);
    }

    /** Leave out of a schema the objects that do not take part; the same object if all do. */
    public DatabaseSchema apply(DatabaseSchema schema) {
        boolean hidesTables = !externalTables.isEmpty();
        boolean hidesEnums = !externalEnums.isEmpty();
        boolean hidesExtensions = !features.extensions() && !schema.extensions().isEmpty();
        if (!hidesTables && !hidesEnums && !hidesExtensions) {
            return schema;
        }
        DatabaseSchema.Builder builder = schema.toBuilder();
        builder.tables(schema.tables().stream()
                .filter(table -> !isExternalTable(table.name(), schema))
                .toList());
        builder.enums(schema.enums().stream()
                .filter(type -> !externalEnums.contains(fullName(type.name(), schema)))
                .toList());
        if (hidesExtensions) {
            builder.extensions(List.of());
        }
        return builder.build();
    }

    /** Whether the user manages a table elsewhere. */
    public boolean isExternalTable(ObjectName table, DatabaseSchema schema) {
        return externalTables.contains(fullName(table, schema));
    }

    private String fullName(ObjectName name, DatabaseSchema schema) {
        Optional<String> namespace = name.namespace().or(schema::defaultNamespace);
        return qualified && namespace.isPresent() ? namespace.get() + "." + name.name() : name.name();
    }
}
