package dev.gnomon.schema.resolution;

import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.schema.model.ScalarFieldType;
import dev.gnomon.schema.syntax.FieldDeclaration;
import java.util.Optional;

/**
 * A field with a column.
 *
 * @param name         in the schema
 * @param databaseName of {@code @map}, or the name
 * @param type         what it holds
 * @param arity        how many of them
 * @param defaultValue of {@code @default}
 * @param nativeType   of {@code @db.…}
 * @param updatedAt    it has {@code @updatedAt}, which only the client minds
 * @param ignored      it has {@code @ignore}; the column exists all the same
 * @param syntax       the line of the schema
 */
public record ResolvedScalarField(
        String name,
        String databaseName,
        ScalarFieldType type,
        Arity arity,
        Optional<ResolvedDefault> defaultValue,
        Optional<NativeTypeUse> nativeType,
        boolean updatedAt,
        boolean ignored,
        FieldDeclaration syntax)
        implements ResolvedField {

    public boolean isRequired() {
        return arity == Arity.REQUIRED;
    }

    public boolean isList() {
        return arity == Arity.LIST;
    }

    /** Tell whether it holds values of this scalar type. */
    public boolean is(TypeFamily.Scalar wanted) {
        return type instanceof ScalarFieldType.Builtin(TypeFamily.Scalar scalar) && scalar == wanted;
    }

    public boolean isUnsupported() {
        return type instanceof ScalarFieldType.Unsupported;
    }

    public boolean isAutoincrement() {
        return defaultValue.isPresent() && defaultValue.get().isFunction("autoincrement");
    }
}
