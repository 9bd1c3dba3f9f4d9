package dev.gnomon.engine.dialect;

import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.TypeFamily;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A type of a dialect as the schema language writes it after {@code @db.}.
 *
 * @param name               in the spelling of the schema language, {@code VarChar}
 * @param sqlName            the database's words for it without arguments, {@code VARCHAR}
 * @param scalarTypes        the types of fields that may carry it; the first is what {@code db pull} writes
 * @param parameters         what its arguments may be: all of them are given, or none
 * @param argumentsRequired  whether none is wrong
 * @param argumentSeparator  what stands between the arguments in SQL
 * @param keyRestriction     whether columns of it can be part of keys and indexes
 */
public record NativeTypeDescriptor(
        String name,
        String sqlName,
        List<TypeFamily.Scalar> scalarTypes,
        List<NativeTypeParameter> parameters,
        boolean argumentsRequired,
        String argumentSeparator,
        KeyRestriction keyRestriction) {

    public NativeTypeDescriptor {
        Objects.requireNonNull(argumentSeparator, "argumentSeparator");
        Objects.requireNonNull(keyRestriction, "keyRestriction");
        scalarTypes = List.copyOf(scalarTypes);
        parameters = List.copyOf(parameters);
        if (name.isEmpty() || sqlName.isEmpty() || scalarTypes.isEmpty()) {
            throw new IllegalArgumentException("a native type needs a name, words in SQL and a scalar type");
        }
    }

    /** A type without arguments and restrictions. */
    public static NativeTypeDescriptor of(String name, String sqlName, TypeFamily.Scalar... scalarTypes) {
        return new NativeTypeDescriptor(
                name, sqlName, List.of(scalarTypes), List.of(), false, ",", KeyRestriction.NONE);
    }

    /** The same type with arguments that may be left out together. */
    public NativeTypeDescriptor withOptional(NativeTypeParameter... arguments) {
        return new NativeTypeDescriptor(
                name, sqlName, scalarTypes, List.of(arguments), false, argumentSeparator, keyRestriction);
    }

    /** The same type with arguments that must be given. */
    public NativeTypeDescriptor withRequired(NativeTypeParameter... arguments) {
        return new NativeTypeDescriptor(
                name, sqlName, scalarTypes, List.of(arguments), true, argumentSeparator, keyRestriction);
    }

    /** The same type with a restriction in keys and indexes. */
    public NativeTypeDescriptor restricted(KeyRestriction restriction) {
        return new NativeTypeDescriptor(
                name, sqlName, scalarTypes, parameters, argumentsRequired, argumentSeparator, restriction);
    }

    /** The same type with other characters between its arguments in SQL. */
    public NativeTypeDescriptor separatedBy(String separator) {
        return new NativeTypeDescriptor(
                name, sqlName, scalarTypes, parameters, argumentsRequired, separator, keyRestriction);
    }

    /** Write a type of this name with its arguments as the database spells it. */
    public String sql(NativeType type) {
        if (type.arguments().isEmpty()) {
            return sqlName;
        }
        return sqlName + "(" + String.join(argumentSeparator, type.arguments()).toLowerCase(Locale.ROOT) + ")";
    }

    /** Tell whether the restriction applies to a column of this type with these arguments. */
    public boolean isRestrictedInKeys(NativeType type) {
        return switch (keyRestriction) {
            case NONE -> false;
            case NEVER_INDEXED, NOT_IN_INDEXES, ONLY_WITH_LENGTH -> true;
            case NOT_WITH_MAX -> type.arguments().stream().anyMatch("max"::equalsIgnoreCase);
        };
    }
}
